"""Sessions, who was there, and that somebody spoke with those who were not."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.foundations.people.models import Person
from difference.programme.cohorts.models import Cohort
from difference.programme.training.models.enrolments import Enrolment
from difference.programme.training.reasons_sessions import ABSENT, EXPECTED, STANDINGS
from difference.programme.training.states_sessions import SESSION


class Session(Staged):
    """A residential, twilight, coaching or supervision session of one cohort. Its revision covers its register too."""

    lifecycle = SESSION

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=30, default=SESSION.initial, editable=False)
    kind = models.CharField(max_length=20)
    title = models.CharField("title", max_length=120)
    place = models.CharField("place or link", max_length=200)
    starts_at = models.DateTimeField("begins")
    ends_at = models.DateTimeField("ends")
    lead = models.ForeignKey(Person, verbose_name="lead", on_delete=models.PROTECT, related_name="+")
    capacity = models.PositiveSmallIntegerField("most people", null=True)
    reason = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    register_taken_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            known_state(SESSION, "session_state_known"),
            # The same session twice is a second press of the button.
            models.UniqueConstraint(fields=["cohort", "kind", "title", "starts_at", "lead"], condition=Q(state="planned"), name="session_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="cancelled", reason__gt="") | (~Q(state="cancelled") & Q(reason="")), name="session_cancelled_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["cohort", "starts_at"], name="session_list")]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """One participant at one session: expected, then attended, absent with a reason, or excused."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    standing = models.CharField(max_length=10, choices=list(STANDINGS.items()), default=EXPECTED)
    reason = models.CharField(max_length=20, blank=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="attendance_once"),
            models.CheckConstraint(condition=Q(standing__in=list(STANDINGS)), name="attendance_standing_known"),
            models.CheckConstraint(
                condition=Q(standing=ABSENT, reason__gt="") | (~Q(standing=ABSENT) & Q(reason="")), name="attendance_absent_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(standing=EXPECTED, recorded_at=None, recorded_by=None)
                | (~Q(standing=EXPECTED) & Q(recorded_at__isnull=False, recorded_by__isnull=False)),
                name="attendance_recorded_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.standing


class FollowUp(models.Model):
    """That a human looked into somebody's absences. Absences before it are no longer counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="follow_ups")
    outcome = models.CharField(max_length=20)
    noted_at = models.DateTimeField(default=clock.now)
    noted_by = models.UUIDField()

    class Meta:
        ordering = ["-noted_at", "pk"]

    def __str__(self) -> str:
        return self.outcome

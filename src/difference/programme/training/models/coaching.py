"""Who coaches whom, what they write to each other, and the goals that they keep."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from difference.foundations import clock
from difference.foundations.people.models import Person
from difference.foundations.records import Revisioned
from difference.foundations.sealing import SealedText, unseal
from difference.programme.training.models.enrolments import Enrolment

NOTE, REFLECTION = "note", "reflection"
KINDS = {NOTE: "Note of the coach", REFLECTION: "Reflection of the participant"}


class Coaching(models.Model):
    """One coach and one participant, from and to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="coachings")
    coach = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="coachings")
    starts_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(null=True)
    made_by = models.UUIDField()
    ended_by = models.UUIDField(null=True)
    end_reason = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment"], condition=Q(ends_at=None), name="coaching_one_at_a_time"),
            models.CheckConstraint(condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")), name="coaching_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ends_at=None, ended_by=None, end_reason="") | Q(ends_at__isnull=False, ended_by__isnull=False, end_reason__gt=""),
                name="coaching_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"coaching {self.pk}"


class CoachingNote(Revisioned):
    """What a coach wrote, or a participant's reflection. Its words are sealed; `coaching` names the two who read it.

    A reflection without `coaching` is the participant's alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="notes")
    coaching = models.ForeignKey(Coaching, on_delete=models.PROTECT, null=True, related_name="notes")
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    text = SealedText("the note")
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.UUIDField()
    shared_at = models.DateTimeField(null=True)
    # One sending of the form is one note, however often the button was pressed.
    sending = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        ordering = ["-written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="note_kind_known"),
            models.CheckConstraint(
                condition=Q(coaching=None, shared_at=None, kind=REFLECTION) | Q(coaching__isnull=False, shared_at__isnull=False),
                name="note_shared_with_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def words(self) -> str:
        """The note, opened."""
        return unseal(self.text)


class Goal(Revisioned):
    """One goal of a participant, kept with whoever coaches them: what, by when, and whether it is done. What it says is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="goals")
    text = SealedText("the goal")
    by_when = models.DateField("by when", null=True)
    done_at = models.DateTimeField(null=True)
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.UUIDField()
    sending = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        ordering = [F("done_at").asc(nulls_first=True), F("by_when").asc(nulls_last=True), "set_at", "pk"]

    def __str__(self) -> str:
        return f"goal {self.pk}"

    @property
    def words(self) -> str:
        """The goal, opened."""
        return unseal(self.text)

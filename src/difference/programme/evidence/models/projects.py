"""A project: one practice tried in one school, with a protocol that is frozen before there are data."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.foundations.people.models import Person
from difference.foundations.schools.models import School
from difference.programme.cohorts.models import Cohort
from difference.programme.evidence.states import PROJECT

if TYPE_CHECKING:
    from difference.programme.evidence.models.results import Dataset

REGISTERED = ("protocol_registered", "data_received", "analysed", "reported")


class Project(Staged):
    """One improvement project in one school. Its words are the author's, and are shown to nobody outside."""

    lifecycle = PROJECT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=30, default=PROJECT.initial, editable=False)
    practice = models.SlugField("practice", max_length=40)
    title = models.CharField("title of the project", max_length=120, blank=True)
    what = models.TextField("what will be done", blank=True)
    who = models.TextField("who takes part", blank=True)
    outcome = models.SlugField("what is measured", max_length=40)
    comparison = models.SlugField("compared with whom", max_length=40)
    planned_pupils = models.PositiveIntegerField("how many pupils")
    starts_on = models.DateField("when it starts")
    ends_on = models.DateField("when the outcome has been measured")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    # The plan as it stood when it was registered, and the hash of its canonical JSON; nothing changes them afterwards.
    protocol = models.JSONField(null=True, editable=False)
    protocol_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    registered_at = models.DateTimeField(null=True, editable=False)
    sent_back_reason = models.CharField(max_length=20, blank=True, editable=False)
    abandon_reason = models.CharField(max_length=20, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    reported_by = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            known_state(PROJECT, "project_state_known"),
            models.CheckConstraint(condition=Q(starts_on__lte=models.F("ends_on")), name="project_dates_in_order"),
            models.CheckConstraint(
                condition=~Q(state__in=REGISTERED) | Q(registered_at__isnull=False, protocol_sha256__gt=""), name="project_registered_with_a_hash"
            ),
            models.CheckConstraint(condition=~Q(state="planned") | Q(registered_at=None, protocol_sha256=""), name="project_plan_has_no_protocol"),
            models.CheckConstraint(condition=~Q(state="abandoned") | Q(abandon_reason__gt=""), name="project_abandoned_with_a_reason"),
            models.CheckConstraint(
                condition=~Q(state="reported") | (Q(reported_by__isnull=False) & ~Q(reported_by=models.F("person"))),
                name="project_reported_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["reported", "abandoned"], closed_at__isnull=False)
                | (~Q(state__in=["reported", "abandoned"]) & Q(closed_at=None)),
                name="project_closed_when_it_ended",
            ),
        ]
        indexes = [models.Index(fields=["practice", "state"], name="project_by_practice")]

    def __str__(self) -> str:
        return self.title or f"project {self.pk}"

    def present_data(self) -> Dataset | None:
        """The numbers that stand now, if any are recorded."""
        return next((data for data in self.datasets.all() if data.replaced_at is None), None)

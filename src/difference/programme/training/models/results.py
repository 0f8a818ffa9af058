"""A module's result in one sitting, and the work handed in for it."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.documents.models import Document
from difference.foundations.lifecycles.models import Staged, known_state
from difference.programme.training.models.enrolments import Enrolment
from difference.programme.training.states import MODULE_RESULT


class ModuleResult(Staged):
    """One module for one participant in one sitting. A resit that a board grants is a sitting of its own, of the components to do again."""

    lifecycle = MODULE_RESULT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="results")
    module = models.CharField(max_length=20)
    sitting = models.PositiveSmallIntegerField(default=1)
    # Codes of the components that this sitting asks for.
    components = models.JSONField(default=list)
    # What the marker knows of the participant: another for each module, so that two pieces of work are not seen to be one person's.
    number = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=30, default=MODULE_RESULT.initial, editable=False)
    opened_at = models.DateTimeField(default=clock.now)
    # As the board confirmed it.
    mark = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    passed = models.BooleanField(null=True)
    lines = models.JSONField(default=list)
    confirmed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["module", "sitting"]
        constraints = [
            known_state(MODULE_RESULT, "module_result_state_known"),
            models.UniqueConstraint(fields=["enrolment", "module", "sitting"], name="module_result_once_a_sitting"),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "released"], confirmed_at__isnull=False, passed__isnull=False)
                | Q(~Q(state__in=["confirmed", "released"]), confirmed_at=None, passed=None, mark=None),
                name="module_result_confirmed_or_not",
            ),
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False) | Q(~Q(state="released"), released_at=None),
                name="module_result_released_when",
            ),
        ]
        indexes = [models.Index(fields=["state"], name="module_result_state")]

    def __str__(self) -> str:
        return f"{self.module}, {self.state}"

    @property
    def person_id(self) -> Any:
        """Whose it is."""
        return self.enrolment.person_id


class Submission(models.Model):
    """Work handed in for one component in one sitting. What is handed in again before the deadline stands instead; what stood before is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    result = models.ForeignKey(ModuleResult, on_delete=models.PROTECT, related_name="submissions")
    component = models.CharField(max_length=30)
    handed_in_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    # Declared to be their own work.
    own_work = models.BooleanField(default=False)
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    # Nothing was handed in: examinations staff noted so, and it counts as 0.
    missing = models.BooleanField(default=False)
    noted_by = models.UUIDField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["component", "-handed_in_at"]
        constraints = [
            models.UniqueConstraint(fields=["result", "component"], condition=Q(superseded_at=None), name="submission_one_stands"),
            models.CheckConstraint(
                condition=Q(missing=True, sha256="", noted_by__isnull=False) | Q(missing=False, sha256__gt="", own_work=True, noted_by=None),
                name="submission_work_or_missing",
            ),
        ]

    def __str__(self) -> str:
        return self.component

    @property
    def person_id(self) -> Any:
        """Whose it is."""
        return self.result.enrolment.person_id

    @property
    def marking(self) -> Any:
        """The marking that stands, if it was given to a marker: one without a conflict."""
        return next((one for one in self.markings.all() if one.taken_back_at is None), None)

    @property
    def mark_given(self) -> Any:
        """The mark of the marker, if there is one."""
        found = self.marking
        return found.mark if found else None

    @property
    def moderation(self) -> Any:
        """The moderation, if there is one."""
        found = self.marking
        return getattr(found, "moderation", None) if found else None

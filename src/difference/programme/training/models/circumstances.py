"""A case of extenuating circumstances: what it is about, what was decided, and, in a table of its own, what was written."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.foundations.sealing import SealedText, unseal
from difference.programme.training.models.enrolments import Enrolment
from difference.programme.training.reasons_circumstances import GROUNDS, OUTCOMES
from difference.programme.training.states_circumstances import EXTENUATING_CASE


class ExtenuatingCase(Staged):
    """That somebody asked for circumstances to be taken into account, for which components, and the outcome. Never why: see `CaseWords`."""

    lifecycle = EXTENUATING_CASE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=30, default=EXTENUATING_CASE.initial, editable=False)
    started_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_at = models.DateTimeField(null=True)
    # Whether it came later than the rules ask for.
    late = models.BooleanField(default=False)
    # When it was decided or withdrawn, and by whom it was decided.
    closed_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=20, choices=list(OUTCOMES.items()), blank=True)
    extended_to = models.DateTimeField("new deadline", null=True)
    reason = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["submitted_at", "started_at", "pk"]
        constraints = [
            known_state(EXTENUATING_CASE, "case_state_known"),
            models.UniqueConstraint(fields=["enrolment"], condition=Q(state="draft"), name="case_one_draft"),
            models.CheckConstraint(
                condition=Q(state="granted", outcome__in=list(OUTCOMES), decided_by__isnull=False)
                | (~Q(state="granted") & Q(outcome="", extended_to=None)),
                name="case_granted_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state="refused", reason__gt="", decided_by__isnull=False) | (~Q(state="refused") & Q(reason="")),
                name="case_refused_with_reason",
            ),
            models.CheckConstraint(condition=Q(outcome="extension") | Q(extended_to=None), name="case_extension_has_a_day"),
            models.CheckConstraint(condition=~Q(outcome="extension") | Q(extended_to__isnull=False), name="case_day_of_extension"),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"], name="case_queue")]

    def __str__(self) -> str:
        return self.state

    @property
    def person_id(self) -> uuid.UUID:
        """Whose case it is."""
        return self.enrolment.person_id


class CasePart(models.Model):
    """One component of a module that a case is about, by the codes of the curriculum."""

    case = models.ForeignKey(ExtenuatingCase, on_delete=models.CASCADE, related_name="parts")
    module = models.CharField(max_length=40)
    component = models.CharField(max_length=40)

    class Meta:
        ordering = ["module", "component"]
        constraints = [models.UniqueConstraint(fields=["case", "module", "component"], name="case_part_once")]

    def __str__(self) -> str:
        return f"{self.module} {self.component}"


class CaseWords(models.Model):
    """What was written: mostly about health. Sealed, and a table of its own, so that no list loads it."""

    case = models.OneToOneField(ExtenuatingCase, primary_key=True, on_delete=models.CASCADE, related_name="words")
    grounds = models.CharField("what happened", max_length=20, choices=list(GROUNDS.items()))
    text = SealedText("what happened, and how it affected the work")
    late_because = SealedText("why it comes late", blank=True)

    def __str__(self) -> str:
        return f"words of case {self.pk}"

    @property
    def opened(self) -> tuple[str, str]:
        """The text and why it comes late, for whoever may read them."""
        return unseal(self.text), unseal(self.late_because)

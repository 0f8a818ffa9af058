"""Rounds of selection, conflicts of interest, assessments and their scores."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import F, Q

from difference.foundations import clock
from difference.foundations.records import Revisioned
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment.models.application import Application

CONFLICTS = {
    "colleague": "I work, or have worked, with them",
    "family-or-friend": "They are family or a friend",
    "taught-or-trained": "I have taught, trained or managed them",
    "other": "There is another reason why I should not judge them",
}


# What a round is for. Each takes the applications that stand in one state (see `states.STATE_OF_STAGE`).
READING, ASSESSMENT_DAY = "reading", "assessment_day"
STAGES = {READING: "Reading the applications", ASSESSMENT_DAY: "Assessment day"}


def new_seed() -> int:
    """What chance is drawn from when a round's applications are shared out; kept, so that it can be done again."""
    return secrets.randbelow(1_000_000)


class SelectionRound(Revisioned):
    """One round of selection of a cohort: it switches what assessors may see and do, by date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField("what it is for", max_length=20, choices=list(STAGES.items()))
    name = models.CharField(max_length=60)
    opens_at = models.DateTimeField("it opens")
    closes_at = models.DateTimeField("it closes")
    criteria_edition = models.CharField("edition of the criteria", max_length=20)
    seed = models.PositiveIntegerField(default=new_seed, editable=False)

    class Meta:
        ordering = ["opens_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=list(STAGES)), name="round_stage_known"),
            models.UniqueConstraint(fields=["cohort", "name"], name="round_named_once"),
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="round_opens_before_it_closes"),
        ]

    def __str__(self) -> str:
        return self.name


class Conflict(models.Model):
    """An assessor's declaration that they should not judge an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="conflicts")
    assessor_id = models.UUIDField()
    kind = models.CharField(max_length=20, choices=list(CONFLICTS.items()))
    declared_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "assessor_id"], name="conflict_declared_once")]
        indexes = [models.Index(fields=["assessor_id"], name="conflict_by_assessor")]

    def __str__(self) -> str:
        return self.kind


class Assessment(Revisioned):
    """One assessor's scores of one application in one round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="assessments")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assessments")
    assessor_id = models.UUIDField()
    assigned_at = models.DateTimeField(default=clock.now, editable=False)
    assigned_by = models.UUIDField(editable=False)
    # That there is no conflict is declared before a word is read.
    no_conflict_at = models.DateTimeField(null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["assigned_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "application", "assessor_id"], name="assessment_once_an_assessor"),
            models.CheckConstraint(condition=Q(submitted_at=None) | Q(no_conflict_at__isnull=False), name="assessment_after_declaration"),
        ]
        # An assessor's own queue; and a round in numbers, by application and by assessor, from the indexes alone.
        indexes = [
            models.Index(fields=["assessor_id", "round"], name="assessment_by_assessor"),
            models.Index(fields=["round", "application", "submitted_at"], name="assessment_by_round"),
            models.Index(fields=["round", "assessor_id", "submitted_at", "no_conflict_at"], name="assessment_loads"),
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class Score(models.Model):
    """What one assessor gave for one criterion, and why. Until it is sent either may be missing."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=30)
    value = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="score_once_a_criterion"),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="score_within_anchors"),
        ]
        indexes = [models.Index(fields=["assessment", "criterion", "value"], name="score_in_numbers")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"


class Standing(models.Model):
    """How far the scoring of one application in one round has come, added up from what its readers sent: see `commands.adding_up`.

    `total` is what one reader gave on average, in weighted points, once there are enough, and `spread` how far the readers' own totals
    lie apart; 0 until then. `gap` is the widest between two readers on one criterion. `missing`: how many assessments should be sent and
    are not; `to_give`: for how many of them nobody has been found.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.CASCADE, related_name="standings")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="standings")
    given = models.PositiveSmallIntegerField(default=0)
    sent = models.PositiveSmallIntegerField(default=0)
    last_sent_at = models.DateTimeField(null=True)
    total = models.FloatField(default=0.0)
    spread = models.PositiveSmallIntegerField(default=0)
    gap = models.PositiveSmallIntegerField(default=0)
    missing = models.PositiveSmallIntegerField(default=0)
    to_give = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "application"], name="standing_once_a_round")]
        # A round in order, and how many of it lack readers.
        indexes = [
            models.Index(fields=["round", "-total", "application"], name="standing_in_order"),
            models.Index(fields=["round", "to_give", "gap", "application"], name="standing_lacking"),
        ]

    def __str__(self) -> str:
        return f"{self.sent} of {self.given}"

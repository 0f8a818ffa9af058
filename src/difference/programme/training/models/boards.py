"""Boards of examiners, their decisions, and the awards that follow."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.programme.cohorts.models import Cohort
from difference.programme.training.models.enrolments import Enrolment
from difference.programme.training.models.results import ModuleResult
from difference.programme.training.states import BOARD

DECISIONS = {"confirm": "The result stands", "condone": "Condoned: credit is given", "resit": "To be sat again"}


class Board(Staged):
    """One meeting of the board of examiners for a cohort: who was there, what was decided, confirmed by its chair and released by another."""

    lifecycle = BOARD

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    state = models.CharField(max_length=30, default=BOARD.initial, editable=False)
    chair = models.UUIDField()
    present = models.TextField("who was present", blank=True)
    minutes = models.TextField("minutes", blank=True)
    held_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    released_by = models.UUIDField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on"]
        constraints = [
            known_state(BOARD, "board_state_known"),
            models.UniqueConstraint(fields=["cohort", "on"], name="board_once_on_its_day"),
            models.UniqueConstraint(fields=["cohort"], condition=Q(state="held"), name="board_one_at_work"),
            models.CheckConstraint(
                condition=Q(state="held", confirmed_by=None, confirmed_at=None)
                | Q(~Q(state="held"), confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="board_confirmed_by_somebody",
            ),
            models.CheckConstraint(condition=Q(released_by=None) | ~Q(released_by=F("confirmed_by")), name="board_released_by_another"),
            models.CheckConstraint(
                condition=Q(state="released", released_by__isnull=False, released_at__isnull=False)
                | Q(~Q(state="released"), released_by=None, released_at=None),
                name="board_released_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}, {self.state}"


class Decision(models.Model):
    """What a board decided about one result."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="decisions")
    result = models.OneToOneField(ModuleResult, on_delete=models.PROTECT, related_name="decision")
    decision = models.CharField(max_length=10, choices=list(DECISIONS.items()))
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(decision__in=list(DECISIONS)), name="decision_known")]

    def __str__(self) -> str:
        return self.decision


class Award(models.Model):
    """The university's award to one person, as a board confirmed it, with the arithmetic and the code of its certificate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="award")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="awards")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    # The award that the whole curriculum leads to, rather than an exit.
    whole = models.BooleanField()
    classification = models.CharField(max_length=30, blank=True)
    credits = models.PositiveSmallIntegerField()
    mean = models.DecimalField(max_digits=7, decimal_places=4)
    lines = models.JSONField(default=list)
    curriculum_sha256 = models.CharField(max_length=64)
    certificate = models.CharField(max_length=30, unique=True)
    # As it stands on the certificate.
    name = models.CharField("name on the certificate", max_length=200)
    awarded_on = models.DateField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-awarded_on", "pk"]

    def __str__(self) -> str:
        return self.code

    @property
    def person_id(self) -> Any:
        """Whose it is."""
        return self.enrolment.person_id

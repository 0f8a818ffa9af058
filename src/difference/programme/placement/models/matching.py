"""A run of the matching: frozen inputs, rule, seed, result and the verifier's certificate."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.states import MATCHING_RUN


class MatchingRun(Staged):
    """Everything that went into one matching and came out of it, in the formats of the command line."""

    lifecycle = MATCHING_RUN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=30, default=MATCHING_RUN.initial, editable=False)
    rule = models.CharField(max_length=40)
    seed = models.CharField(max_length=64)
    # The market as it stood, its hash, what came out, and what the independent verifier says.
    instance = models.JSONField()
    instance_sha256 = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    certificate = models.JSONField(null=True)
    # Pairs that staff had decided by hand, and whom that gives another outcome.
    by_hand = models.JSONField(default=list)
    changed_by_hand = models.JSONField(default=list)
    # By post and person: the number by which the post's school knew the person then, and knows them in its certificate.
    numbers = models.JSONField(default=dict)
    # With it, each row of the run is salted before it is hashed: people are shown their own rows and no others.
    secret = models.CharField(max_length=64, blank=True)
    # What every rule would have done with the same market and lottery: a row for each.
    comparison = models.JSONField(null=True)
    run_by = models.UUIDField()
    run_at = models.DateTimeField(default=clock.now)
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-run_at"]
        constraints = [
            known_state(MATCHING_RUN, "run_state_known"),
            models.CheckConstraint(
                condition=Q(published_by=None, published_at=None) | Q(published_by__isnull=False, published_at__isnull=False),
                name="run_published_by_somebody",
            ),
            models.CheckConstraint(condition=Q(published_by=None) | ~Q(published_by=F("run_by")), name="run_published_by_another"),
            models.UniqueConstraint(fields=["cohort"], condition=Q(state="published"), name="run_published_once"),
        ]

    @property
    def root(self) -> str:
        """The root of its certificates, empty where it has none."""
        return str((self.certificate or {}).get("root", ""))

    def __str__(self) -> str:
        return f"{self.rule}, {self.state}"

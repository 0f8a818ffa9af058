"""The lottery of a matching: its seed is drawn before anybody's order is final, and told only once the matching is published."""

from __future__ import annotations

import uuid

from django.db import models

from difference.foundations import clock
from difference.programme.cohorts.models import Cohort


class Lottery(models.Model):
    """The seed for one matching of a cohort, the first, the second and so on, and its SHA-256, which may be shown at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    # When ranking was to close for the matching that it is for; a later round moves the cohort’s own date.
    ranking_closes_at = models.DateTimeField()
    drawn_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "lotteries"
        ordering = ["cohort", "number"]
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="lottery_once_a_matching")]

    def __str__(self) -> str:
        return f"lottery {self.number}"

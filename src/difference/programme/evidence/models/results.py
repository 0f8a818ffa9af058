"""What a project found: summary numbers of two groups, and the effect computed from them. Neither is ever changed; new ones are added."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.programme.evidence.models.projects import Project

DIGITS, PLACES = 12, 4


def measured(words: str) -> models.DecimalField[Decimal, Decimal]:
    """A mean or a standard deviation."""
    return models.DecimalField(words, max_digits=DIGITS, decimal_places=PLACES)


class Dataset(models.Model):
    """Means, standard deviations and sizes of both groups. Corrected numbers are a new one; the old stays, replaced."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="datasets")
    number = models.PositiveSmallIntegerField()
    m1 = measured("mean of those who took part")
    sd1 = measured("standard deviation of those who took part")
    n1 = models.PositiveIntegerField("how many took part")
    m2 = measured("mean of the comparison")
    sd2 = measured("standard deviation of the comparison")
    n2 = models.PositiveIntegerField("how many in the comparison")
    collected_from = models.DateField("first day of measuring")
    collected_until = models.DateField("last day of measuring")
    received_at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="dataset_numbered_once"),
            models.UniqueConstraint(fields=["project"], condition=Q(replaced_at=None), name="dataset_one_stands"),
            models.CheckConstraint(condition=Q(n1__gte=2, n2__gte=2), name="dataset_groups_have_members"),
            models.CheckConstraint(condition=Q(sd1__gte=0, sd2__gte=0) & ~Q(sd1=0, sd2=0), name="dataset_has_spread"),
            models.CheckConstraint(condition=Q(collected_from__lte=models.F("collected_until")), name="dataset_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"numbers {self.number}"

    def present_estimate(self) -> Estimate | None:
        """The effect computed from these numbers, if it has been."""
        return getattr(self, "estimate", None)


class Estimate(models.Model):
    """The effect of one dataset; positive is better, whatever the outcome."""

    dataset = models.OneToOneField(Dataset, on_delete=models.CASCADE, related_name="estimate")
    estimate = models.FloatField()
    se = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    level = models.FloatField()
    method = models.CharField(max_length=200)
    version = models.CharField(max_length=40)
    inputs_sha256 = models.CharField(max_length=64)
    computed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(se__gt=0, low__lt=models.F("estimate"), high__gt=models.F("estimate")), name="estimate_has_its_interval"
            )
        ]

    def __str__(self) -> str:
        return f"{self.estimate:.2f}"

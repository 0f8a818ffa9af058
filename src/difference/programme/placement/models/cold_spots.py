"""Where staff say for a cohort that an authority is a cold spot, or is none, whatever the figures say."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.records import Revisioned
from difference.foundations.schools.models import LocalAuthority
from difference.programme.cohorts.models import Cohort


class ColdSpotChoice(Revisioned):
    """One authority in one cohort: added, lifted, or left to the figures again (`cold` is None); the reason is shown to everybody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    cold = models.BooleanField(null=True)
    reason = models.CharField(max_length=300)
    chosen_by = models.UUIDField()
    chosen_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "authority"], name="cold_spot_once_a_cohort"),
            models.CheckConstraint(condition=Q(reason__gt=""), name="cold_spot_has_a_reason"),
        ]

    def __str__(self) -> str:
        return {True: "added", False: "lifted", None: "left to the figures"}[self.cold]

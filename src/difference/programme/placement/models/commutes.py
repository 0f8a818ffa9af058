"""Where a candidate starts from and how far they would go: for the programme’s own calculation. No school sees it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.people.models import Person
from difference.foundations.records import Revisioned
from difference.programme.cohorts.models import Cohort


class Commute(Revisioned):
    """What somebody with a place said for their cohort: the first half of a postcode and never more of it, a longest distance, and authorities."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Four characters at most: a whole postcode does not fit.
    outward = models.CharField(max_length=4, blank=True)
    # As the crow flies; None for no limit.
    farthest_km = models.PositiveSmallIntegerField(null=True)
    # Codes of local authorities in which they would work however far it is.
    authorities = models.JSONField(default=list)
    saved_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person"], name="commute_once_a_candidate"),
            models.CheckConstraint(condition=Q(farthest_km=None) | Q(farthest_km__gte=1), name="commute_goes_somewhere"),
        ]

    def __str__(self) -> str:
        return self.outward or "nowhere in particular"

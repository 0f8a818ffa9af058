"""Where staff decide a pair by hand before a matching: somebody goes to a post whatever the rule would do, or does not go there."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.people.models import Person
from difference.foundations.records import Revisioned
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models.posts import Post

LOCKED, BARRED, LEFT = "locked", "barred", "left"
KINDS = {LOCKED: "They are matched to this post", BARRED: "They are not matched to this post", LEFT: "The matching decides"}


class PairChoice(Revisioned):
    """One person and one post: locked, barred, or left to the matching again; the reason is told to the person, and to the school that they are matched to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    reason = models.CharField(max_length=300)
    chosen_by = models.UUIDField()
    chosen_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["chosen_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "post"], name="pair_once"),
            models.UniqueConstraint(fields=["cohort", "person"], condition=Q(kind=LOCKED), name="pair_locked_once"),
            models.CheckConstraint(condition=Q(reason__gt=""), name="pair_has_a_reason"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="pair_kind_known"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

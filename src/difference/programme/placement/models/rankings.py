"""The rankings of both sides: candidates rank posts strictly, hosts rank candidates in classes, ties allowed."""

from __future__ import annotations

import uuid

from django.db import models

from difference.foundations import clock
from difference.foundations.people.models import Person
from difference.foundations.records import Revisioned
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models.posts import Post


class CandidateRanking(Revisioned):
    """One candidate's posts in order of preference: a list of posts' keys, the best first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    posts = models.JSONField(default=list)
    saved_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "person"], name="ranking_once_a_candidate")]

    def __str__(self) -> str:
        return f"{len(self.posts)} posts"


class HostRanking(Revisioned):
    """One post's candidates in classes: a list of lists of persons' keys, the best class first. Who is in none will not be matched to it.

    `not_wanted` are those of whom the school said that it would not appoint them; who stands nowhere ranked the post later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="ranking")
    classes = models.JSONField(default=list)
    not_wanted = models.JSONField(default=list)
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    saved_by = models.UUIDField()

    def __str__(self) -> str:
        return f"{sum(len(tied) for tied in self.classes)} candidates"

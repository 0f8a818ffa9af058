"""A placement: a person holding a post, from the match on. The match is its first state."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.foundations.people.models import Person
from difference.programme.placement.models.matching import MatchingRun
from difference.programme.placement.models.posts import Post
from difference.programme.placement.states import PLACEMENT


class Placement(Staged):
    """One person in one post. Both sides accept before it counts as accepted."""

    lifecycle = PLACEMENT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(MatchingRun, on_delete=models.PROTECT, related_name="placements")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="placements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="placements")
    state = models.CharField(max_length=30, default=PLACEMENT.initial, editable=False)
    proposed_at = models.DateTimeField(default=clock.now)
    person_accepted_at = models.DateTimeField(null=True)
    host_accepted_at = models.DateTimeField(null=True)
    host_accepted_by = models.UUIDField(null=True)
    # When staff confirmed it: the seat was filled from then on.
    confirmed_at = models.DateTimeField(null=True)
    declined_side = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    # A move to another school: the placement that it follows, and whether that one still runs.
    moved_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="moves")
    moving = models.BooleanField(default=False)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            known_state(PLACEMENT, "placement_state_known"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=PLACEMENT.having(running=True), moving=False), name="placement_one_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=PLACEMENT.having(running=True), moving=True), name="placement_one_move_at_a_time"
            ),
            models.CheckConstraint(condition=Q(moving=False) | Q(moved_from__isnull=False), name="placement_moves_from_somewhere"),
            models.CheckConstraint(
                condition=Q(host_accepted_at=None, host_accepted_by=None) | Q(host_accepted_at__isnull=False, host_accepted_by__isnull=False),
                name="placement_host_accepted_by",
            ),
        ]

    def __str__(self) -> str:
        return self.state


class Challenge(models.Model):
    """A school says that a placement is not theirs; staff answer, and end the placement where the school is right."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="challenges")
    words = models.CharField(max_length=500)
    raised_by = models.UUIDField()
    raised_at = models.DateTimeField(default=clock.now)
    # None until it is answered.
    upheld = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["raised_at"]
        constraints = [
            models.UniqueConstraint(fields=["placement"], condition=Q(answered_at=None), name="challenge_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(upheld=None, answer="", answered_by=None, answered_at=None)
                | Q(upheld__isnull=False, answer__gt="", answered_by__isnull=False, answered_at__isnull=False),
                name="challenge_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return {True: "upheld", False: "answered", None: "waits for an answer"}[self.upheld]


class ChecklistItem(models.Model):
    """One thing that must be done before a placement starts, by the key it has in the dated list."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="checklist")
    key = models.CharField(max_length=40)
    done_at = models.DateTimeField()
    done_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["placement", "key"], name="checklist_item_once")]

    def __str__(self) -> str:
        return self.key

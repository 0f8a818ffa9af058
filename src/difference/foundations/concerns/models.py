"""A concern; what was written, in a table of its own; and the leads' notes, in another."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.concerns import states

CHILD, ADULT, OTHER = "child", "adult", "other"
ABOUT = {CHILD: "A child or young person", ADULT: "An adult", OTHER: "Something else"}
LONGEST_TEXT, LONGEST_LINE = 10_000, 200
# No vowels, and nothing that is misheard or misread on the telephone.
ALPHABET = "2346789BCDFGHJKMPQRTVWXZ"


def new_reference() -> str:
    """A reference that can be read out, such as C-7KMQ-42XF."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"C-{letters[:4]}-{letters[4:]}"


class Concern(models.Model):
    """That a concern was raised, and what became of it. Never what it says: see `Words`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=11, unique=True, default=new_reference, editable=False)
    # Hash of the form's one-use token and what was sent with it: the same sending twice is one concern.
    sending = models.CharField(max_length=64, unique=True, editable=False)
    about = models.CharField(max_length=5, choices=list(ABOUT.items()))
    raised_at = models.DateTimeField(default=clock.now)
    # No foreign key, and empty for whoever is not signed in or wants their name left out.
    raised_by = models.UUIDField(null=True, db_index=True)
    due_at = models.DateTimeField()
    # When the leads were last told that nobody has taken it in time.
    reminded_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=6, choices=[(state.name, state.label) for state in states.CONCERN.values()], default=states.NEW)
    revision = models.PositiveIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    no_conflict = models.BooleanField("declared that it is not about them or anybody close to them", default=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = [models.F("closed_at").desc(nulls_first=True), "state", "due_at", "id"]
        indexes = [models.Index(fields=["state", "due_at"], name="concern_by_state_and_due")]
        constraints = [
            models.CheckConstraint(condition=Q(about__in=list(ABOUT)), name="concern_about_known"),
            models.CheckConstraint(condition=Q(state__in=list(states.CONCERN)), name="concern_state_known"),
            models.CheckConstraint(
                condition=Q(state=states.NEW, taken_at=None, taken_by=None, no_conflict=False)
                | (~Q(state=states.NEW) & Q(taken_at__isnull=False, taken_by__isnull=False, no_conflict=True)),
                name="concern_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=(~Q(state=states.CLOSED) & Q(closed_at=None, closed_by=None, outcome=""))
                | Q(state=states.CLOSED, closed_at__isnull=False, closed_by__isnull=False, outcome__gt=""),
                name="concern_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"concern {self.pk}"


class Words(models.Model):
    """What was written: the restricted channel. A table of its own, so that no list loads it and no failing update quotes it."""

    concern = models.OneToOneField(Concern, primary_key=True, on_delete=models.PROTECT, related_name="words")
    text = models.TextField()
    where = models.CharField(max_length=LONGEST_LINE, blank=True)
    reach = models.CharField(max_length=LONGEST_LINE, blank=True)

    def __str__(self) -> str:
        return f"words of concern {self.pk}"


class Note(models.Model):
    """What a lead noted, kept apart from what was written to us. Notes are added and never changed."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.UUIDField()

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"note {self.pk}"

"""Marks and moderation."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from difference.foundations import clock
from difference.foundations.records import Revisioned
from difference.programme.training.models.results import Submission
from difference.programme.training.reasons import CHANGED_MARK

SOMEWHERE = Q(mark__gte=0, mark__lte=100)


class Mark(Revisioned):
    """One piece of work given to one marker, who declares that they have no conflict, and their mark with its feedback."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="markings")
    marker = models.UUIDField(db_index=True)
    allotted_by = models.UUIDField()
    allotted_at = models.DateTimeField(default=clock.now)
    mark = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    # What the marker writes to each criterion, by its key.
    feedback = models.JSONField(default=dict)
    no_conflict = models.BooleanField(default=False)
    marked_at = models.DateTimeField(null=True)
    # Taken back by examinations staff, or handed back by the marker because of a conflict.
    taken_back_at = models.DateTimeField(null=True)
    conflict = models.BooleanField(default=False)

    class Meta:
        ordering = ["allotted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission"], condition=Q(taken_back_at=None), name="mark_one_marker"),
            models.CheckConstraint(
                condition=Q(mark=None, marked_at=None) | (SOMEWHERE & Q(marked_at__isnull=False, no_conflict=True)), name="mark_given_when"
            ),
        ]

    def __str__(self) -> str:
        return f"marking {self.pk}"

    @property
    def person_id(self) -> Any:
        """Whose work it is."""
        return self.submission.person_id


class Moderation(models.Model):
    """Somebody other than the marker looked at a mark: agreed, or changed it with a reason."""

    marking = models.OneToOneField(Mark, on_delete=models.CASCADE, primary_key=True, related_name="moderation")
    # The marker once more, so that the table itself can refuse one person as both.
    marker = models.UUIDField()
    moderator = models.UUIDField()
    mark = models.DecimalField(max_digits=5, decimal_places=2)
    changed = models.BooleanField()
    reason = models.CharField(max_length=20, choices=list(CHANGED_MARK.items()), blank=True)
    moderated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(moderator=F("marker")), name="moderation_by_another"),
            models.CheckConstraint(condition=SOMEWHERE, name="moderation_mark_in_range"),
            models.CheckConstraint(condition=Q(changed=False, reason="") | Q(changed=True, reason__gt=""), name="moderation_change_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"moderation {self.pk}"

"""Letters and batches of letters. People are plain identifiers here: mail knows nobody."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.mail import states


def _choices(table: dict[str, states.State]) -> list[tuple[str, str]]:
    return [(state.name, state.label) for state in table.values()]


class Batch(models.Model):
    """Many letters of one kind, drafted together, read by a person, then released or discarded together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=_choices(states.BATCH), default=states.DRAFTED)
    drafted_at = models.DateTimeField(default=clock.now)
    drafted_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["-drafted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=states.DRAFTED, decided_at=None) | (~Q(state=states.DRAFTED) & Q(decided_at__isnull=False)),
                name="batch_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return f"batch {self.pk}"


class Letter(models.Model):
    """One letter to one address. `reason` is the code of the last refusal; `due_at` is when to try (again)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=60)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    # No foreign key: people stands above mail.
    person_id = models.UUIDField(null=True, db_index=True)
    posted_by = models.UUIDField(null=True)
    posted_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=_choices(states.LETTER), default=states.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now)
    sending_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-posted_at", "id"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="letter_by_state_and_due"),
            models.Index(fields=["-posted_at", "id"], name="letter_by_posted"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state=states.SENT, sent_at__isnull=False) | ~Q(state=states.SENT), name="letter_sent_has_time"),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @property
    def title(self) -> str:
        """What a list calls it: its subject, while its words are kept."""
        return self.subject or "A letter whose words are no longer kept"

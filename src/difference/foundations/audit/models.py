"""One table: the append-only entries of the audit."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing done or seen. Holds identifiers and names of fields, never their values.

    No foreign keys: an entry never stands in the way of deletion, and outlives what it speaks of. Triggers in the
    database refuse to change or delete an entry (see the migrations).
    """

    DONE, SEEN = "done", "seen"

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=4, choices=[(DONE, "done"), (SEEN, "seen")])
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    # The person the entry is about: what "who looked" on their own record is made of.
    subject_id = models.UUIDField(null=True)
    fields = models.JSONField(default=list)
    # A code from a list, never somebody's free text, which may name people.
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_id", "-at"], name="audit_by_subject"),
            models.Index(fields=["actor_id", "-at"], name="audit_by_actor"),
            models.Index(fields=["object_type", "object_id", "-at"], name="audit_by_object"),
            models.Index(fields=["action", "-at"], name="audit_by_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} on {self.object_type} {self.object_id}"

"""A reference: named with the application, asked for later, given by a single-purpose link."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.programme.recruitment.models.application import Application

STATES = {
    "named": "Not asked yet",
    "requested": "Asked",
    "received": "Received",
    "declined": "The referee would rather not",
    "expired": "The link ran out",
}


class Reference(models.Model):
    """One referee of one application, and what they wrote. Only the hash of their link is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="references")
    position = models.PositiveSmallIntegerField()
    name = models.CharField("referee’s name", max_length=200)
    email = models.EmailField("referee’s e-mail address")
    relation = models.CharField("how they know you", max_length=200)
    organisation = models.CharField("where they work", max_length=200, blank=True)
    is_head = models.BooleanField("head teacher or head of the organisation where you work now", default=False)

    state = models.CharField(max_length=12, choices=list(STATES.items()), default="named", editable=False)
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    requested_at = models.DateTimeField(null=True, editable=False)
    requested_by = models.UUIDField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)
    received_at = models.DateTimeField(null=True, editable=False)

    # What the referee writes: restricted
    known_for = models.CharField("how long you have known them, and as what", max_length=200, blank=True, editable=False)
    suitability = models.TextField("their suitability to lead and to work with children", blank=True, editable=False)
    safeguarding_concern = models.BooleanField("any concern about their suitability to work with children", null=True, editable=False)
    safeguarding_text = models.TextField("what the concern is", blank=True, editable=False)
    recommends = models.BooleanField("whether you would recommend them", null=True, editable=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "position"], name="reference_once_a_position"),
            models.CheckConstraint(condition=Q(position__in=[1, 2]), name="reference_two_at_most"),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="reference_state_known"),
            models.CheckConstraint(
                condition=Q(requested_at=None, requested_by=None) | Q(requested_at__isnull=False, requested_by__isnull=False),
                name="reference_requested_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="received", received_at__isnull=False) | (~Q(state="received") & Q(received_at=None)),
                name="reference_received_when",
            ),
        ]

    def __str__(self) -> str:
        return f"reference {self.position}"

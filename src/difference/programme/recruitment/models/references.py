"""A reference: named with the application, asked for later by single-purpose links. What is written stands in a table of its own."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.programme.recruitment.models.application import Application
from difference.programme.recruitment.reference_states import REFERENCE

# How staff reached the referee by telephone. A number that the candidate gave is not among them.
NUMBERS = {
    "published": "A number that their school or organisation publishes",
    "known": "A number that we had from before, and not from the candidate",
}


def both_or_neither(*names: str) -> Q:
    """The condition that these columns are all empty or all filled."""
    return Q(**{f"{name}__isnull": True for name in names}) | Q(**{f"{name}__isnull": False for name in names})


class Reference(Staged):
    """One referee of one application, and how far the reference has come. Never what it says: see `Testimony`."""

    lifecycle = REFERENCE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="references")
    position = models.PositiveSmallIntegerField()
    name = models.CharField("referee’s name", max_length=200)
    email = models.EmailField("referee’s e-mail address")
    relation = models.CharField("how they know you", max_length=200)
    organisation = models.CharField("where they work", max_length=200, blank=True)
    is_head = models.BooleanField("head teacher or head of the organisation where you work now", default=False)

    state = models.CharField(max_length=30, default=REFERENCE.initial, editable=False)
    requested_at = models.DateTimeField(null=True, editable=False)
    requested_by = models.UUIDField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    received_at = models.DateTimeField(null=True, editable=False)
    declined_at = models.DateTimeField(null=True, editable=False)
    decline_reason = models.CharField(max_length=30, blank=True, editable=False)
    # The first of the staff to open it
    read_at = models.DateTimeField(null=True, editable=False)
    read_by = models.UUIDField(null=True, editable=False)
    # Checked with the referee by telephone
    verified_on = models.DateField(null=True, editable=False)
    verified_how = models.CharField(max_length=10, blank=True, choices=list(NUMBERS.items()), editable=False)
    verified_at = models.DateTimeField(null=True, editable=False)
    verified_by = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "position"], name="reference_once_a_position"),
            models.CheckConstraint(condition=Q(position__in=[1, 2]), name="reference_two_at_most"),
            known_state(REFERENCE, "reference_state_known"),
            models.CheckConstraint(condition=both_or_neither("requested_at", "requested_by", "expires_at"), name="reference_requested_by_somebody"),
            models.CheckConstraint(condition=Q(state="named", requested_at=None) | (~Q(state="named") & Q(requested_at__isnull=False)),
                name="reference_asked_once_it_was_asked"),
            models.CheckConstraint(
                condition=Q(state="received", received_at__isnull=False) | (~Q(state="received") & Q(received_at=None)),
                name="reference_received_when",
            ),
            models.CheckConstraint(
                condition=Q(state="declined", declined_at__isnull=False) | (~Q(state="declined") & Q(declined_at=None)),
                name="reference_declined_when",
            ),
            models.CheckConstraint(condition=both_or_neither("read_at", "read_by"), name="reference_read_by_somebody"),
            models.CheckConstraint(
                condition=Q(verified_on=None, verified_how="", verified_at=None, verified_by=None)
                | Q(state="received", verified_on__isnull=False, verified_how__gt="", verified_at__isnull=False, verified_by__isnull=False),
                name="reference_verified_by_somebody",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"reference {self.position}"


class ReferenceLink(models.Model):
    """One link that was sent to a referee. Only its hash is kept; one that was replaced is known, so that it can say so."""

    reference = models.ForeignKey(Reference, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sent_at", "id"]

    def __str__(self) -> str:
        return f"link {self.pk}"

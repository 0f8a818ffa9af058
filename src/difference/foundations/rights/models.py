"""Requests about data, and holds."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.foundations.people.models import Person
from difference.foundations.rights.reasons import HOLD_REASONS, HOLDS, KINDS
from difference.foundations.rights.states import OPEN, REFUSED, REQUEST, WITHDRAWN


class Request(Staged):
    """What somebody asks of us about their data. Whoever has no record here stands in `who` and `reach`."""

    lifecycle = REQUEST

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=15, choices=list(KINDS.items()))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    who = models.CharField("who asks", max_length=200, blank=True)
    reach = models.CharField("how to reach them", max_length=200, blank=True)
    words = models.TextField("what they say", blank=True)
    received_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    state = models.CharField(max_length=30, default=REQUEST.initial, editable=False)
    # Somebody of ours wrote it down for them; empty when they asked themself, signed in.
    registered_by = models.UUIDField(null=True)
    how_checked = models.CharField("how you checked who they are", max_length=30, blank=True)
    extended_because = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=30, blank=True)
    # The copy: a document of foundations/documents, gone after seven days.
    document_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["due_on", "received_at", "pk"]
        constraints = [
            known_state(REQUEST, "request_state_known"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="request_kind_known"),
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(state__in=OPEN, kind__in=["access", "erasure"]), name="request_open_once"),
            models.CheckConstraint(
                condition=Q(state__in=[*OPEN, WITHDRAWN]) | Q(decided_at__isnull=False, reason__gt=""), name="request_decided_with_a_reason"
            ),
            models.CheckConstraint(condition=~Q(state=REFUSED) | Q(decided_by__isnull=False), name="request_refused_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class Hold(models.Model):
    """While it stands, nothing about its person is erased. Only the data protection officer knows of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=list(HOLDS.items()))
    reason = models.CharField(max_length=30, choices=list(HOLD_REASONS.items()))
    placed_at = models.DateTimeField(default=clock.now)
    placed_by = models.UUIDField()
    review_on = models.DateField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)
    lift_reason = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["lifted_at", "review_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(HOLDS)), name="hold_kind_known"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lift_reason="") | Q(lifted_at__isnull=False, lifted_by__isnull=False, lift_reason__gt=""),
                name="hold_lifted_by_somebody",
            ),
            models.UniqueConstraint(fields=["person", "kind", "reason"], condition=Q(lifted_at=None), name="hold_stands_once"),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"

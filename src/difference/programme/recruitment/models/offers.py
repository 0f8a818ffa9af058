"""Decisions, recorded as pending, confirmed by a second person and published together; and offers."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from difference.foundations import clock
from difference.programme.recruitment.models.application import Application

# What can be decided, and the move of the application's lifecycle that publishing makes.
OUTCOMES = {"shortlist": "Invite to assessment", "offer": "Offer a place", "put_on_reserve": "Put on the reserve list", "turn_down": "Turn down"}


class Decision(models.Model):
    """What is decided about an application: proposed by one person, confirmed by another, then published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=list(OUTCOMES.items()))
    reason = models.CharField(max_length=30, blank=True)
    feedback = models.TextField("what the candidate is told", blank=True)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    discarded_by = models.UUIDField(null=True)
    discarded_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=list(OUTCOMES)), name="decision_outcome_known"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None) | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="decision_confirmed_by_somebody",
            ),
            models.CheckConstraint(condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")), name="decision_confirmed_by_another"),
            models.CheckConstraint(
                condition=Q(discarded_by=None, discarded_at=None) | Q(discarded_by__isnull=False, discarded_at__isnull=False),
                name="decision_discarded_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None, published_at=None)
                | Q(published_by__isnull=False, published_at__isnull=False, confirmed_by__isnull=False),
                name="decision_published_once_confirmed",
            ),
            models.UniqueConstraint(fields=["application"], condition=Q(published_at=None, discarded_at=None), name="decision_pending_once"),
        ]

    def __str__(self) -> str:
        return self.outcome


class Offer(models.Model):
    """An offer of a place, with the moment until which it can be answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="offer")
    made_at = models.DateTimeField(default=clock.now)
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)
    reason = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, accepted=None) | Q(answered_at__isnull=False, accepted__isnull=False), name="offer_answered_when"
            ),
            models.CheckConstraint(condition=Q(answer_by__gt=F("made_at")), name="offer_can_be_answered"),
        ]

    def __str__(self) -> str:
        return f"offer until {self.answer_by:%-d %B %Y}"

"""An enrolment, and the record of a withdrawal."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.foundations.people.models import Person
from difference.programme.cohorts.models import Cohort
from difference.programme.training.reasons import TRIGGERS
from difference.programme.training.states import ENROLMENT


class Enrolment(Staged):
    """One person on the course, under one edition of a curriculum. The placement has a status of its own, and so has the award."""

    lifecycle = ENROLMENT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    placement = models.OneToOneField("placement.Placement", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=30, default=ENROLMENT.initial, editable=False)
    # The edition of the curriculum: its name, from when it is in force, and the hash of its file.
    curriculum = models.CharField(max_length=60)
    in_force = models.DateField()
    curriculum_sha256 = models.CharField(max_length=64)
    enrolled_at = models.DateTimeField(default=clock.now)
    activated_on = models.DateField(null=True)
    deferred_on = models.DateField(null=True)
    back_on = models.DateField("expected back", null=True)
    # Each pause that is over, as [the day it began, its days]: what was due from that day on is due so much later.
    pauses = models.JSONField(default=list)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["person__full_name", "pk"]
        constraints = [
            known_state(ENROLMENT, "enrolment_state_known"),
            models.UniqueConstraint(fields=["person"], condition=Q(state__in=ENROLMENT.having(running=True)), name="enrolment_one_at_a_time"),
        ]
        indexes = [models.Index(fields=["cohort", "state"], name="enrolment_list")]

    def __str__(self) -> str:
        return self.state


class Withdrawal(models.Model):
    """That somebody left the course: who set it off, and why, in codes."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal")
    trigger = models.CharField(max_length=20, choices=list(TRIGGERS.items()))
    reasons = models.JSONField(default=list)
    on = models.DateField()
    noted_by = models.UUIDField()
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(trigger__in=list(TRIGGERS)), name="withdrawal_trigger_known")]

    def __str__(self) -> str:
        return self.trigger


class WithdrawalWords(models.Model):
    """What was written in confidence about a withdrawal because somebody's safety may depend on it. Safeguarding leads alone read it."""

    withdrawal = models.OneToOneField(Withdrawal, on_delete=models.PROTECT, primary_key=True, related_name="+")
    text = models.TextField("in confidence")
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"words on {self.pk}"

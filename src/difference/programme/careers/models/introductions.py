"""An introduction of one alumnus to one vacancy, and the appointment that came of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.foundations.people.models import Person
from difference.foundations.schools.models import School
from difference.programme.careers.models.vacancies import Vacancy
from difference.programme.careers.reasons import DECLINED
from difference.programme.careers.states import INTRODUCED, INTRODUCTION


class Introduction(Staged):
    """One alumnus and one vacancy. Nobody is introduced before both have agreed."""

    lifecycle = INTRODUCTION

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="introductions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="introductions")
    state = models.CharField(max_length=30, default=INTRODUCTION.initial, editable=False)
    began_at = models.DateTimeField(default=clock.now)
    # When it last moved: who waits, waits since then.
    moved_at = models.DateTimeField(default=clock.now)
    suggested_by = models.UUIDField(null=True)
    person_agreed_at = models.DateTimeField(null=True)
    school_agreed_at = models.DateTimeField(null=True)
    school_agreed_by = models.UUIDField(null=True)
    declined_side = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=20, choices=list(DECLINED.items()), blank=True)

    class Meta:
        ordering = ["began_at", "pk"]
        constraints = [
            known_state(INTRODUCTION, "introduction_state_known"),
            models.UniqueConstraint(
                fields=["vacancy", "person"], condition=Q(state__in=INTRODUCTION.having(running=True)), name="introduction_once_at_a_time"
            ),
            models.UniqueConstraint(fields=["vacancy"], condition=Q(state="appointed"), name="introduction_one_appointed"),
            models.CheckConstraint(
                condition=~Q(state__in=INTRODUCED) | Q(person_agreed_at__isnull=False, school_agreed_at__isnull=False),
                name="introduction_by_consent_of_both",
            ),
            models.CheckConstraint(
                condition=Q(school_agreed_at=None, school_agreed_by=None) | Q(school_agreed_at__isnull=False, school_agreed_by__isnull=False),
                name="introduction_school_agreed_by",
            ),
            models.CheckConstraint(
                condition=Q(state="declined", reason__gt="", declined_side__gt="") | (~Q(state="declined") & Q(reason="", declined_side="")),
                name="introduction_declined_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.state


class Appointment(models.Model):
    """An alumnus appointed to a vacancy: where, to what, from when, and who said so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    introduction = models.OneToOneField(Introduction, on_delete=models.PROTECT, related_name="appointment")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    role_kind = models.CharField(max_length=40)
    starts_on = models.DateField()
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return self.role_kind

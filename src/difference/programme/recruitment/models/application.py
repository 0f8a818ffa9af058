"""An application, written in sections and returned to until it is sent."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.foundations.people.models import Person
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment.states import APPLICATION, CAN_WITHDRAW

# Without letters and digits that are taken for one another.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

REFERENCE_LENGTH = 8

RESPONSIBILITIES = {
    "subject": "A subject or department",
    "year": "A year group or key stage",
    "phase": "A phase or faculty",
    "pastoral": "Pastoral care, behaviour or inclusion",
    "send": "Special educational needs",
    "senior": "Senior leadership",
    "other": "Something else",
    "none": "None yet",
}


def new_reference() -> str:
    """A reference that people can read out: eight letters and digits."""
    return "".join(secrets.choice(LETTERS) for _ in range(REFERENCE_LENGTH))


class Application(Staged):
    """One person's application to one cohort."""

    lifecycle = APPLICATION

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True, default=new_reference, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=30, default=APPLICATION.initial, editable=False)
    started_at = models.DateTimeField(default=clock.now, editable=False)
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)

    # About you
    phone = models.CharField("telephone number", max_length=30, blank=True)
    town = models.CharField("town or city where you live", max_length=80, blank=True)
    postcode = models.CharField("home postcode", max_length=10, blank=True)

    # Eligibility: unanswered is None, never "no"
    right_to_work = models.BooleanField("right to work in the United Kingdom", null=True)
    qualified_teacher = models.BooleanField("qualified teacher status", null=True)
    mainstream_years = models.DecimalField("years of teaching in mainstream schools", max_digits=4, decimal_places=1, null=True)
    works_in_ap_or_special = models.BooleanField("works in AP, a pupil referral unit or a special school", null=True)

    # Experience and responsibility held
    present_school = models.CharField("school where you teach now", max_length=200, blank=True)
    present_role = models.CharField("your job there", max_length=120, blank=True)
    subjects = models.CharField("what you teach", max_length=200, blank=True)
    experience = models.TextField("your experience", blank=True)
    responsibility = models.CharField("responsibility held", max_length=20, choices=list(RESPONSIBILITIES.items()), blank=True)
    responsibility_months = models.PositiveSmallIntegerField("months that you have held it", null=True)
    responsibility_text = models.TextField("what you were responsible for, and what came of it", blank=True)

    # Preferred areas: regions of England by name, and how far to travel
    preferred_regions = models.JSONField("regions", default=list, blank=True)
    travel_minutes = models.PositiveSmallIntegerField("longest journey to work, in minutes", null=True)

    # Adjustments, for assessment days: kept from assessors
    adjustments_needed = models.BooleanField("adjustments needed", null=True)
    adjustments = models.TextField("what would help", blank=True)

    # A flag, not a state: silence never rejects anyone by itself
    inactive_since = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(max_length=30, blank=True, editable=False)
    ineligible_reason = models.CharField(max_length=30, blank=True, editable=False)
    # What the candidate says against being found ineligible, and when
    objection = models.TextField(blank=True, editable=False)
    objected_at = models.DateTimeField(null=True, editable=False)
    # Why staff overruled an ineligibility, and who: both or neither
    overruled_because = models.TextField(blank=True, editable=False)
    overruled_by = models.UUIDField(null=True, editable=False)
    overruled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            known_state(APPLICATION, "application_state_known"),
            # Somebody applies to a cohort once; whoever withdrew may start again.
            models.UniqueConstraint(fields=["cohort", "person"], condition=Q(state__in=CAN_WITHDRAW), name="application_once_a_cohort"),
            models.CheckConstraint(condition=Q(state="draft", submitted_at=None) | ~Q(state="draft"), name="application_draft_not_sent"),
            models.CheckConstraint(
                condition=Q(overruled_by=None, overruled_at=None) | Q(overruled_by__isnull=False, overruled_at__isnull=False),
                name="application_overruled_by_somebody",
            ),
        ]
        # An application is wide: the staff's lists are sorted and counted from these alone.
        indexes = [
            models.Index(fields=["cohort", "state", "-saved_at", "id", "person"], name="application_list"),
            models.Index(fields=["cohort", "-saved_at", "id", "person"], name="application_last_touched"),
            models.Index(fields=["cohort", "state", "person", "submitted_at", "inactive_since", "objected_at"], name="application_in_numbers"),
            models.Index(fields=["cohort", "preferred_regions", "person"], name="application_regions"),
            # Where an application stands, for what hangs on it: readers, references, checks, decisions.
            models.Index(fields=["id", "state", "cohort", "person"], name="application_stands"),
        ]

    def __str__(self) -> str:
        return self.reference


class CompetencyAnswer(models.Model):
    """What a candidate wrote about one competency."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    criterion = models.CharField(max_length=30)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "criterion"], name="answer_once_a_criterion")]

    def __str__(self) -> str:
        return self.criterion

"""A host school's yearly interest, and its posts."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.foundations.records import Revisioned
from difference.foundations.schools.models import School
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.reasons import NOT_INTERESTED
from difference.programme.placement.states import POST

PHASES = {"primary": "Primary", "secondary": "Secondary", "both": "Primary and secondary"}
ANSWERS = {"yes": "Yes", "maybe": "Maybe", "no": "No", "arranged": "We have arranged it already"}


class Interest(Revisioned):
    """A host school's yearly yes, maybe, no or already arranged. A yes in spring is not yet a post."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=list(ANSWERS.items()))
    reason = models.CharField(max_length=20, choices=list(NOT_INTERESTED.items()), blank=True)
    # The most people whom the school could take, over all its posts; None when it has not said.
    most_people = models.PositiveSmallIntegerField(null=True)
    answered_by = models.UUIDField()
    answered_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "school"], name="interest_once_a_cohort"),
            models.CheckConstraint(condition=Q(most_people=None) | Q(most_people__gte=1), name="interest_most_people"),
            models.CheckConstraint(condition=Q(answer="no", reason__gt="") | (~Q(answer="no") & Q(reason="")), name="interest_no_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.get_answer_display()


class Post(Staged):
    """One leadership job at one host school, with its seats."""

    lifecycle = POST

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=30, default=POST.initial, editable=False)
    title = models.CharField("title of the post", max_length=120)
    responsibilities = models.TextField("what the post leads")
    seats = models.PositiveSmallIntegerField("how many people", default=1)
    salary = models.CharField("salary range", max_length=80)
    days = models.CharField("working pattern", max_length=80, default="Full time")
    # None: with the cohort.
    starts_on = models.DateField("when it starts", null=True)
    phase = models.CharField("phase", max_length=10, choices=list(PHASES.items()), blank=True)
    # Keys of hard rules (requirements.toml): who does not meet them cannot rank the post.
    requirements = models.JSONField("what it asks for", default=list)
    mentor = models.CharField("who will mentor", max_length=200, blank=True)
    adjustments = models.TextField("what can be adapted", blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    # Every post shows when it was last confirmed.
    confirmed_at = models.DateTimeField(default=clock.now, editable=False)
    confirmed_by = models.UUIDField(editable=False)
    # When the school was last asked whether the post still stands.
    asked_at = models.DateTimeField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["school_id", "title", "pk"]
        constraints = [
            known_state(POST, "post_state_known"),
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=10), name="post_has_seats"),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None) | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="post_approved_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["cohort", "state"], name="post_list")]

    def __str__(self) -> str:
        return self.title

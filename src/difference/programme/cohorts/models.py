"""Programme and Cohort, with the dates of a cohort's cycle."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from difference.foundations import clock
from difference.foundations.records import Revisioned

HOST_POLICIES = {
    "good_or_outstanding": "only in schools judged Good or Outstanding at their last graded inspection",
    "where_weakest": "first where provision is weakest",
    "any_open": "in any open alternative-provision school",
}


class Programme(models.Model):
    """The leadership programme, as one charity runs it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class Cohort(Revisioned):
    """One yearly intake. Moments are for people's deadlines, dates for days in the calendar."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=60)
    opens_at = models.DateTimeField("applications open")
    closes_at = models.DateTimeField("applications close")
    assessment_from = models.DateField("assessment begins")
    assessment_until = models.DateField("assessment ends")
    ranking_opens_at = models.DateTimeField("ranking of posts opens")
    ranking_closes_at = models.DateTimeField("ranking of posts closes")
    matching_on = models.DateField("matching day")
    starts_on = models.DateField("placements start")
    ends_on = models.DateField("the two years end")
    places = models.PositiveSmallIntegerField("places")
    host_policy = models.CharField("where we place", max_length=30, choices=list(HOST_POLICIES.items()))
    answer_days = models.PositiveSmallIntegerField("days to answer an offer", default=14)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="cohort_named_once"),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at"))
                & Q(assessment_from__lte=F("assessment_until"))
                & Q(ranking_opens_at__lt=F("ranking_closes_at"))
                & Q(matching_on__lt=F("starts_on"))
                & Q(starts_on__lt=F("ends_on")),
                name="cohort_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BoardDate(models.Model):
    """A day on which a board of examiners meets for a cohort."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="boards")
    on = models.DateField()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["cohort", "on"], name="board_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on:%-d %B %Y}"

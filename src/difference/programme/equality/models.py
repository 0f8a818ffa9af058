"""The answers, from which nothing leads to an application and after a while nothing to a person; and what may be told of outcomes by group."""

from __future__ import annotations

import uuid

from django.db import models

from difference.foundations.records import Revisioned
from difference.programme.cohorts.models import Cohort


class EqualityAnswer(Revisioned):
    """What one person answered for one cohort.

    No moment is kept and the key is random, so that neither gives a person away once `person_id` has been blanked. No
    foreign key to a person: nothing can be followed back from the person's side either.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField(null=True, editable=False)
    age_band = models.CharField("age", max_length=30, blank=True)
    sex = models.CharField("sex", max_length=30, blank=True)
    ethnic_group = models.CharField("ethnic group", max_length=30, blank=True)
    ethnic_detail = models.CharField("ethnic group, in detail", max_length=30, blank=True)
    disability = models.CharField("disability", max_length=30, blank=True)
    religion = models.CharField("religion", max_length=30, blank=True)
    orientation = models.CharField("sexual orientation", max_length=30, blank=True)
    school_meals = models.CharField("free school meals", max_length=30, blank=True)
    main_earner = models.CharField("occupation of the main earner", max_length=30, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "person_id"], name="equality_answer_once")]

    def __str__(self) -> str:
        return "equality answer"


class OutcomeCounts(models.Model):
    """How the first published matching of a cohort went, by group: protected counts alone, so that they can outlive the link of the answers.

    One row a cohort: counted twice, two counts would tell who came between.
    """

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="+")
    counted_on = models.DateField()
    # By question, a row for each group: its words, took part, placed, first choice, mean rank; null where it is too few to tell.
    told = models.JSONField()

    def __str__(self) -> str:
        return "outcomes by group"

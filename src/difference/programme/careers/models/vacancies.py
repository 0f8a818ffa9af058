"""A senior post that a mainstream or special school offers."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged, known_state
from difference.foundations.schools.models import School
from difference.programme.careers.reasons import OUTCOMES
from difference.programme.careers.states import VACANCY


class Vacancy(Staged):
    """One post at one school. `outcome` is how it ended."""

    lifecycle = VACANCY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=30, default=VACANCY.initial, editable=False)
    title = models.CharField("title", max_length=120)
    role_kind = models.CharField("kind of post", max_length=40)
    description = models.TextField("description")
    salary = models.CharField("salary", max_length=80)
    pattern = models.CharField("working pattern", max_length=20)
    starts_on = models.DateField("start")
    closes_on = models.DateField("closing day")
    written_at = models.DateTimeField(default=clock.now, editable=False)
    written_by = models.UUIDField(editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    opened_by = models.UUIDField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.UUIDField(null=True, editable=False)
    outcome = models.CharField(max_length=20, choices=list(OUTCOMES.items()), blank=True, editable=False)

    class Meta:
        verbose_name_plural = "vacancies"
        ordering = ["closes_on", "pk"]
        constraints = [
            known_state(VACANCY, "vacancy_state_known"),
            models.CheckConstraint(
                condition=Q(state="closed", outcome__in=list(OUTCOMES), closed_at__isnull=False)
                | (~Q(state="closed") & Q(outcome="", closed_at=None)),
                name="vacancy_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", opened_at=None) | (~Q(state="draft") & Q(opened_at__isnull=False)), name="vacancy_opened"
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_on"], name="vacancy_list")]

    def __str__(self) -> str:
        return self.title

"""What the doctor looks for in careers: states that ought not to be possible."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from difference.foundations.operations.doctor import Finding, register
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.queries.introductions import RUNNING
from difference.programme.careers.reasons import FILLED_BY_ALUMNUS


@register("introductions to vacancies that are not open")
def running_on_a_closed_vacancy() -> Iterator[Finding]:
    """An introduction that still runs though its vacancy has closed, or never opened."""
    for one in Introduction.objects.filter(state__in=RUNNING).exclude(vacancy__state="open").select_related("vacancy").order_by("pk"):
        yield Finding(f"An introduction runs, but its vacancy is {one.vacancy.state}.", reverse("careers:introduction", args=[one.pk]))


@register("appointments that do not fit their vacancies")
def appointed_without_closing() -> Iterator[Finding]:
    """Somebody appointed to a vacancy that is not closed as filled by an alumnus, or such a vacancy without anybody appointed."""
    filled = Vacancy.objects.filter(outcome=FILLED_BY_ALUMNUS)
    for vacancy in filled.exclude(introductions__state="appointed").order_by("pk"):
        yield Finding(
            "A vacancy is closed as filled by an alumnus, but nobody is appointed to it.", reverse("careers:our-vacancy", args=[vacancy.pk])
        )
    appointed = Introduction.objects.filter(state="appointed")
    for one in appointed.exclude(vacancy__outcome=FILLED_BY_ALUMNUS).order_by("pk"):
        yield Finding(
            "Somebody is appointed, but the vacancy does not say that an alumnus filled it.", reverse("careers:introduction", args=[one.pk])
        )
    for one in appointed.filter(appointment=None).order_by("pk"):
        yield Finding("Somebody is appointed, but when they start is not kept.", reverse("careers:introduction", args=[one.pk]))

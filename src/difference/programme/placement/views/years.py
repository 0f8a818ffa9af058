"""For placement staff: how placement went, over the years."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, access
from difference.foundations.actors import actor_of
from difference.programme.placement.queries import years as reading
from difference.programme.placement.queries.years import Seats, Year
from difference.programme.placement.reasons import DECLINED, ENDED_EARLY
from difference.programme.placement.sides import PERSON
from difference.web.charts.bars import Bar, BarChart
from difference.web.charts.units import Unit
from difference.web.components.tables import Column
from difference.web.values import Link

COLUMNS = (
    "Cohort", Column("Seats filled", numeric=True), Column("In cold spots", numeric=True), Column("Without a post after matching", numeric=True),
    Column("Matched to their first choice", numeric=True), Column("Mean place in their order", numeric=True),
    Column("Days from approval to confirmation (median)", numeric=True), "By group",
)  # fmt: skip


def _of(seats: Seats) -> str:
    return f"{seats.filled} of {seats.offered}"


def _row(year: Year) -> tuple[object, ...]:
    first = f"{year.first_choices} of {len(year.ranks)}" if year.ranks else None
    mean = None if year.mean_rank is None else f"{year.mean_rank:.1f}"
    days = None if year.median_days is None else f"{year.median_days:.0f}"
    groups = Link("Fairness of outcomes", reverse("equality:outcomes", args=[year.cohort.pk]), about=f"cohort {year.cohort.name}")
    return year.cohort.name, _of(year.seats), _of(year.in_cold_spots), year.unplaced if year.ranks else None, first, mean, days, groups


def _picture(found: Sequence[Year]) -> BarChart | None:
    """The share of seats that were filled, of the cohorts that have been matched."""
    shares = [(year, 100 * year.seats.filled / year.seats.offered) for year in found if year.ranks]
    if not shares:
        return None
    low, high = min(share for _, share in shares), max(share for _, share in shares)
    said = f"{low:.0f}%" if round(low) == round(high) else f"between {low:.0f}% and {high:.0f}%"
    bars = tuple(Bar(f"Cohort {year.cohort.name}, {_of(year.seats)} seats", share) for year, share in shares)
    return BarChart(f"Of the seats that were approved, {said} were filled", bars=bars, heading="Cohort", unit=Unit("%", noun="Seats filled"))


def _regions(found: Sequence[Year]) -> list[tuple[object, ...]]:
    names = sorted({name for year in found for name in year.regions})
    return [(name, *(_of(year.regions[name]) if name in year.regions else None for year in found)) for name in names]


def by_reason(found: Sequence[Year]) -> list[tuple[object, ...]]:
    """How often each reason was given, by whom, in each cohort."""
    declined = [
        (f"Declined by the {'candidate' if side == PERSON else 'school'}: {words[:1].lower()}{words[1:]}", [year.declined.get((side, key), 0) for year in found])
        for side in (PERSON, "school")
        for key, words in DECLINED.items()
    ]  # fmt: skip
    ended = [(f"Ended early: {words[:1].lower()}{words[1:]}", [year.ended.get(key, 0) for year in found]) for key, words in ENDED_EARLY.items()]
    return [(words, *numbers) for words, numbers in [*declined, *ended] if any(numbers)]


@access(GET=Access("placement.see-board"))
def years(request: HttpRequest) -> HttpResponse:
    """Every cohort beside the others."""
    found = reading.years(actor_of(request))
    by_cohort = tuple(Column(f"Cohort {year.cohort.name}", numeric=True) for year in found)
    context = {
        "rows": [_row(year) for year in found], "columns": COLUMNS, "picture": _picture(found),
        "regions": _regions(found), "region_columns": ("Region", *by_cohort), "reasons": by_reason(found), "reason_columns": ("Reason", *by_cohort),
    }  # fmt: skip
    return render(request, "placement/staff/years.html", context)

"""Everything that the page of one place holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from difference.sector.observatory.authorities import bordering
from difference.sector.observatory.places import about, geography, maps, provision, showing, showing_cold, showing_place, tables, words
from difference.sector.observatory.places.cold_spots import ColdSpots, cold_spots
from difference.sector.observatory.places.local_cost import local_cost
from difference.sector.observatory.places.measures import measures
from difference.sector.observatory.places.showing_place import Shown
from difference.sector.observatory.places.tables import Series
from difference.sector.official.held import Held
from difference.web.components.moments import in_words
from difference.web.components.tables import Column
from difference.web.values import Link

SECTIONS = (
    ("Exclusions", ("permanent-exclusions", "suspensions")),
    ("Alternative provision", ("ap-authority", "ap-schools", "weak-schools")),
    ("Workforce of alternative provision", ("unqualified", "leader-vacancies")),
)


def all_series(data: Held, place: geography.Place) -> list[Series]:
    """Every measure of a place over its years."""
    return [tables.series(data, measure, place) for measure in measures().values()]


def said(request: HttpRequest, data: Held, place: geography.Place) -> about.About:
    """What the page and its downloads say about themselves."""
    periods = [count.period for measure in measures().values() for count in tables.counted(data, measure).held if count.place == place]
    between = " to ".join(dict.fromkeys((min(periods), max(periods)))) if periods else ""
    needs = [name for measure in measures().values() for name in measure.needs]
    method = "Rates with 95% intervals: Wilson’s for shares, the exact one of a Poisson count for the others; suppressed cells and rounded rows widen them."
    return about.about(request, data, f"{place.name}: rates by place", between, method, needs)


def context(request: HttpRequest, data: Held, place: geography.Place) -> dict[str, Any]:
    """What the template needs."""
    held = {series.measure.id: series for series in all_series(data, place)}
    found = cold_spots(data, place.kind)
    return {
        "place": place,
        "region": None if place.kind == geography.REGION else _region(place),
        "any_data": any(series.own or series.counted for series in held.values()),
        "area": showing_place.area_notes(place),
        "glance_columns": showing_place.GLANCE,
        "glance": showing_place.glance(held.values(), _ranks(data, list(held.values()), place)),
        "sections": [(title, [shown(data, held[name], place) for name in names]) for title, names in SECTIONS],
        "provision": _provision(data, place),
        "cost": _cost(data, place),
        "cold": _cold(found, place),
        "around": _around(data, found, place),
        "about": said(request, data, place),
        "files": showing.files("place", "", place.code),
    }


def _region(place: geography.Place) -> Link:
    region = geography.region_of(place)
    return Link(region.in_words, showing.address_of(region))


def _ranks(data: Held, held: Sequence[Series], place: geography.Place) -> dict[str, str | None]:
    ranks: dict[str, str | None] = {}
    for series in held:
        if series.own and series.measure.worse:
            table = tables.table(data, series.measure, place.kind, series.own[-1].count.year)
            ranks[series.measure.id] = next((words.rank(each) for each in table.ranked if each.rate.place == place), None)
    return ranks


def shown(data: Held, series: Series, place: geography.Place) -> Shown:
    """One measure of a place over years, as a chart or in words."""
    files = [each["file"] for name in series.measure.needs if data.has(name) for each in data.provenance(name)]
    return showing_place.shown(series, place, f"{series.measure.publisher}: {'; '.join(dict.fromkeys(files))}")


def _provision(data: Held, place: geography.Place) -> dict[str, Any]:
    found = provision.open_schools(data, place)
    day = in_words(dt.date.fromisoformat(found.day), weekday=False) if found is not None and found.day else ""
    return {
        "now": showing_place.schools_now(found, day),
        "columns": showing_place.GRADED,
        "rows": showing_place.graded(provision.grades(data, place)),
    }


def _cost(data: Held, place: geography.Place) -> list[Any]:
    found = local_cost(data, place)
    return showing_place.cost_rows(found) if found else []


def _cold(found: ColdSpots, place: geography.Place) -> dict[str, Any]:
    spot = found.by[place.code]
    return {
        "summary": showing_cold.own_summary(spot, place, found) if found.among else "",
        "columns": showing_cold.COMPONENTS,
        "rows": showing_cold.own_rows(spot),
        "missing": showing_cold.own_missing(spot),
        "rule": Link("The rule, and every place", f"{reverse('observatory:cold-spots')}?of={place.kind}"),
    }


def _around(data: Held, found: ColdSpots, place: geography.Place) -> dict[str, Any]:
    """Neighbours on the map of an authority; all authorities of a region."""
    near = _near(place)
    measure = measures()["permanent-exclusions"]
    years = tables.counted(data, measure).periods
    year = max(years, default=0)
    rates = {each.rate.place: each.rate for each in tables.table(data, measure, geography.AUTHORITY, year).ranked} if years else {}
    chances = cold_spots(data).by if place.kind == geography.REGION else found.by
    rows = [(showing.link_to(each), words.both(measure, rates.get(each)), words.chance(chances[each.code].probability)) for each in near]
    columns = (
        Column("Local authority"),
        Column(f"Permanent exclusions per 100 pupils, {years.get(year, 'no data')}", numeric=True),
        Column("Chance of being among the worst fifth", numeric=True),
    )
    title = f"Authorities of {place.in_words}" if place.kind == geography.REGION else "Neighbours"
    return {"title": title, "columns": columns, "rows": rows, "map": maps.around(data, place, near)}


def _near(place: geography.Place) -> list[geography.Place]:
    if place.kind == geography.REGION:
        return [each for each in geography.authorities() if each.region == place.code]
    return [geography.by_code()[each.code] for each in bordering(place.code)]

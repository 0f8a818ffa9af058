"""The pages by place, and of cold spots, for anyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from difference.errors import NotFound, NotNow
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import Actor, actor_of
from difference.sector.observatory import files, queries
from difference.sector.observatory.places import about, asked, exports, geography, maps, one_place, showing, showing_cold, tables
from difference.sector.observatory.places.asked import Chosen
from difference.sector.observatory.places.forms import ChosenForm, FindForm
from difference.sector.observatory.places.measures import Measure, measures
from difference.sector.official.held import Held

SEE = Access("observatory.see")
NOTHING = "By place: nothing is loaded"


def load_place(actor: Actor, code: str) -> geography.Place:
    """A region or authority of today by its code. Raises NotFound."""
    found = geography.by_code().get(code)
    if found is None:
        raise NotFound("There is no region or local authority of today with this code.")
    return found


@dataclass(frozen=True)
class Line:
    """One measure of one place."""

    place: geography.Place
    measure: Measure


def load_line(actor: Actor, code: str, measure_id: str) -> Line:
    """A place and a measure by their names. Raises NotFound."""
    found = measures().get(measure_id)
    if found is None:
        raise NotFound("There is no measure of this name.")
    return Line(load_place(actor, code), found)


SEE_PLACE = Access("observatory.see", load=load_place)


@access(GET=SEE)
def index(request: HttpRequest) -> HttpResponse:
    """All places by one measure, as a map and a table; or on to the page of one that was chosen."""
    found = geography.by_code().get(request.GET.get("place", ""))
    if found is not None:
        return HttpResponseRedirect(showing.address_of(found))
    data = queries.official(actor_of(request))
    chosen = asked.chosen(data, request.GET)
    context: dict[str, Any] = {"find": FindForm(), "regions": [showing.link_to(each) for each in geography.regions()]}
    if chosen is not None:
        context |= _table_context(request, data, chosen)
    return render(request, "observatory/places/index.html", context)


def _table_context(request: HttpRequest, data: Held, chosen: Chosen) -> dict[str, Any]:
    table = tables.table(data, chosen.measure, chosen.kind, chosen.year)
    return {
        "form": ChosenForm(chosen.values, measures=chosen.measures, years=chosen.years),
        "title": showing.heading(chosen),
        "sentence": showing.sentence(table),
        "columns": showing.columns(table),
        "rows": showing.rows(table),
        "missing": showing.missing(table),
        "about": _of_table(request, data, chosen),
        "picture": maps.of_table(table),
        "files": showing.files("places", chosen.query, picture=bool(table.ranked)),
    }


def _of_table(request: HttpRequest, data: Held, chosen: Chosen) -> about.About:
    needs = [*chosen.measure.needs, *(["exclusions"] if chosen.measure.among == "pupils" else [])]
    return about.about(request, data, showing.heading(chosen), chosen.years[chosen.year], showing.method(chosen.measure), needs)


def _sheet_of_table(request: HttpRequest) -> tuple[files.Sheet, about.About, str]:
    data = queries.official(actor_of(request))
    chosen = asked.chosen(data, request.GET)
    if chosen is None:
        return files.Sheet(exports.COLUMNS, ()), about.about(request, data, NOTHING, "", "", ()), "places"
    table = tables.table(data, chosen.measure, chosen.kind, chosen.year)
    return exports.of_table(table), _of_table(request, data, chosen), f"{chosen.measure.id}-{chosen.kind}-{chosen.year}"


@access(GET=SEE)
def table_csv(request: HttpRequest) -> HttpResponse:
    """The table of all places as CSV."""
    return files.as_csv(*_sheet_of_table(request))


@access(GET=SEE)
def table_json(request: HttpRequest) -> HttpResponse:
    """The table of all places as JSON."""
    return files.as_json(*_sheet_of_table(request))


@access(GET=SEE)
def map_svg(request: HttpRequest) -> HttpResponse:
    """The picture of all places as SVG. Raises NotNow where nothing is loaded."""
    data = queries.official(actor_of(request))
    chosen = asked.chosen(data, request.GET)
    if chosen is None:
        raise NotNow("Nothing is loaded that could be shown by place.")
    figure = maps.of_table(tables.table(data, chosen.measure, chosen.kind, chosen.year))
    return files.as_svg(figure, _of_table(request, data, chosen), f"{chosen.measure.id}-{chosen.kind}-{chosen.year}")


@access(GET=SEE_PLACE)
def place(request: HttpRequest, place: geography.Place) -> HttpResponse:
    """One region or authority: what is known of it, each figure with its interval and period."""
    actor = actor_of(request)
    return render(request, "observatory/places/place.html", one_place.context(request, queries.official(actor), place))


def _sheet_of_place(request: HttpRequest, place: geography.Place) -> tuple[files.Sheet, about.About, str]:
    data = queries.official(actor_of(request))
    held = one_place.all_series(data, place)
    return exports.of_series(held), one_place.said(request, data, place), f"place-{place.code}"


@access(GET=SEE_PLACE)
def place_csv(request: HttpRequest, place: geography.Place) -> HttpResponse:
    """Every rate of a place as CSV."""
    return files.as_csv(*_sheet_of_place(request, place))


@access(GET=SEE_PLACE)
def place_json(request: HttpRequest, place: geography.Place) -> HttpResponse:
    """Every rate of a place as JSON."""
    return files.as_json(*_sheet_of_place(request, place))


@access(GET=Access("observatory.see", load=load_line))
def line_svg(request: HttpRequest, line: Line) -> HttpResponse:
    """One measure of a place over years as SVG."""
    data = queries.official(actor_of(request))
    shown = one_place.shown(data, tables.series(data, line.measure, line.place), line.place)
    return files.as_svg(shown.chart, one_place.said(request, data, line.place), f"{line.place.code}-{line.measure.id}")


@access(GET=SEE)
def cold_spots(request: HttpRequest) -> HttpResponse:
    """Where provision that is well led falls short: chances, and the rule behind them."""
    kind = asked.kind_of(request.GET)
    found = queries.cold_spot_table(actor_of(request), kind)
    context = {
        "found": found,
        "kind": kind,
        "summary": showing_cold.summary(found),
        "columns": showing_cold.columns(found),
        "rows": showing_cold.rows(found),
        "without": showing_cold.without(found),
        "rule_columns": showing_cold.RULE,
        "rule_rows": showing_cold.rule_rows(found),
        "rule_facts": showing_cold.rule_facts(found.rule),
        "picture": maps.of_cold_spots(found) if found.among else None,
        "about": _of_cold_spots(request, kind),
        "files": showing.files("cold-spots", f"of={kind}", picture=bool(found.among)),
    }
    return render(request, "observatory/places/cold_spots.html", context)


@access(GET=SEE)
def cold_spots_svg(request: HttpRequest) -> HttpResponse:
    """The picture of cold spots as SVG."""
    kind = asked.kind_of(request.GET)
    found = queries.cold_spot_table(actor_of(request), kind)
    return files.as_svg(maps.of_cold_spots(found), _of_cold_spots(request, kind), f"cold-spots-{kind}")


def _of_cold_spots(request: HttpRequest, kind: str) -> about.About:
    actor = actor_of(request)
    found = queries.cold_spot_table(actor, kind)
    periods = sorted({each.period for spot in found.spots for each in spot.components})
    method = f"Rule, version {found.rule.version} of {found.rule.as_of.isoformat()}: {found.rule.transformation}; {found.rule.draws:,} draws, seed {found.rule.seed}."
    return about.about(
        request, queries.official(actor), f"{found.rule.title}: {showing_cold.kind_word(kind)}", ", ".join(periods), method, found.datasets
    )


def _sheet_of_cold_spots(request: HttpRequest) -> tuple[files.Sheet, about.About, str]:
    kind = asked.kind_of(request.GET)
    return exports.of_cold_spots(queries.cold_spot_table(actor_of(request), kind)), _of_cold_spots(request, kind), f"cold-spots-{kind}"


@access(GET=SEE)
def cold_spots_csv(request: HttpRequest) -> HttpResponse:
    """Cold spots as CSV."""
    return files.as_csv(*_sheet_of_cold_spots(request))


@access(GET=SEE)
def cold_spots_json(request: HttpRequest) -> HttpResponse:
    """Cold spots as JSON."""
    return files.as_json(*_sheet_of_cold_spots(request))

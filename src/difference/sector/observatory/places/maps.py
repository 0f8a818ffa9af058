"""Pictures of all places: authorities on the map of hexagons, regions as dots, each with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from difference.sector.observatory.hexagons import Reading, hexagons
from difference.sector.observatory.places import geography, showing, tables, words
from difference.sector.observatory.places.cold_spots import ColdSpot, ColdSpots
from difference.sector.observatory.places.counting import ESTIMATED, SUPPRESSED
from difference.sector.observatory.places.measures import Measure, measures
from difference.sector.observatory.places.showing_cold import score
from difference.sector.observatory.places.tables import Ranked, Table
from difference.sector.official.held import Held
from difference.web.charts import Bar, BarChart, HexMap, Unit
from difference.web.charts.figure import Figure

ROUND = "Each hexagon is one authority, all of one size; it leads to the authority’s page."


def unit_of(measure: Measure) -> Unit:
    """How a measure’s values are written."""
    return Unit("%" if measure.share else "", places=measure.places, noun=f"{measure.noun[:1].upper()}{measure.noun[1:]}")


def of_table(table: Table) -> Figure:
    """All places by one measure in one period."""
    heading = f"{table.measure.title}, {words.period(table.measure, table.period)}"
    if any(each.rate.place.kind == geography.REGION for each in table.ranked):
        bars = tuple(Bar(each.rate.place.name, each.rate.value, each.rate.low, each.rate.high, _note(table.measure, each)) for each in table.ranked)
        return BarChart(
            _regions_say(heading, table), bars=bars, mark="dot", heading="Region", unit=unit_of(table.measure), source=table.measure.publisher
        )
    return HexMap(
        _map_says(heading, table), hexagons=hexagons(_readings(table), address=_address), unit=unit_of(table.measure), heading="Local authority",
        source=table.measure.publisher, reading=ROUND,
    )  # fmt: skip


def _readings(table: Table) -> dict[str, Reading]:
    found = {each.rate.place.code: Reading(each.rate.value, each.rate.low, each.rate.high, _note(table.measure, each)) for each in table.ranked}
    return found | {
        count.place.code: Reading(None, note=f"{words.counted(table.measure, count)}; no number of pupils to set it beside")
        for count in table.without
    }


def _note(measure: Measure, each: Ranked) -> str:
    rank = words.rank(each)
    return "; ".join(
        filter(
            None,
            (
                words.counted(measure, each.rate.count),
                f"rank {rank}" if rank else "",
                *(note for note in each.rate.count.notes if note in (SUPPRESSED, ESTIMATED)),
            ),
        )
    )


def _regions_say(heading: str, table: Table) -> str:
    first, last = table.ranked[0].rate, table.ranked[-1].rate
    return f"{heading}: from {words.value(table.measure, last)} in {last.place.in_words} to {words.value(table.measure, first)} in {first.place.in_words}"


def _map_says(heading: str, table: Table) -> str:
    if not table.ranked or table.england is None:
        return heading
    measure, whole = table.measure, table.england
    above = sum(each.rate.low > whole.highest for each in table.ranked)
    below = sum(each.rate.high < whole.lowest for each in table.ranked)
    return f"{heading}: the interval of {above} authorities lies above England’s rate of {words.value(measure, whole)}, that of {below} below it"


def _address(code: str) -> str:
    return showing.address_of(geography.by_code()[code])


def of_cold_spots(found: ColdSpots) -> Figure:
    """The chance of each place to be among the worst."""
    unit = Unit("%", noun="Chance of being among the worst fifth")
    marked = sum(spot.marked for spot in found.spots)
    says = f"{marked} of {found.among} {words.of_kind(found.kind)} are as likely as not to be among the worst fifth"
    if found.kind == geography.REGION:
        bars = tuple(Bar(spot.name, 100 * (spot.probability or 0), note=_of_spot(spot)) for spot in found.scored)
        return BarChart(says, bars=bars, heading="Region", unit=unit)
    readings = {spot.code: Reading(None if spot.probability is None else 100 * spot.probability, note=_of_spot(spot)) for spot in found.spots}
    return HexMap(
        says, hexagons=hexagons(readings, address=_address), bounds=(10, 25, 50), unit=unit, heading="Local authority", missing="No score", reading=ROUND,
    )  # fmt: skip


def _of_spot(spot: ColdSpot) -> str:
    return "" if spot.probability is None else f"score {score(spot)} of 100; rank {spot.rank_low} to {spot.rank_high}"


def around(data: Held, place: geography.Place, near: Sequence[geography.Place]) -> HexMap | None:
    """A region and the neighbours of a place by permanent exclusions, in the classes of the whole country; None where nothing is loaded."""
    measure = measures()["permanent-exclusions"]
    years = tables.counted(data, measure).periods
    if not years:
        return None
    table = tables.table(data, measure, geography.AUTHORITY, max(years))
    whole = of_table(table)
    if not isinstance(whole, HexMap) or whole.is_empty:
        return None
    region = geography.region_of(place)
    names = {each.name for each in (*near, *geography.authorities()) if each in near or each.region == region.code}
    main = place.code if place.kind == geography.AUTHORITY else ""
    cells = [each for each in hexagons(_readings(table), main=main, address=_address) if each.name in names]
    # Odd rows stand half a hexagon further right, so that the part moves up by an even number of rows.
    left, up = min(each.column for each in cells), 2 * (min(each.row for each in cells) // 2)
    kept = tuple(replace(each, column=each.column - left, row=each.row - up) for each in cells)
    where = region.in_words[:1].upper() + region.in_words[1:]
    says = f"{where}{f', and the neighbours of {place.name}' if main else ''}: {measure.title.lower()}, {table.period}"
    return HexMap(says, hexagons=kept, bounds=whole.classes.bounds, unit=whole.unit, heading="Local authority", source=measure.publisher)

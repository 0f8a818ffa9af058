"""Tables by place as rows of numbers, for files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from difference.sector.observatory.files import Sheet, number
from difference.sector.observatory.places import geography
from difference.sector.observatory.places.cold_spots import ColdSpot, ColdSpots
from difference.sector.observatory.places.rates import Rate
from difference.sector.observatory.places.tables import Series, Table

# A ratio and a chance with as many places as the draws can tell.
PLACES = 4


RATE = ("rate", "rate_highest", "low", "high", "counted", "counted_most", "among", "among_of", "notes")
COLUMNS = ("code", "name", "region", "period", *RATE, "rank_from", "rank_to", "ranked_among")


def _rate(rate: Rate) -> dict[str, Any]:
    count = rate.count
    return {
        "rate": number(rate.lowest), "rate_highest": number(rate.highest), "low": number(rate.low), "high": number(rate.high), "counted": number(count.low),
        "counted_most": number(count.high), "among": number(count.of), "among_of": count.of_period, "notes": "; ".join(count.notes),
    }  # fmt: skip


def of_table(table: Table) -> Sheet:
    """All places in one period; those without a rate have its count, those without a figure the reason."""
    rows = [
        {"code": each.rate.place.code, "name": each.rate.place.name, "region": _region(each.rate.place), "period": table.period} | _rate(each.rate)
        | {"rank_from": each.low, "rank_to": each.high, "ranked_among": each.among if each.low else None}
        for each in table.ranked
    ]  # fmt: skip
    rows += [
        {
            "code": count.place.code, "name": count.place.name, "region": _region(count.place), "period": table.period, "counted": number(count.low),
            "counted_most": number(count.high), "notes": "no number of pupils is loaded to set it beside",
        }
        for count in table.without
    ]  # fmt: skip
    rows += [
        {"code": place.code, "name": place.name, "region": _region(place), "period": table.period, "notes": "no figure"} for place in table.missing
    ]
    return Sheet(COLUMNS, rows)


def of_series(held: Iterable[Series]) -> Sheet:
    """Every measure of one place over its years, beside its region and England."""
    rows = [
        {"measure": series.measure.id, "unit": series.measure.noun, "code": rate.place.code, "name": rate.place.name, "period": rate.count.period}
        | _rate(rate)
        for series in held
        for line in (series.own, series.region, series.england)
        for rate in line
    ]
    return Sheet(("measure", "unit", "code", "name", "period", *RATE), rows)


def of_cold_spots(found: ColdSpots) -> Sheet:
    """Every place with its chance, score and components."""
    parts = [part.id for part in found.rule.parts]
    columns = [f"{part}_{name}" for part in parts for name in ("ratio", "low", "high", "weight", "period")]
    rows = [_spot(spot) for spot in found.spots]
    first = (
        "code", "name", "region", "probability", "error", "score", "score_low", "score_high", "rank_from", "rank_to", "any_weights", "marked", "missing",
    )  # fmt: skip
    return Sheet((*first, *columns), rows)


def _spot(spot: ColdSpot) -> dict[str, Any]:
    row = {
        "code": spot.code, "name": spot.name, "region": spot.region, "probability": number(spot.probability, PLACES), "error": number(spot.error, PLACES),
        "score": number(spot.score, 2), "score_low": number(spot.low, 2), "score_high": number(spot.high, 2), "rank_from": spot.rank_low,
        "rank_to": spot.rank_high, "any_weights": number(spot.whatever, PLACES), "marked": spot.marked, "missing": " ".join(each.id for each in spot.missing),
    }  # fmt: skip
    for each in spot.components:
        values = (number(each.ratio, PLACES), number(each.low, PLACES), number(each.high, PLACES), number(each.weight, PLACES), each.period)
        row |= {f"{each.id}_{name}": value for name, value in zip(("ratio", "low", "high", "weight", "period"), values, strict=True)}
    return row


def _region(place: geography.Place) -> str:
    return geography.region_of(place).name

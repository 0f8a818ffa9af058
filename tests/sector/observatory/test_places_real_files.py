"""The public files by place, where they lie beside the checkout: known counts, the drift of headcounts, and cold spots in time."""

from __future__ import annotations

import time

import numpy as np
import pytest

from difference.sector.observatory.authorities import authorities
from difference.sector.observatory.places import cold_spots, geography, tables
from difference.sector.observatory.places.measures import measures, settings
from difference.sector.official import held
from difference.sector.official.store import Store
from tests.sector.official.files import REAL, imported

pytestmark = [pytest.mark.once, pytest.mark.skipif(not REAL.is_dir(), reason=f"The public data is not beside the checkout: {REAL.name}.")]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("real") / "data")
    imported(store, REAL / "statistics")
    return held.at(store.folder)


def latest(data, name, code):
    return tables.series(data, measures()[name], geography.by_code()[code]).own[-1]


def test_known_counts_by_place(data):
    """Department for Education, 2016/17, and Ofsted on 31 August 2023, as their files have them."""
    bury, york, ne = (latest(data, "permanent-exclusions", code) for code in ("351", "816", "E12000001"))
    assert (bury.count.low, bury.count.of, bury.count.period) == (83, 29_370, "2016/17")
    assert (york.count.low, york.count.high) == (1, 2)
    assert (ne.count.low, ne.count.high) == (413, 417)
    weak = tables.table(data, measures()["weak-schools"], geography.REGION, 2023)
    assert {each.rate.place.name: (each.rate.count.low, each.rate.count.of) for each in weak.ranked}["London"] == (0, 52)
    assert sum(each.rate.count.of for each in weak.ranked) == 324


def test_rates_agree_with_those_that_the_publisher_prints_to_two_places(data):
    rows = data.rows(
        "SELECT la_now, year, permanent_rate, suspensions_rate FROM exclusions WHERE level = 'authority' AND school_type = 'total' AND la_code = la_now"
    )
    for name, column in (("permanent-exclusions", "permanent_rate"), ("suspensions", "suspensions_rate")):
        by = {
            (rate.place.code, rate.count.year): rate for place in geography.authorities() for rate in tables.series(data, measures()[name], place).own
        }
        printed = [(row["la_now"], row["year"], row[column]) for row in rows if row[column] is not None and (row["la_now"], row["year"]) in by]
        assert len(printed) > 1_500
        assert [key for *key, rate in printed if abs(by[tuple(key)].value - rate) > 0.00501] == []


def test_every_place_of_today_but_those_whose_predecessors_were_divided_has_a_rate(data):
    table = tables.table(data, measures()["permanent-exclusions"], geography.AUTHORITY, 2016)
    assert len(table.ranked) == 148
    assert [place.name for place in table.missing] == [
        "Cumberland",
        "Dorset",
        "North Northamptonshire",
        "West Northamptonshire",
        "Westmorland and Furness",
    ]
    assert [left.code for left in table.left] == ["835", "909", "928"]
    assert {place.code for place in geography.authorities()} == set(authorities().by_code)


def test_headcounts_move_by_less_than_what_is_allowed_for(data):
    rows = data.rows("SELECT la_code, year, headcount FROM exclusions WHERE level = 'authority' AND school_type = 'total' AND headcount > 1000")
    pupils = {(row["la_code"], row["year"]): row["headcount"] for row in rows}
    for apart in range(1, settings().roll_within + 1):
        moved = [abs(np.log(pupils[code, year + apart] / now)) / apart for (code, year), now in pupils.items() if (code, year + apart) in pupils]
        assert np.quantile(moved, 0.95) < np.log1p(settings().roll_drift)


def test_cold_spots_of_all_authorities_in_time(data):
    started = time.monotonic()
    found = cold_spots.cold_spots(data)
    assert time.monotonic() - started < 20
    assert (found.among, found.worst, [each.id for each in found.absent]) == (137, 27, ["leader-vacancies", "unqualified", "distance"])
    assert sum(spot.probability for spot in found.scored) == pytest.approx(27)
    assert {spot.name for spot in found.spots if spot.probability is None} >= {"Rutland", "Cumberland", "Isles of Scilly"}
    again = time.monotonic()
    assert cold_spots.cold_spots(data) is found
    assert time.monotonic() - again < 0.01

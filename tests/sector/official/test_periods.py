"""Periods as files write them."""

import datetime as dt

import pytest

from difference.sector.official import periods

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("said", "beside", "label", "year"),
    [
        ("201617", "Academic year", "2016/17", 2016),
        ("2016/17", "", "2016/17", 2016),
        ("2016-17", "", "2016/17", 2016),
        ("199900", "", "1999/00", 1999),
        ("2014-16", "", "2014–2016", 2014),
        ("2019", "", "2019", 2019),
        ("202324", "Autumn term", "2023/24 autumn term", 2023),
        ("2026-06-02", "", "2026-06-02", 2026),
    ],
)
def test_a_period_is_read_in_each_of_its_spellings(said, beside, label, year):
    found = periods.parse(said, beside)
    assert (found.label, found.year) == (label, year)


@pytest.mark.parametrize("said", ["", "20161", "2016/15", "abc", "1066", "201699", "2026-13-01", "2016/17x"])
def test_what_is_no_period_is_refused(said):
    with pytest.raises(ValueError, match=r"period|ends before|year|day"):
        periods.parse(said)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Management information - state-funded schools - as at 31 August 2023", dt.date(2023, 8, 31)),
        ("Management_information_-_latest_inspections_as_at_31_Jan_2026.csv", dt.date(2026, 1, 31)),
        ("edubasealldata20260602.csv", dt.date(2026, 6, 2)),
        ("schools.csv", None),
        ("edubasealldata20261399.csv", None),
    ],
)
def test_the_day_of_a_register_is_found_in_its_title(title, day):
    assert periods.day_in(title) == day

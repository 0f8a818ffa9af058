"""Regions and authorities of the dated tables."""

import datetime as dt

import pytest

from difference.sector.official import places

pytestmark = pytest.mark.once
TODAY = dt.date(2026, 11, 25)


def test_there_are_153_authorities_today_in_nine_regions():
    now = [each for each in places.authorities().values() if each.until is None]
    assert (len(now), len({each.region for each in now}), len(places.regions())) == (153, 9, 9)


def test_what_followed_an_authority_stands_in_the_table_and_began_the_day_after():
    for each in places.authorities().values():
        for code in each.followed_by:
            assert places.authorities()[code].began == each.until + dt.timedelta(days=1)
            assert places.authorities()[code].region == each.region


@pytest.mark.parametrize(
    ("code", "now"), [("836", "839"), ("837", "839"), ("835", None), ("909", None), ("928", None), ("839", "839"), ("825", "825")]
)
def test_an_ended_authority_is_mapped_only_where_all_of_it_became_part_of_one(code, now):
    assert places.authorities()[code].now == now


def test_a_name_that_two_authorities_had_means_the_one_that_stood_on_the_day():
    assert places.authority_of(None, None, "Dorset", dt.date(2016, 8, 31)).code == "835"
    assert places.authority_of(None, None, "Dorset", dt.date(2023, 8, 31)).code == "838"


@pytest.mark.parametrize(
    ("said", "code"), [(("x", "E10000010", "Durham"), "840"), (("373", None, None), "373"), ((None, "E08000039", None), "373"), ((None, None, "Bristol City of"), "801")]
)  # fmt: skip
def test_an_authority_is_found_by_any_code_it_has_had_and_any_spelling(said, code):
    assert places.authority_of(*said, TODAY).code == code


def test_inner_and_outer_london_are_london_and_wales_is_no_region():
    assert {places.region_of(*said).name for said in (("E13000001",), ("E13000002", ""), (None, "Outer London"), ("", "London"))} == {"London"}
    assert places.region_of("W92000004", "Wales (pseudo)") is None
    assert places.is_outside("Wales (pseudo)")
    assert not places.is_outside("Narnia")

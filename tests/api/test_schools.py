"""Schools by the API: what public pages show and no more, filtered, in pages that nothing shifts."""

from __future__ import annotations

from typing import get_args

import pytest

from difference.api import cursors
from difference.api.shapes.asked import Sector
from difference.demo.country import seeding
from difference.foundations.actors import system
from difference.foundations.schools.models import School
from difference.foundations.schools.register.establishments import SECTORS
from tests.foundations.schools.files import full, imported, row, state_funded

pytestmark = pytest.mark.django_db

SOURCE = {
    "name": "Get Information About Schools, Department for Education", "licence": "Open Government Licence v3.0",
    "licence_address": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "dated": "2026-06-02", "invented": False,
}  # fmt: skip


def urns(answer):
    return [item["urn"] for item in answer["items"]]


def walk(ask, given, path="/schools"):
    pages, cursor = [], None
    while True:
        status, answer = ask(path, given | ({"cursor": cursor} if cursor else {}))
        assert status == 200
        pages.append(urns(answer))
        cursor = answer["next"]
        if cursor is None:
            return pages


def test_an_empty_register_is_an_empty_list_without_a_day(ask):
    assert ask("/schools") == (200, {"items": [], "next": None, "source": SOURCE | {"dated": None}})


def test_a_school_has_what_its_page_shows_and_nobodys_name_or_telephone(ask, register):
    status, answer = ask("/schools/100001")
    assert (status, answer["source"]) == (200, SOURCE)
    assert answer["item"] == {
        "urn": 100001, "name": "First Unit", "sector": "alternative_provision", "type": "Pupil referral unit", "type_code": 14, "status": "Open",
        "open": True, "phase": "Not applicable", "low_age": 11, "high_age": 16, "gender": "Mixed",
        "address": {"street": "1 Invented Road", "locality": None, "address3": None, "town": "Dagenham", "county": None, "postcode": "RM10 7XX"},
        "authority": {"code": "301", "name": "Barking and Dagenham"}, "region": {"slug": "london", "name": "London"},
        "trust": {"uid": "2044", "name": "Invented Trust"}, "website": "http://www.example.org", "ofsted_grade": "Good", "inspected_on": "2023-03-14",
        "opened_on": "2010-09-01", "closed_on": None, "easting": 549000, "northing": 184000, "ukprn": "10000001", "establishment_number": "1100",
        "followed_by": None, "unknown": [],
    }  # fmt: skip
    assert not any(word in str(ask("/schools")) + str(answer) for word in ("Zebedee", "Quartermain", "Headteacher", "020794", "Zuleika"))


def test_what_no_file_speaks_of_is_named_as_unknown(ask):
    imported(state_funded([row(100001)]))
    item = ask("/schools/100001")[1]["item"]
    assert item["unknown"] == ["closed_on", "easting", "inspected_on", "northing", "ofsted_grade", "type_code", "trust"]
    assert [item[name] for name in item["unknown"]] == [None] * 7


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, [100001, 100003, 100005, 100007, 100009]), ({"sector": "mainstream"}, [100009]), ({"region": "north-east"}, [100007, 100009]),
        ({"authority": "301"}, [100001, 100003, 100005]), ({"type": "Academy alternative provision converter"}, [100003]),
        ({"open": "false"}, [100005]), ({"open": "true", "region": "london"}, [100001, 100003]), ({"q": "north unit"}, [100007]),
        ({"q": "..."}, []), ({"q": "%"}, []), ({"q": "first\0zzz"}, []), ({"q": ""}, [100001, 100003, 100005, 100007, 100009]),
    ],
)  # fmt: skip
def test_filters_narrow_the_list(ask, register, given, found):
    status, answer = ask("/schools", given)
    assert (status, urns(answer)) == (200, found)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
def test_pages_together_are_the_list_once_each(ask, register, limit):
    pages = walk(ask, {"limit": limit})
    assert [urn for page in pages for urn in page] == [100001, 100003, 100005, 100007, 100009]
    assert max(map(len, pages)) <= limit


def test_what_is_added_or_removed_between_pages_shifts_nothing(ask, register):
    first = ask("/schools", {"limit": 2})[1]
    imported(full([row(99999, "Earlier"), row(100004, "Between")], day="20260603"))
    School.objects.filter(pk=100003).delete()
    second = ask("/schools", {"limit": 2, "cursor": first["next"]})[1]
    assert (urns(first), urns(second)) == ([100001, 100003], [100004, 100005])


def test_the_length_of_a_page_may_change_on_the_way(ask, register):
    first = ask("/schools", {"limit": 1})[1]
    assert urns(ask("/schools", {"limit": 100, "cursor": first["next"]})[1]) == [100003, 100005, 100007, 100009]


def test_a_cursor_is_refused_when_it_is_forged_garbled_or_of_another_list(ask, register):
    mine = ask("/schools", {"limit": 1})[1]["next"]
    others = ask("/schools", {"limit": 1, "region": "london"})[1]["next"]
    unsigned = mine.split(":")[0]
    forged = f"{unsigned}:{'A' * 43}"
    refusal = {"code": "bad-input", "sentence": "This is not a cursor of this list.", "fields": {"cursor": [cursors.REFUSED]}}
    for cursor in (others, unsigned, forged, mine[:-1], f"{mine}x", "", ":", "\0", "ü", "100001", "x" * 500):
        assert ask("/schools", {"cursor": cursor}) == (422, {"error": refusal}), cursor
    assert ask("/cohorts", {"cursor": mine}) == (422, {"error": refusal})
    assert ask("/schools", {"cursor": mine, "region": "london"})[0] == 422
    assert ask("/schools", {"cursor": others, "region": "london"})[0] == 200


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"sector": "x"}, "sector", "Give one of these: alternative_provision, mainstream, special, other."),
        ({"sector": ""}, "sector", "Give one of these: alternative_provision, mainstream, special, other."),
        ({"region": "atlantis"}, "region", "No region has this slug. /api/v1/regions lists them."),
        ({"region": "\0"}, "region", "No region has this slug. /api/v1/regions lists them."),
        ({"authority": "999"}, "authority", "No local authority on the register has this code."),
        ({"authority": "12345"}, "authority", "Give at most 4 characters."),
        ({"type": "School of hard knocks"}, "type", "No school on the register is of this type, spelt so."),
        ({"type": "\0"}, "type", "No school on the register is of this type, spelt so."),
        ({"open": "maybe"}, "open", "Give true or false."),
        ({"q": "x" * 201}, "q", "Give at most 200 characters."),
        ({"limit": "0"}, "limit", "Give a number of at least 1."),
        ({"limit": "101"}, "limit", "Give a number of at most 100."),
        ({"limit": "ten"}, "limit", "Give a whole number."),
        ({"limit": "1.5"}, "limit", "Give a whole number."),
        ({"limit": "9" * 5000}, "limit", "Give a whole number."),
        ({"limit": ["1", "2"]}, "limit", "Give this once."),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(ask, register, given, field, sentence):
    status, answer = ask("/schools", given)
    assert (status, answer["error"]["fields"]) == (422, {field: [sentence]})


def test_all_that_cannot_be_used_is_named_at_once(ask, register):
    assert sorted(ask("/schools", {"limit": "x", "sector": "x", "open": "x"})[1]["error"]["fields"]) == ["limit", "open", "sector"]


def test_a_parameter_that_an_address_does_not_take_is_refused(ask, register):
    for path in ("/schools", "/schools/100001", "/regions", "/cohorts", "/figures", "/openapi.json"):
        status, answer = ask(path, {"regoin": "london"})
        assert (status, list(answer["error"]["fields"])) == (422, ["regoin"])


@pytest.mark.parametrize(
    ("urn", "status"), [("100002", 404), ("0", 422), ("-1", 422), ("abc", 422), ("9" * 30, 422), ("2147483647", 404), ("%00", 422)]
)
def test_a_school_that_is_not_there_is_said_to_be_missing(ask, register, urn, status):
    assert ask(f"/schools/{urn}")[0] == status


def test_regions_come_in_the_official_order(ask, register):
    status, answer = ask("/regions")
    assert (status, answer["next"], answer["source"]) == (200, None, SOURCE)
    assert answer["items"] == [
        {"slug": "north-east", "name": "North East", "in_england": True},
        {"slug": "london", "name": "London", "in_england": True},
    ]


def test_the_sectors_asked_for_are_those_of_the_register():
    assert list(get_args(Sector)) == list(SECTORS)


@pytest.mark.deep
def test_every_school_of_the_invented_country_is_read_once_and_said_to_be_invented(ask, monkeypatch):
    seeding.seed(by=system("tests"))
    monkeypatch.setattr("difference.api.limits.count", lambda request: None)
    read = [urn for page in walk(ask, {"limit": 100}) for urn in page]
    assert read == list(School.objects.order_by("urn").values_list("urn", flat=True))
    source = ask("/regions")[1]["source"]
    assert (source["name"], source["licence"], source["invented"]) == ("Schools invented for the demonstration", None, True)

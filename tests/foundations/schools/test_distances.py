"""Where the first half of a postcode lies, told from the schools that share it; how far a school is from there; and when nobody can say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from difference.foundations.actors import ANYONE
from difference.foundations.schools import distances
from difference.foundations.schools.distances import Area, Distance, Start
from difference.foundations.schools.models import School
from tests.foundations.schools.files import full, imported, row, state_funded

CLOSED = {"EstablishmentStatus (name)": "Closed", "EstablishmentStatus (code)": "2"}


def at(urn, postcode, east, north, **more):
    return row(urn, Postcode=postcode, Easting=str(east), Northing=str(north), **more)


@pytest.fixture
def register(db):
    imported(
        full(
            [
                at(100001, "LS6 1AA", 430_000, 435_000),
                at(100002, "LS6 1AB", 430_000, 437_000, **CLOSED),
                at(100003, "LS6 2AA", 431_000, 435_000),
                at(100004, "LS6 3AA", 0, 0),
                at(100005, "LS61 1AA", 100_000, 100_000),
                at(100006, "LS7 1AA", 430_000, 447_000),
            ]
        )
    )


def test_it_lies_in_the_middle_of_the_open_and_closed_schools_that_share_it(register):
    assert distances.start(ANYONE, "LS6") == Start("LS6", Area("LS6", 430_000, 435_000, 3, 2.0))
    # Too few schools say how far LS7 reaches.
    assert distances.start(ANYONE, "LS7").area == Area("LS7", 430_000, 447_000, 1, None)


def test_a_distance_is_said_with_its_doubt_or_without_one_where_it_cannot_be_told(register):
    far, here, nowhere = (School.objects.get(pk=urn) for urn in (100006, 100001, 100004))
    found = distances.starts(ANYONE, ["LS6", "LS7", "ZZ1", ""])
    assert (found["LS6"].to(far), str(found["LS6"].to(far))) == (
        Distance(12.0, 2.0),
        "About 12 km (7 miles) as the crow flies, give or take 2 km",
    )
    assert str(found["LS7"].to(here)) == "About 12 km (7 miles) as the crow flies"
    assert str(found["LS6"].to(here)) == "Less than 1 km as the crow flies, give or take 2 km"
    assert [str(found[code].to(school)) for code, school in (("ZZ1", far), ("", far), ("LS6", nowhere))] == [
        "Unknown: no school whose place is known has a postcode that begins with ZZ1",
        "Unknown: nobody has said where from",
        "Unknown: the register that is loaded does not say where the school stands",
    ]


def test_a_register_without_coordinates_says_so_and_guesses_nothing(db):
    imported(state_funded([row(100001, Postcode="LS6 1AA"), row(100002, Postcode="LS6 1AB")]))
    assert (
        str(distances.start(ANYONE, "LS6").to(School.objects.get(pk=100002))) == "Unknown: the register of schools that is loaded has no coordinates"
    )


def test_many_codes_are_located_in_one_reading_as_one_is(register, django_assert_num_queries):
    many = [f"LS{number}" for number in range(1, 60)]
    with django_assert_num_queries(1):
        found = distances.starts(ANYONE, many)
    assert {code: one.area for code, one in found.items() if one.area} == {code: distances.start(ANYONE, code).area for code in ("LS6", "LS7")}


def test_the_ground_of_a_map_holds_each_square_with_a_school_once(register):
    assert distances.squares(ANYONE, (420_000, 430_000), (440_000, 440_000), 5000) == [(432_500, 437_500)]


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "kept"), [("ls6 1ab", "LS6"), ("LS61AB", "LS6"), (" sw1a 1aa ", "SW1A"), ("E1", "E1"), ("m1", "M1"), ("ec1a1bb", "EC1A")]
)
def test_a_postcode_is_cut_to_its_first_half(typed, kept):
    assert distances.outward_code(typed) == kept


@pytest.mark.once
@pytest.mark.parametrize("typed", ["", "Leeds", "6LS", "LS6 1", "LS6 1ABC", "LS\x00", "٣", "L٣", "LS6\n1AB;"])
def test_what_is_no_postcode_is_refused(typed):
    with pytest.raises(ValueError, match="neither"):
        distances.outward_code(typed)


@pytest.mark.once
@settings(max_examples=60)
@given(
    st.from_regex(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]?", fullmatch=True),
    st.from_regex(r"[0-9][A-Za-z]{2}", fullmatch=True),
    st.sampled_from(["", " ", "  "]),
)
def test_nothing_of_the_second_half_is_ever_kept(first, second, between):
    assert distances.outward_code(first + between + second) == first.upper()

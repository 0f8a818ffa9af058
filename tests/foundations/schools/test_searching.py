"""Searching the register, alike on both databases."""

from __future__ import annotations

import pytest

from difference.foundations.actors import ANYONE
from difference.foundations.schools import queries
from difference.foundations.schools.words import asked, key, plain
from tests.foundations.schools.files import full, imported, row

SCHOOLS = [
    row(100001, "St Paul’s Academy", Postcode="SE2 9PX"),
    row(100002, "St. Pauls' Unit", Town="Sheffield"),
    row(100003, "Thomas à Becket & Co", **{"GOR (name)": "North East"}),
    row(100004, "Washington", Town="Ash", **{"EstablishmentStatus (name)": "Closed"}),
    row(100005, "Ash Lane School", **{"TypeOfEstablishment (name)": "Community school", "TypeOfEstablishment (code)": "1"}),
    row(100006, "Stanley", **{"LA (code)": "373", "LA (name)": "Sheffield"}),
]


@pytest.fixture
def register(db):
    imported(full(SCHOOLS))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("st paul's", [100001, 100002]),
        ("ST PAULS", [100001, 100002]),
        ("paul’s academy", [100001]),
        ("thomas a becket and co", [100003]),
        ("À BECKET", [100003]),
        ("se29px", [100001]),
        ("SE2 9PX", [100001]),
        ("100004", [100004]),
        ("ash", [100005, 100004]),
        ("sheffield", [100002, 100006]),
        ("hing", []),
        ("%", []),
        ("_", []),
        ("' OR 1=1 --", []),
        ("x" * 5000, []),
        ("\0\ud800", []),
    ],
)
def test_words_find_schools(register, text, found):
    assert [school.urn for school in queries.search(ANYONE, text)] == found


def test_names_stand_in_the_order_of_their_words(register):
    assert [school.name for school in queries.search(ANYONE)] == [
        "Ash Lane School", "St Paul’s Academy", "St. Pauls' Unit", "Stanley", "Thomas à Becket & Co", "Washington",
    ]  # fmt: skip


def test_filters_narrow(register):
    def found(**filters):
        return [school.urn for school in queries.search(ANYONE, **filters)]

    assert found(sector="mainstream") == [100005]
    assert found(region="north-east") == [100003]
    assert 100004 not in found(only_open=True)
    assert found(text="ash", sector="alternative_provision", only_open=True) == []


@pytest.mark.once
def test_words_are_plain():
    assert (plain("St Paul’s à Becket & Co."), key("A-B", "c"), asked(" O'Neill's  Łódź ")) == (
        "st pauls a becket and co",
        " a b c",
        ["oneills", "łodz"],
    )

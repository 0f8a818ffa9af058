"""Which school follows which, from links files and from staff."""

from __future__ import annotations

import pytest

from difference.errors import BadInput, Conflict, NotAllowed, NotFound
from difference.foundations.actors import ANYONE, system
from difference.foundations.audit.models import Event
from difference.foundations.schools import commands, queries
from difference.foundations.schools.models import School, SchoolLink
from tests.foundations.schools.files import ACADEMY, full, imported, links, row, state_funded
from tests.making import make_actor

pytestmark = pytest.mark.django_db

CLOSED = {"EstablishmentStatus (name)": "Closed", "EstablishmentStatus (code)": "2"}


def followed() -> dict[int, int | None]:
    return dict(School.objects.order_by("urn").values_list("urn", "successor_id"))


def link(school: int, successor: int | None, **more):
    more.setdefault("by", system("test"))
    seen = more.pop("seen", School.objects.get(pk=school).successor_id)
    return commands.link_successor(school=school, successor=successor, reason=more.pop("reason", "academy"), seen=seen, **more)


def test_a_closed_unit_is_followed_by_its_academy_whichever_side_says_so():
    schools = full([row(1001, **CLOSED), row(1002, **ACADEMY), row(1003, **CLOSED), row(1004, **ACADEMY)])
    imported(schools, links((1001, 1002, "Successor", "01-09-2020"), (1004, 1003, "Predecessor - amalgamated", "")))
    assert followed() == {1001: 1002, 1002: None, 1003: 1004, 1004: None}


def test_links_wait_for_schools_that_come_later():
    imported(links((1001, 1002, "Successor", "")))
    imported(full([row(1001, **CLOSED), row(1002)]))
    assert followed() == {1001: 1002, 1002: None}


def test_an_open_school_is_not_followed_by_the_one_it_split_into():
    imported(full([row(1001), row(1002)]), links((1001, 1002, "Successor - Split School", "")))
    assert followed() == {1001: None, 1002: None}


def test_a_school_no_longer_listed_is_followed_though_no_row_closed_it():
    imported(state_funded([row(1001), row(1002)]), links((1001, 1002, "Successor", "")))
    imported(state_funded([row(1002)], day="20260609"))
    assert followed() == {1001: 1002, 1002: None}


def test_of_several_successors_the_latest_counts_and_a_draw_counts_for_none():
    schools = [row(1001, **CLOSED), row(1002), row(1003), row(1004, **CLOSED)]
    imported(
        full(schools),
        links(
            (1001, 1002, "Successor", "01-09-2019"),
            (1001, 1003, "Successor", "01-09-2020"),
            (1004, 1002, "Successor", ""),
            (1004, 1003, "Successor", ""),
        ),
    )
    assert followed() == {1001: 1003, 1002: None, 1003: None, 1004: None}


def test_a_proposed_school_follows_nobody_yet():
    imported(full([row(1001, **CLOSED), row(1002, **{"EstablishmentStatus (name)": "Proposed to open"})]), links((1001, 1002, "Successor", "")))
    assert followed() == {1001: None, 1002: None}


def test_a_link_no_longer_given_goes_and_the_same_file_changes_nothing():
    imported(full([row(1001, **CLOSED), row(1002)]), links((1001, 1002, "Successor", "")))
    assert imported(links((1001, 1002, "Successor", ""))).already
    report = imported(links((1002, 1003, "Other", ""), (1002, 1002, "Other", ""), ("x", 1, "Other", ""), day="20260609"))
    assert (report.added, report.removed, [line.line for line in report.unreadable]) == (1, 1, [3, 4])
    assert (followed(), SchoolLink.objects.count()) == ({1001: None, 1002: None}, 1)


def test_the_present_school_is_the_last_of_its_line():
    imported(full([row(1000 + n, **(CLOSED if n < 4 else {})) for n in range(1, 5)]))
    imported(links(*[(1000 + n, 1001 + n, "Successor", "") for n in range(1, 4)]))
    first, last = School.objects.get(pk=1001), School.objects.get(pk=1004)
    assert (queries.present(first).urn, queries.present(last).urn, queries.line_of(first)) == (1004, 1004, [1001, 1002, 1003, 1004])


def test_many_present_schools_take_as_many_queries_as_the_longest_line(django_assert_num_queries):
    imported(
        full([row(1000 + n, **(CLOSED if n < 4 else {})) for n in range(1, 5)]), links(*[(1000 + n, 1001 + n, "Successor", "") for n in range(1, 4)])
    )
    schools = list(School.objects.filter(pk__in=[1001, 1002]))
    with django_assert_num_queries(2):
        assert {urn: school.urn for urn, school in queries.present_of(schools).items()} == {1001: 1004, 1002: 1004}


def test_a_circle_in_the_links_file_ends():
    imported(full([row(1001, **CLOSED), row(1002, **CLOSED)]), links((1001, 1002, "Successor", ""), (1002, 1001, "Successor", "")))
    first = School.objects.get(pk=1001)
    assert (queries.present(first).urn, queries.line_of(first)) == (1001, [1001, 1002])


def test_staff_say_who_followed_and_take_it_back():
    imported(full([row(1001), row(1002), row(1003, **CLOSED)]), links((1003, 1001, "Successor", "")))
    link(1003, 1002)
    assert (followed()[1003], SchoolLink.objects.filter(source="staff").count()) == (1002, 1)
    imported(full([row(1001), row(1002), row(1003, **CLOSED)], day="20260609"))
    assert followed()[1003] == 1002
    link(1003, None)
    assert followed()[1003] == 1001
    events = Event.objects.filter(action="schools.link-successor").order_by("id").values_list("object_id", "fields", "reason")
    assert list(events) == [("1003", ["successor"], "academy")] * 2


def test_a_circle_and_a_school_that_is_not_there_are_refused():
    imported(full([row(1001), row(1002), row(1003)]))
    link(1001, 1002)
    link(1002, 1003)
    for successor, sentence in (
        (1001, "Invented School (1001) is itself followed by Invented School (1003): that would be a circle."),
        (1003, "A school cannot succeed itself."),
        (9999, "There is no school 9999 on the register."),
    ):
        with pytest.raises(BadInput) as caught:
            link(1003, successor)
        assert caught.value.sentence == sentence
    with pytest.raises(NotFound):
        commands.link_successor(by=system("test"), school=9999, successor=1001, reason="academy")
    with pytest.raises(BadInput):
        link(1003, 1001, reason="because")
    assert followed() == {1001: 1002, 1002: 1003, 1003: None}


def test_of_two_people_the_second_sees_what_the_first_did():
    imported(full([row(1001), row(1002), row(1003)]))
    link(1001, 1002)
    with pytest.raises(Conflict) as caught:
        link(1001, 1003, seen=None)
    assert (caught.value.differences, followed()[1001]) == ((("successor", "1003", "1002"),), 1002)


def test_only_who_keeps_the_register_links_schools():
    imported(full([row(1001), row(1002)]))
    with pytest.raises(NotAllowed):
        link(1001, 1002, by=make_actor(("staff", "training")))
    link(1001, 1002, by=make_actor(("staff", "placement")))
    assert queries.school(ANYONE, 1001).successor_id == 1002

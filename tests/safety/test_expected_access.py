"""Who gets in at whose objects: what loaders and policies say is what was agreed, and every route has objects to try it on."""

import pytest

from tests.safety.expecting import differences, pinned, table_of
from tests.safety.judging import IN, MISSING, judged, with_arguments

pytestmark = pytest.mark.django_db

BY_LINK = "whoever holds the link is let in, and nobody's role matters"
# Routes at which there are no two people's objects to be told apart, and why.
ONE_OBJECT_IS_ENOUGH = {
    "people:invitation-link": BY_LINK,
    "people:second-factor-link": BY_LINK,
    "recruitment:reference-link": BY_LINK,
    "people:withdraw-invitation": "an invitation is nobody's own: administrators see them all",
    "schools:one-import": "an import of the register is about nobody",
    "placement:own-table": "what a host lead finds there follows from who they are",
    "placement:years-table": "all cohorts that the reader places, side by side",
    "demo:become": "everybody may be any of the invented people",
}


@pytest.fixture(scope="module")
def verdicts(world):
    return judged(world)


def test_every_route_about_something_has_objects_to_be_tried_on(world):
    lacking = sorted(set(with_arguments()) - set(world.offered))
    assert [f"Contribute an object for {name}: see tests/safety/world/__init__.py" for name in lacking] == []


def test_there_are_objects_of_two_people_wherever_people_differ(world):
    lacking = set()
    for name, offered in world.offered.items():
        nearer = offered.near or any(offered.own(visitor) for visitor in world.people())
        if not (nearer and offered.foreign):
            lacking.add(name)
    assert lacking == set(ONE_OBJECT_IS_ENOUGH)


def test_no_objects_are_contributed_for_routes_that_are_gone(world):
    assert sorted(set(world.offered) - set(with_arguments())) == []


def test_who_gets_in_is_what_was_agreed(world, verdicts):
    assert differences(table_of(world, verdicts), pinned()) == []


def test_what_is_not_there_lets_nobody_in(verdicts):
    declared = {name: its for name, (its, _) in with_arguments().items()}
    wrong = [cell for cell, verdict in verdicts.items() if cell[2] == MISSING and verdict == IN and declared[cell[0]][cell[1]].load]
    assert wrong == []


def test_every_page_lets_somebody_in(verdicts):
    entered = {(route, method) for (route, method, kind, _), verdict in verdicts.items() if verdict == IN and kind != MISSING}
    assert sorted({(route, method) for route, method, _, _ in verdicts} - entered) == []

"""Every route about something, as everybody, by every method, at their own, somebody else's and a missing object, over HTTP.

What must come back is computed from the declaration (`judging`); that the declaration itself is right is what the table says
(`expected_access.toml`, held in the quick tests). Each request is taken back, so that none changes what the next one meets.

To keep it quick: each visitor tries every third route on PostgreSQL and the other two on SQLite, so that each is tried once; a method that a route does not take is answered before anybody's role is looked at, so two visitors try it and not all.
"""

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from tests.safety.judging import IN, METHODS, NOT_FOUND, REFUSED, TO_SIGN_IN, judged, ours, tries, with_arguments
from tests.safety.world.making import MISSING, OWN, SURNAME, undone
from tests.safety.world.visitors import NOBODY, OF_ONE_COHORT

pytestmark = [pytest.mark.deep, pytest.mark.django_db]

ENTERED = {200, 302, 409, 410, 422, 429}
ANSWERS = {IN: ENTERED, NOT_FOUND: {404}, REFUSED: {403}}
ASKED_TO_SIGN_IN = {"GET": {302}, "POST": {401}}
VISITORS = range(28)
APART = 3
TRY_EVERY_METHOD = {NOBODY, "administrator"}


def expected(method, declared, verdict):
    """Which statuses answer to a verdict."""
    if verdict == TO_SIGN_IN:
        return ASKED_TO_SIGN_IN[method]
    by_link = {404, 410} if verdict == IN and not declared.load else set()
    return ANSWERS[verdict] | by_link


def ask(visitor, route, method, arguments, offered):
    """One request, taken back; the status and the body."""
    with time_machine.travel(offered.at, tick=False), visitor.browser(offered.at) as browser, undone():
        offered.arrange(arguments)
        response = browser.generic(method, reverse(route, kwargs=arguments))
        return response.status_code, b"" if response.streaming else response.content


@pytest.fixture(autouse=True)
def _signed_in_anew(world):
    for visitor in world.visitors.values():
        visitor.forget()


@pytest.fixture(scope="module")
def verdicts(world):
    return judged(world)


def methods_to_try(kind, visitor, declared):
    """Both methods, but for what answers alike: a missing object by one, and what a grant of one cohort does not change by none."""
    if kind in {OWN, MISSING} and OF_ONE_COHORT in visitor.name:
        return []
    if kind == MISSING:
        return list(declared)[:1]
    return METHODS if kind != OWN and visitor.name in TRY_EVERY_METHOD else list(declared)


def complaints(world, visitor, verdicts, number):
    """What a visitor meets that they should not meet."""
    every, elsewhere = list(with_arguments().items()), connection.vendor != "postgresql"
    for route, (declared, absent) in [one for place, one in enumerate(every) if (place % APART == number % APART) != elsewhere]:
        for kind, arguments, offered in tries(world, route, absent, visitor):
            for method in methods_to_try(kind, visitor, declared):
                what = (route, method, kind)
                try:
                    status, body = ask(visitor, route, method, arguments, offered)
                except Exception as error:  # noqa: BLE001
                    yield (*what, repr(error)[:300])
                    continue
                its = declared.get(method)
                wanted = expected(method, its, verdicts[(*what, visitor.name)]) if its else {405}
                if status not in wanted:
                    yield (*what, status, wanted)
                if status in {403, 404} and SURNAME.lower().encode() in body.lower():
                    yield (*what, "names somebody", status)


@pytest.mark.parametrize("number", VISITORS)
def test_everybody_meets_what_is_declared_at_every_object(world, verdicts, number):
    visitor = list(world.visitors.values())[number]
    assert "\n".join(f"{visitor.name}: {one}" for one in complaints(world, visitor, verdicts, number)) == ""


def test_every_visitor_is_one_of_those_tried(world):
    assert len(world.visitors) == len(VISITORS)


def test_a_referees_link_opens_their_own_reference_and_no_other(world):
    offered = world.offered["recruitment:give-reference"]
    met = {
        name: [ask(visitor, "recruitment:give-reference", "GET", arguments, offered)[0] for arguments in (offered.near, offered.foreign)]
        for name, visitor in world.visitors.items()
    }
    assert met == {name: [200, 404] if name == "referee" else [404, 404] for name in world.visitors}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_everywhere(method, sign_in):
    client = sign_in("administrator", ("staff", "recruitment"), "data_protection_officer")
    assert [name for name, _, arguments in ours() if client.generic(method, reverse(name, kwargs=arguments)).status_code not in {403, 404, 405}] == []

"""Which schools a role reaches: those of the grant as they stand today, and all that came before them."""

import pytest

from difference.foundations.actors import Actor, Held
from difference.foundations.schools import reach
from tests.programme.placement.market import make_school

pytestmark = pytest.mark.django_db


def holding(*words, role="vacancy_school"):
    return Actor(kind="person", grants=tuple(Held(role, scope="organisation", scope_id=word) for word in words))


def test_a_grant_at_a_school_that_closed_reaches_the_one_that_followed_and_all_before_it():
    new = make_school("New Academy")
    old = make_school("Old School", is_open=False, successor=new)
    older = make_school("Oldest School", is_open=False, successor=old)
    for urn in (new.urn, old.urn, older.urn):
        actor = holding(str(urn))
        assert [school.name for school in reach.present(actor, "vacancy_school")] == ["New Academy"]
        assert reach.reached(actor, "vacancy_school") == {new.urn, old.urn, older.urn}


def test_another_role_and_words_that_are_no_numbers_reach_nothing():
    school = make_school("A School")
    assert reach.reached(holding(str(school.urn), role="host_lead"), "vacancy_school") == frozenset()
    assert reach.reached(holding("", "x", "²", "9" * 30, "-1"), "vacancy_school") == frozenset()

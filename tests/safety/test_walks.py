"""A hundred random walks through each lifecycle, with every command and every kind of mischief: no illegal state is reached."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from difference.errors import NotNow
from difference.foundations.lifecycles.registry import every
from difference.foundations.rights.models import Request
from tests.safety.walks.providers import PROVIDERS
from tests.safety.walks.request import NOW, Requests
from tests.safety.walks.walking import Step, Walk

WALKS = 100
# The walks are the same on either database; the second one takes every tenth.
APART = {"sqlite": 1, "postgresql": 10}


@pytest.mark.once
def test_every_lifecycle_has_its_walks():
    assert [lifecycle.noun for lifecycle in every() if lifecycle.noun not in PROVIDERS] == []


def by_stealth(actor, thing, reason):
    Request.objects.filter(pk=thing.pk).update(state="preparing", revision=thing.revision)


def half_done(actor, thing, reason):
    Request.objects.filter(pk=thing.pk).update(words="Half", revision=thing.revision + 1)
    raise NotNow("No.")


@pytest.mark.django_db
@pytest.mark.parametrize(("do", "seen"), [(by_stealth, "where no move on record leads"), (half_done, "refused, and yet changed")])
def test_a_walk_notices_what_must_not_be(do, seen):
    provider = Requests()
    provider.steps = {"mischief": Step(do, [provider.asker], [NOW])}
    assert any(seen in each for each in Walk(provider, 1).go().wrong)


@pytest.mark.deep
@pytest.mark.django_db
@pytest.mark.parametrize("noun", PROVIDERS)
def test_no_walk_comes_to_an_illegal_state_and_together_they_make_every_move(noun):
    provider = PROVIDERS[noun]()
    made, wrong, refused = set(provider.made_before), [], 0
    for seed in range(0, WALKS, APART[connection.vendor]):
        with transaction.atomic():
            walk = Walk(provider, seed).go()
            transaction.set_rollback(True)
        made |= walk.made
        wrong += walk.wrong
        refused += walk.refused
    assert wrong == []
    if APART[connection.vendor] == 1:
        assert (made, refused > WALKS) == (set(provider.table.moves) - provider.nothing_makes, True)

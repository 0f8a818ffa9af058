"""Several people move the same thing at the same moment, each seeing it as it was: one of them does, the others are told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connection

from difference.errors import DifferenceError
from tests.safety.walks.providers import PROVIDERS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.deep]
ROUNDS = 4


def at_once(attempts):
    """Which of these, all started together, were not refused."""
    start = Barrier(len(attempts))

    def one(name, attempt):
        start.wait()
        try:
            attempt()
        except DifferenceError:
            return None
        finally:
            connection.close()
        return name

    with ThreadPoolExecutor(len(attempts)) as pool:
        return [name for name in pool.map(one, *zip(*attempts, strict=True)) if name]


def onward(provider, thing):
    """The moves that lead on from here with one command, those after which something is left to do first, and the first one twice."""
    table = provider.table
    names = [name for name in table.from_here(thing.state) if name in provider.steps and not provider.steps[name].several]
    ordered = sorted(names, key=lambda name: not table.from_here(table.moves[name][1]))
    if ordered[:1] and ordered[0] in getattr(provider, "answers", ()):
        return ordered[:1] * 2
    return [*ordered[:1], *ordered][:4]


# Work handed in twice is taken twice: `tests/programme/training/test_at_once.py` looks at that, and at marks, moderation and boards. Commands
# of an introduction go by how it stands then, so that several may follow on each other: see `tests/programme/careers/test_at_once.py`.
@pytest.mark.parametrize("noun", [noun for noun in PROVIDERS if noun not in {"Module result", "Introduction"}])
def test_of_several_who_move_the_same_thing_at_once_one_does(noun):
    provider = PROVIDERS[noun]()
    for number in range(ROUNDS):
        present = provider.load()
        names = onward(provider, present)
        if not names:
            assert number
            return
        steps = [provider.steps[name] for name in names]
        people = [step.who[number % len(step.who)] for step in steps]
        copies = [provider.load() for _ in names]
        doing = zip(names, steps, people, copies, strict=True)
        attempts = [(name, lambda step=step, who=who, copy=copy: step.do(who, copy, step.reasons[0])) for name, step, who, copy in doing]
        with time_machine.travel(steps[0].when[0], tick=False):
            done = at_once(attempts)
            if not done:
                # Something has to be done first, which nobody has: alone, they are told the same.
                with pytest.raises(DifferenceError):
                    steps[0].do(people[0], provider.load(), steps[0].reasons[0])
                assert number
                return
        after = provider.load()
        told = present.state, names, done, after.state
        assert (len(done), after.revision) == (1, present.revision + 1), told

"""Walks of a concern, whose table is its own: leads who take it, take it over from each other, and close it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.foundations.actors import ANYONE, Actor, system
from difference.foundations.concerns import commands, rules, states
from difference.foundations.concerns.models import Concern
from tests.making import make_actor
from tests.safety.walks.walking import Step, Table

NOW, LATE = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC), dt.datetime(2026, 12, 4, 10, tzinfo=dt.UTC)
LEAD = ("staff", "safer_recruitment")
ACTIONS = {("new", "taken"): "concerns.take", ("taken", "taken"): "concerns.take", ("taken", "closed"): "concerns.close"}
NAMES = {("new", "taken"): "take", ("taken", "taken"): "take over", ("taken", "closed"): "close"}


def _moves() -> dict[str, tuple[tuple[str, ...], str, str]]:
    pairs = [(state.name, target) for state in states.CONCERN.values() for target in state.moves]
    return {NAMES[pair]: ((pair[0],), pair[1], ACTIONS[pair]) for pair in pairs}


class Concerns:
    """One concern that somebody raised without signing in."""

    table = Table("Concern", frozenset(states.CONCERN), _moves())
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (dt.datetime(2026, 9, 1, tzinfo=dt.UTC), NOW, LATE, dt.datetime(2028, 1, 1, tzinfo=dt.UTC))

    def __init__(self) -> None:
        self.leads, machine = (make_actor(LEAD), make_actor(LEAD)), system("walks")
        self.pk = commands.raise_concern(by=ANYONE, token="t" * 32, about="child", text="He was hurt.").pk
        officer = make_actor("data_protection_officer")
        self.everybody = (*self.leads, machine, officer, make_actor(("staff", "recruitment")), ANYONE)
        takes = Step(self._take, self.leads, [NOW])
        self.steps = {
            "take": takes,
            "take over": takes,
            "close": Step(self._close, self.leads, [LATE], [*rules.outcomes(LATE.date())]),
            "remind": Step(lambda by, thing, reason: commands.remind(by=by, concern=thing), [machine], [LATE]),
            "note": Step(lambda by, thing, reason: commands.add_note(by=by, concern=thing, text=reason), self.leads, [NOW], ["I rang."]),
        }

    def load(self) -> Concern:
        """As a lead loads it."""
        return Concern.objects.get(pk=self.pk)

    def _take(self, by: Actor, thing: Any, reason: str) -> object:
        return commands.take(by=by, concern=thing, revision=thing.revision, no_conflict=reason != "nonsense")

    def _close(self, by: Actor, thing: Any, reason: str) -> object:
        return commands.close(by=by, concern=thing, revision=thing.revision, outcome=reason)

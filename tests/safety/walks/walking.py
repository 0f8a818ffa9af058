"""One walk: up to 25 attempts at a thing's moves, each of which must be a move of its table, whole and on record, or a refusal that changes nothing."""

from __future__ import annotations

import copy
import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import time_machine

from difference.errors import DifferenceError
from difference.foundations.actors import Actor
from difference.foundations.audit.models import Event
from difference.foundations.lifecycles.table import Lifecycle

LENGTH = 25
# How often the next attempt is one that leads on, and how often each part of it is as it ought to be.
LEADS_ON, AS_IT_OUGHT = 0.6, 0.88


@dataclass(frozen=True)
class Step:
    """A way to try one thing. `at_most` is how many moves it makes in one go; `several` says that it is more than one command."""

    do: Callable[[Actor, Any, str], object]
    who: Sequence[Actor]
    when: Sequence[dt.datetime]
    reasons: Sequence[str] = ("",)
    at_most: int = 1
    several: bool = False


@dataclass(frozen=True)
class Table:
    """What a walk needs of a lifecycle: its states, and each move's sources, target and action."""

    noun: str
    states: frozenset[str]
    moves: Mapping[str, tuple[tuple[str, ...], str, str]]

    @classmethod
    def of(cls, lifecycle: Lifecycle) -> Table:
        """The same table, as it is registered."""
        moves = {move.name: (move.sources, move.target, move.action) for move in lifecycle.moves}
        return cls(lifecycle.noun, frozenset(lifecycle.names), moves)

    def from_here(self, state: str) -> list[str]:
        """The moves that lead on."""
        return [name for name, (sources, _, _) in self.moves.items() if state in sources]

    def ways(self, start: str, end: str, longest: int) -> Iterator[list[str]]:
        """Every way from one state to another in at most so many moves, the shortest first."""
        ways: list[tuple[str, list[str]]] = [(start, [])]
        for _ in range(longest):
            ways = [(self.moves[name][1], [*way, name]) for state, way in ways for name in self.from_here(state)]
            yield from (way for state, way in ways if state == end)


class Provider(Protocol):
    """Makes a thing with a lifecycle, and knows how each move is tried."""

    table: Table
    steps: Mapping[str, Step]
    everybody: Sequence[Actor]
    moments: Sequence[dt.datetime]
    made_before: frozenset[str]
    nothing_makes: frozenset[str]

    def load(self) -> Any:
        """The thing as its page loads it."""


@dataclass
class Walk:
    """A walk from a seed; `made` are the moves that it made, `wrong` what must not be."""

    provider: Provider
    seed: int
    made: set[str] = field(default_factory=set)
    refused: int = 0
    wrong: list[str] = field(default_factory=list)

    def go(self) -> Walk:
        """Walk."""
        self._chance = random.Random(f"{self.provider.table.noun} {self.seed}")
        self._copies = [self.provider.load()]
        for number in range(1, LENGTH + 1):
            self._attempt(number)
        return self

    def _choose(self, proper: Sequence[Any], anything: Sequence[Any]) -> Any:
        return self._chance.choice(proper if self._chance.random() < AS_IT_OUGHT else anything)

    def _step(self, state: str) -> str:
        onward = [name for name in self.provider.table.from_here(state) if name in self.provider.steps]
        if onward and self._chance.random() < LEADS_ON:
            return self._chance.choices(onward, [self._weight(name) for name in onward])[0]
        return self._chance.choice(list(self.provider.steps))

    def _weight(self, name: str) -> int:
        """What ends a walk is tried less often than what leads on."""
        return 3 if self.provider.table.from_here(self.provider.table.moves[name][1]) else 1

    def _reasons(self) -> list[str]:
        return ["", "nonsense", *(reason for step in self.provider.steps.values() for reason in step.reasons)]

    def _attempt(self, number: int) -> None:
        present = self.provider.load()
        self._copies.append(copy.copy(present))
        name = self._step(present.state)
        step = self.provider.steps[name]
        actor, when = self._choose(step.who, self.provider.everybody), self._choose(step.when, self.provider.moments)
        reason, thing = self._choose(step.reasons, self._reasons()), self._choose([present], self._copies)
        before, known = _row(present), _last_event()
        try:
            with time_machine.travel(when, tick=False):
                step.do(actor, copy.copy(thing), reason)
        except DifferenceError:
            self.refused += 1
            refused = True
        else:
            refused = False
        told = f"seed {self.seed}, attempt {number}, {name} ({actor.label or actor.kind}, {when:%Y-%m-%d}, “{reason}”) from {before['state']}"
        self.wrong += [f"{told}: {what}" for what in self._judge(step, present, before, known, refused=refused)]

    def _judge(self, step: Step, thing: Any, before: dict[str, Any], known: int, *, refused: bool) -> Iterator[str]:
        after = _row(thing)
        events = _events_on(thing, known)
        if refused:
            if after != before:
                yield f"refused, and yet changed: {_changed(before, after)}"
            if events and not step.several:
                yield f"refused, and yet on record: {events}"
            return
        if after != before and not events:
            yield f"changed without a word in the audit: {_changed(before, after)}"
        if after["state"] != before["state"]:
            yield from self._judge_move(step, before, after, events)
        self.made.update(self._standing_still(before, after, events))

    def _judge_move(self, step: Step, before: dict[str, Any], after: dict[str, Any], events: list[str]) -> Iterator[str]:
        if after["state"] not in self.provider.table.states:
            yield f"came to the unknown state {after['state']}"
        ways = list(self.provider.table.ways(before["state"], after["state"], step.at_most))
        way = next((way for way in ways if set(self._actions(way)) <= set(events)), None)
        if way is None:
            yield f"came to {after['state']}, where no move on record leads: {ways}, {events}"
            return
        self.made.update(way)
        if after["revision"] < before["revision"] + len(way):
            yield f"the revision went from {before['revision']} to {after['revision']} in {len(way)} moves"

    def _actions(self, way: Sequence[str]) -> list[str]:
        return [self.provider.table.moves[name][2] for name in way]

    def _standing_still(self, before: dict[str, Any], after: dict[str, Any], events: list[str]) -> set[str]:
        """Moves from a state to itself, such as asking a referee again."""
        if before["state"] != after["state"] or before["revision"] == after["revision"]:
            return set()
        here = self.provider.table.from_here(before["state"])
        return {name for name in here if self.provider.table.moves[name][1] == before["state"] and self.provider.table.moves[name][2] in events}


def _row(thing: Any) -> dict[str, Any]:
    return dict(type(thing)._base_manager.filter(pk=thing.pk).values().get())


def _changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [name for name in after if before[name] != after[name]]


def _last_event() -> int:
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


def _events_on(thing: Any, after: int) -> list[str]:
    found = Event.objects.filter(id__gt=after, object_type=thing._meta.label_lower, object_id=str(thing.pk))
    return list(found.order_by("id").values_list("action", flat=True))

"""The table of a lifecycle: states with their three names and facts, and the moves between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# A guard looks at the loaded object and says why the move is not possible, or nothing.
Guard = Callable[[Any], str]


def _no_objection(thing: Any) -> str:
    return ""


@dataclass(frozen=True)
class State:
    """One state: its names inside, to the person and to a partner, and its facts.

    `running`: still in the running; `terminal`: nothing leads on; `shown_to`: who may see that the thing is there at all.
    """

    name: str
    to_person: str
    to_partner: str = ""
    editable: bool = False
    terminal: bool = False
    running: bool = True
    shown_to: frozenset[str] = frozenset({"person", "staff"})

    @property
    def words(self) -> str:
        """The name as staff read it."""
        return self.name.replace("_", " ")


@dataclass(frozen=True)
class Move:
    """One allowed move. `action` is what the policy is asked; `reasons` maps codes to words where a reason is needed."""

    name: str
    sources: tuple[str, ...]
    target: str
    action: str
    guard: Guard = _no_objection
    reasons: Mapping[str, str] = field(default_factory=dict)


class BadTable(ValueError):
    """A lifecycle's table contradicts itself: a mistake of ours, found when the program starts."""


@dataclass(frozen=True)
class Lifecycle:
    """A noun's whole table. The first state is the one that things begin in."""

    noun: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise BadTable(f"{self.noun}: {' '.join(problems)}")

    @property
    def initial(self) -> str:
        """The state that things begin in."""
        return self.states[0].name

    @property
    def names(self) -> list[str]:
        """The names of all states, in order."""
        return [state.name for state in self.states]

    def state(self, name: str) -> State:
        """The state called `name`."""
        return next(state for state in self.states if state.name == name)

    def move(self, name: str) -> Move:
        """The move called `name`."""
        return next(move for move in self.moves if move.name == name)

    def moves_from(self, state: str) -> list[Move]:
        """The moves that lead from a state."""
        return [move for move in self.moves if state in move.sources]

    def having(self, **facts: bool) -> list[str]:
        """The names of states whose facts are these, as in `having(running=True)`."""
        return [state.name for state in self.states if all(getattr(state, fact) is value for fact, value in facts.items())]


def _problems(table: Lifecycle) -> Iterable[str]:
    names = [state.name for state in table.states]
    moves = [move.name for move in table.moves]
    if len(set(names)) < len(names) or len(set(moves)) < len(moves):
        yield "A state or a move stands twice."
    for move in table.moves:
        unknown = {*move.sources, move.target} - set(names)
        if unknown:
            yield f"The move {move.name} names unknown states: {', '.join(sorted(unknown))}."
    for state in table.states:
        leads_on = any(state.name in move.sources for move in table.moves)
        if state.terminal and leads_on:
            yield f"{state.name} is said to be the end, but moves lead on from it."
        if not state.terminal and not leads_on:
            yield f"Nothing leads on from {state.name}, and it is not said to be the end."
    unreached = set(names[1:]) - _reached(table)
    if unreached:
        yield f"No way leads to {', '.join(sorted(unreached))}."


def _reached(table: Lifecycle) -> set[str]:
    reached = {table.states[0].name}
    while True:
        more = {move.target for move in table.moves if reached & set(move.sources)} - reached
        if not more:
            return reached
        reached |= more

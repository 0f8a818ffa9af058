"""What we hold about a person, as “my record” shows it: each application registers its part when it starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from difference.foundations.access.actions import find
from difference.foundations.access.sentences import who
from difference.foundations.people.models import Person

# How policies that let in nobody but the person concerned read.
OWN = ("the person themself", "the candidate")


@dataclass(frozen=True)
class Holding:
    """One part of the record: its rows, and the action by which others could see it."""

    title: str
    rows: Sequence[tuple[str, str]]
    seen_by: str

    @property
    def who_can_see(self) -> str:
        """In words, from the policy itself."""
        words = who(find(self.seen_by))
        return "nobody else" if words in OWN else words


_sources: list[Callable[[Person], Sequence[Holding]]] = []


def register(source: Callable[[Person], Sequence[Holding]]) -> None:
    """Add a source of holdings."""
    _sources.append(source)


def about(person: Person) -> list[Holding]:
    """Everything registered that we hold about one person."""
    return [holding for source in _sources for holding in source(person)]

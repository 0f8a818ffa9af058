"""The points at which an act can die: before and after each statement and each commit of its connection."""

from __future__ import annotations

import itertools
import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

COMMIT = "COMMIT"
BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Point:
    """One place to die: before or after the statement of this number, counted from 1."""

    side: str
    number: int

    def __str__(self) -> str:
        return f"{self.side} statement {self.number}"

    def commits(self, statements: list[str]) -> int:
        """How many of an act's transactions are over when it dies here."""
        return statements[: self.number - (self.side == BEFORE)].count(COMMIT)


def points(statements: list[str]) -> Iterator[Point]:
    """Every place to die in an act that sends these statements: before each, and after each commit and the last.

    To the database, dying after a statement within a transaction is dying before the next.
    """
    for number, side in itertools.product(range(1, len(statements) + 1), (BEFORE, AFTER)):
        if side == BEFORE or statements[number - 1] == COMMIT or number == len(statements):
            yield Point(side, number)


@dataclass
class Watch:
    """Sees everything that a connection sends, and kills this very process at one point."""

    die: Point | None = None
    statements: list[str] = field(default_factory=list)

    def install(self, connection: Any) -> None:
        """Watch a connection for the rest of the process's life."""
        commit = connection._commit
        connection.execute_wrappers.append(self)
        connection._commit = lambda: self._around(COMMIT, commit)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        return self._around(" ".join(str(sql).split())[:90], lambda: execute(sql, params, many, context))

    def _around(self, statement: str, send: Callable[[], Any]) -> Any:
        self.statements.append(statement)
        self._perhaps_die(BEFORE)
        result = send()
        self._perhaps_die(AFTER)
        return result

    def _perhaps_die(self, side: str) -> None:
        if self.die == Point(side, len(self.statements)):
            os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def same_chance() -> Iterator[None]:
    """Within this, identifiers and tokens come out the same each time, so that two doings of one act can be compared row by row."""
    drawn = random.Random(20261123)
    kept, kept_in_random = os.urandom, random._urandom  # type: ignore[attr-defined]
    os.urandom = random._urandom = drawn.randbytes  # type: ignore[attr-defined]
    try:
        yield
    finally:
        os.urandom, random._urandom = kept, kept_in_random  # type: ignore[attr-defined]

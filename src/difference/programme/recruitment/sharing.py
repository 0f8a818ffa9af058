"""Sharing applications out among assessors: by lot, evenly, and to nobody who must not have one. No database.

Each application goes first to whoever has least; then shares are evened out along chains of exchanges until no chain
makes them more even, which is optimal (Harvey, Ladner, Lovász and Tamir 2006, “Semi-matchings for bipartite graphs and
load balancing”, Journal of Algorithms 59). The same input and seed give the same shares.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Shares:
    """Who is given what, by application; and for how many readers of an application nobody was left."""

    given: Mapping[UUID, tuple[UUID, ...]]
    short: Mapping[UUID, int]


class _Table:
    """The shares while they are being dealt."""

    def __init__(self, assessors: list[UUID], barred: Collection[tuple[UUID, UUID]], load: Mapping[UUID, int]) -> None:
        self.assessors = assessors
        self.barred = barred
        self.load = {one: load.get(one, 0) for one in assessors}
        self.held: dict[UUID, list[UUID]] = {one: [] for one in assessors}

    def may_have(self, assessor: UUID, application: UUID) -> bool:
        return (application, assessor) not in self.barred and application not in self.held[assessor]

    def give(self, assessor: UUID, application: UUID) -> None:
        self.held[assessor].append(application)
        self.load[assessor] += 1

    def take(self, assessor: UUID, application: UUID) -> None:
        self.held[assessor].remove(application)
        self.load[assessor] -= 1

    def chain(self, start: UUID) -> list[tuple[UUID, UUID, UUID]]:
        """Exchanges (from, application, to) that lead from `start` to somebody with at least two fewer, or none."""
        came: dict[UUID, tuple[UUID, UUID] | None] = {start: None}
        queue = deque([start])
        while queue:
            at = queue.popleft()
            if self.load[at] <= self.load[start] - 2:
                return self._back(at, came)
            for application in self.held[at]:
                for other in self.assessors:
                    if other not in came and self.may_have(other, application):
                        came[other] = (at, application)
                        queue.append(other)
        return []

    @staticmethod
    def _back(end: UUID, came: Mapping[UUID, tuple[UUID, UUID] | None]) -> list[tuple[UUID, UUID, UUID]]:
        steps, at = [], end
        while (before := came[at]) is not None:
            steps.append((before[0], before[1], at))
            at = before[0]
        return steps


def share(
    wanted: Mapping[UUID, int],
    assessors: Collection[UUID],
    *,
    barred: Collection[tuple[UUID, UUID]] = frozenset(),
    load: Mapping[UUID, int] | None = None,
    seed: int,
) -> Shares:
    """Give each application to as many assessors as `wanted` says. `barred` are (application, assessor) that must not be.

    `load` is what each assessor has already, which counts towards evenness and is left where it is.
    """
    lots = random.Random(seed)  # noqa: S311 - drawing lots that can be drawn again
    applications, people = sorted(wanted, key=str), sorted(assessors, key=str)
    lots.shuffle(applications)
    lots.shuffle(people)
    table = _Table(people, barred if isinstance(barred, set | frozenset) else set(barred), load or {})
    # Whoever few may read goes first.
    for application in sorted(applications, key=lambda one: sum(table.may_have(person, one) for person in people)):
        free = [person for person in people if table.may_have(person, application)]
        for person in sorted(free, key=table.load.__getitem__)[: wanted[application]]:
            table.give(person, application)
    _even_out(table)
    given = {application: tuple(person for person in people if application in table.held[person]) for application in applications}
    short = {
        application: wanted[application] - len(given[application]) for application in applications if len(given[application]) < wanted[application]
    }
    return Shares(given, short)


def _even_out(table: _Table) -> None:
    while True:
        for start in sorted(table.assessors, key=table.load.__getitem__, reverse=True):
            steps = table.chain(start)
            if steps:
                break
        else:
            return
        for giver, application, taker in steps:
            table.take(giver, application)
            table.give(taker, application)

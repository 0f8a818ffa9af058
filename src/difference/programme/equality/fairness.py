"""How a matching went for whom, as far as it may be told: counts by group, each released beside everything told before. No database.

Three tables a question, from the coarsest on: who took part; who of them was placed; who got their first choice. Each goes through
`methods.disclosure.release` beside the others of its question and the counts of everybody who answered it, against somebody who knows
every total as if it were published: other questions tell of totals. In the end everything is attacked together, and a table from
which a number can be worked out all the same is not told.

A mean of ranks is told only where as many as may be told got their first choice and as many did not: of a mean near 1 one could
otherwise work out how few did not.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from difference.errors import BadInput
from difference.methods.disclosure import Cell, Dimension, Mean, Population, Published, Table, attack, release
from difference.methods.disclosure.figures import mean_rule
from difference.methods.disclosure.rules import current
from difference.methods.disclosure.tables import TOTALS

PLACED, NOT_PLACED = "Placed", "Without a post"
FIRST, ANOTHER = "Their first choice", "Another post"
TOOK_PART, BESIDE, SILENT = "took part", "answered and did not take part", "took part without answering"
PART, SEATED, WANTED = "took part", "placed", "first choice"
# The tables of a question with their second dimension; that placed gathers two outcomes is told to the attack.
TABLES: Mapping[str, Dimension | None] = {
    PART: None,
    SEATED: Dimension("outcome", (PLACED, NOT_PLACED)),
    WANTED: Dimension("outcome", (FIRST, ANOTHER, NOT_PLACED), groups={PLACED: (FIRST, ANOTHER)}),
}


@dataclass(frozen=True)
class Line:
    """One group: how many took part, were placed, got their first choice, and their mean rank; None where it is too few to tell."""

    group: str
    took_part: int | None
    placed: int | None
    first: int | None
    mean: float | None


@dataclass(frozen=True)
class Asked:
    """One question: its key, its groups in order, the group of everybody who took part and answered, and what was told before of its answers."""

    key: str
    groups: tuple[str, ...]
    answered: Sequence[tuple[str, int | None]]
    unanswered: str
    told: Published | None = None

    def outcomes(self, silent: Sequence[int | None]) -> Sequence[tuple[str, int | None]]:
        """The group and the rank, or None, of everybody who took part; whoever answered nothing at all stands with those who left it open."""
        return [*self.answered, *((self.unanswered, rank) for rank in silent)]


def tell(asked: Sequence[Asked], silent: Sequence[int | None], answered: int) -> dict[str, list[Line]]:
    """What may be told, by question. `silent`: the ranks of those who took part and answered nothing; `answered`: how many did answer."""
    took_part = len(asked[0].answered) if asked else 0
    before = _without_nobody({TOOK_PART: took_part, BESIDE: answered - took_part})
    people = _without_nobody({TOOK_PART: took_part, SILENT: len(silent)})
    told = [replace(one.told, people=before) for one in asked if one.told]
    found = {one.key: _released(one, silent, people, [each for each in told if each.name == one.key]) for one in asked}
    try:
        while violated := _given_away(told, found):
            for key, name in violated:
                found[key].pop(name, None)
    except BadInput:
        # The answers no longer fit what was told of them: nothing more is told.
        found = {one.key: {} for one in asked}
    return {one.key: _lines(one, one.outcomes(silent), found[one.key]) for one in asked}


def _released(one: Asked, silent: Sequence[int | None], people: Population, told: Sequence[Published]) -> dict[str, Published]:
    """The tables of one question that may leave, each beside those before it."""
    found: dict[str, Published] = {}
    for name, dimension in TABLES.items():
        table = _table(f"{one.key}: {name}", one, one.outcomes(silent), dimension, people)
        try:
            published = release(table, earlier=[*told, *found.values()]).published
        except BadInput:
            continue
        # What shows nothing is not told at all, and so gives nothing away.
        if any(cell.count is not None for cell in published.cells.values()):
            found[name] = published
    return found


def _given_away(told: Sequence[Published], found: Mapping[str, Mapping[str, Published]]) -> set[tuple[str, str]]:
    """The tables, by question and name, that give a number away once everything is put together; of a question’s several the finest."""
    every = [table for tables in found.values() for table in tables.values()]
    if not every:
        return set()
    violated = {finding.table for finding in attack([*told, *every], thorough=False).violations}
    finest = [(key, list(tables)[-1]) for key, tables in found.items() if tables]
    hit = {(key, name) for key, name in finest if violated & {table.name for table in found[key].values()}}
    # What was told before cannot be taken back: if a number of it is known now, the finest tables go, one after the other.
    return hit or (set(finest) if violated else set())


def _without_nobody(parts: Mapping[str, int]) -> Population:
    return Population({part: size for part, size in parts.items() if size})


def _outcome(rank: int | None, dimension: Dimension) -> str:
    if rank is None:
        return NOT_PLACED
    if PLACED in dimension.categories:
        return PLACED
    return FIRST if rank == 1 else ANOTHER


def _table(name: str, one: Asked, outcomes: Sequence[tuple[str, int | None]], dimension: Dimension | None, people: Population) -> Table:
    keys = [(group, *((_outcome(rank, dimension),) if dimension else ())) for group, rank in outcomes]
    dimensions = (Dimension(one.key, one.groups), *((dimension,) if dimension else ()))
    every: list[tuple[str, ...]] = [
        (group, *more) for group in one.groups for more in ([(each,) for each in dimension.categories] if dimension else [()])
    ]
    return Table(name, dimensions, {key: Cell(keys.count(key)) for key in every}, people, outsiders_know=TOTALS)


def _lines(one: Asked, outcomes: Sequence[tuple[str, int | None]], found: Mapping[str, Published]) -> list[Line]:
    def count(name: str, *key: str) -> int | None:
        return found[name].cells[key].count if name in found else None

    lines = []
    for group in one.groups:
        first, another = count(WANTED, group, FIRST), count(WANTED, group, ANOTHER)
        ranks = [rank for other, rank in outcomes if other == group and rank is not None]
        mean = None if first is None or another is None else _mean(ranks)
        lines.append(Line(group, count(PART, group), count(SEATED, group, PLACED), first, mean))
    return lines


def _mean(ranks: Sequence[int]) -> float | None:
    made = Mean.of([float(rank) for rank in ranks])
    return None if mean_rule(len(ranks), made, current()) else round(statistics.fmean(ranks), 1)


def as_document(told: Mapping[str, Sequence[Line]]) -> dict[str, Any]:
    """As it is stored: what may be told, and nothing else."""
    return {key: [[line.group, line.took_part, line.placed, line.first, line.mean] for line in lines] for key, lines in told.items()}


def from_document(document: Mapping[str, Any]) -> dict[str, list[Line]]:
    """The same, read again."""
    return {key: [Line(*row) for row in rows] for key, rows in document.items()}

"""Counts of people that may leave: the answers of one population to several questions, released by `methods.disclosure`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from difference.methods.disclosure import Cell, Dimension, Population, Published, Table, release

# A question's name with its answers, each with how many people gave it.
Counted = tuple[str, tuple[tuple[str, int], ...]]


def released(population: str, counts: Mapping[str, Mapping[str, int]]) -> list[Published]:
    """What may be shown of every question: each is released beside those before it, because the same people answered them all.

    Every question counts everybody of the population once. Raises BadInput where they do not, and for a count below zero.
    """
    return list(_released(population, tuple((name, tuple(answers.items())) for name, answers in counts.items())))


# The attack takes seconds, and the counts of a cohort do not change once it is closed.
@lru_cache(maxsize=32)
def _released(population: str, counts: tuple[Counted, ...]) -> tuple[Published, ...]:
    earlier: list[Published] = []
    for name, answers in counts:
        people = Population({population: sum(count for _, count in answers)})
        dimension = Dimension(name, tuple(words for words, _ in answers))
        table = Table(name, (dimension,), {(words,): Cell(count) for words, count in answers}, people)
        earlier.append(release(table, earlier=earlier).published)
    return tuple(earlier)

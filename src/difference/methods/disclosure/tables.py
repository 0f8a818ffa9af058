"""A table of counts of distinct people: its dimensions, its cells, who the people are; checked when it is made."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from difference.methods.problems import Problems

Key = tuple[str, ...]
# In the place of a category None means all of them, and a group's name those of the group.
Margin = tuple[str | None, ...]
LARGEST_TABLE = 20_000
# How many people there are in all, as if it were published; that number exactly; every total as if it were published.
WHOLE, EXACT_WHOLE, TOTALS = OUTSIDERS_KNOW = ("whole", "exact-whole", "totals")


@dataclass(frozen=True)
class Dimension:
    """One dimension. `groups` gathers categories (authorities into regions): name of the group to its categories."""

    name: str
    categories: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def members(self, place: str | None) -> tuple[str, ...]:
        """The categories that a place of a margin gathers."""
        return self.categories if place is None else self.groups.get(place, (place,))


@dataclass(frozen=True)
class Population:
    """Who the people of a table are: parts that share nobody, each with its size. Tables that share a part share its people.

    Two tables about the same people have the same parts. Those who joined later are a part of their own, which the later table has on top.
    """

    parts: Mapping[str, int]

    @property
    def size(self) -> int:
        """How many people."""
        return sum(self.parts.values())


@dataclass(frozen=True)
class Mean:
    """What a mean is made of: the sum of all values, and of their sizes (signs dropped) the sum, the largest and the second."""

    total: float
    absolute: float
    largest: float
    second: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Mean:
        """The mean of one value a person."""
        sizes = sorted((abs(value) for value in values), reverse=True)
        return cls(math.fsum(values), math.fsum(sizes), *[*sizes, 0.0, 0.0][:2])


@dataclass(frozen=True)
class Cell:
    """One cell: distinct people; of them those above the line of a percentage; a mean; how many schools; nobody possible."""

    count: int
    numerator: int | None = None
    mean: Mean | None = None
    schools: int | None = None
    impossible: bool = False

    def problems(self) -> Iterator[str]:
        """What is wrong with it, in sentences."""
        if self.count < 0:
            yield "A count of people is never below zero."
        if self.impossible and self.count:
            yield f"Nobody can be here, and yet it counts {self.count}."
        if self.numerator is not None and not 0 <= self.numerator <= self.count:
            yield f"The numerator {self.numerator} is not between 0 and the count {self.count}."
        if self.schools is not None and (self.schools < 0 or (self.count and not self.schools)):
            yield f"{self.count} people cannot be of {self.schools} schools."
        if self.mean is not None:
            yield from self._wrong_mean(self.mean)

    def _wrong_mean(self, mean: Mean) -> Iterator[str]:
        if not all(math.isfinite(number) for number in (mean.total, mean.absolute, mean.largest, mean.second)):
            yield "A mean is made of finite numbers."
        elif not (0 <= mean.second <= mean.largest and mean.largest + mean.second <= mean.absolute * (1 + 1e-9)):
            yield "The second contributor is above the largest, or both are above the whole."
        elif abs(mean.total) > mean.absolute * (1 + 1e-9):
            yield "The total is above the sum of the sizes of all contributions."


@dataclass(frozen=True)
class Table:
    """Counts of distinct people, each in exactly one cell; a cell for every combination of categories.

    `measure` names what numerators count; `people` says who they are, else a part named “everybody”; `outsiders_know`, what others are
    taken to know of the true totals: one of OUTSIDERS_KNOW. Raises BadInput with everything that is wrong.
    """

    name: str
    dimensions: tuple[Dimension, ...]
    cells: Mapping[Key, Cell]
    people: Population = field(default_factory=lambda: Population({}))
    measure: str = "measure"
    outsiders_know: str = WHOLE

    def __post_init__(self) -> None:
        problems = Problems()
        _check_dimensions(self, problems)
        problems.refuse(f"The table “{self.name}” cannot be used.")
        _check_cells(self, problems)
        problems.refuse(f"The table “{self.name}” cannot be used.")
        if not self.people.parts:
            object.__setattr__(self, "people", Population({"everybody": self.total}))
        _check_people(self, problems)
        problems.refuse(f"The table “{self.name}” cannot be used.")

    @property
    def total(self) -> int:
        """How many people stand in it."""
        return sum(cell.count for cell in self.cells.values())

    def places(self) -> Iterator[Key]:
        """The keys of all cells, in the order of the categories."""
        return itertools.product(*(dimension.categories for dimension in self.dimensions))

    def lines(self) -> Iterator[tuple[int, list[Key]]]:
        """Every line: the number of the dimension along which it runs, and its possible cells, at least two of them."""
        return lines(self.dimensions, lambda key: not self.cells[key].impossible)


def lines(dimensions: Sequence[Dimension], possible: Callable[[Key], bool]) -> Iterator[tuple[int, list[Key]]]:
    """The lines of a table whose cells are `possible` or not."""
    for place, dimension in enumerate(dimensions):
        others = [each.categories if at != place else ("",) for at, each in enumerate(dimensions)]
        for fixed in itertools.product(*others):
            line = [(*fixed[:place], category, *fixed[place + 1 :]) for category in dimension.categories]
            open_to = [key for key in line if possible(key)]
            if len(open_to) > 1:
                yield place, open_to


def matching(dimensions: Sequence[Dimension], margin: Margin) -> Iterator[Key]:
    """The keys of the cells that a margin gathers."""
    return itertools.product(*(dimension.members(place) for dimension, place in zip(dimensions, margin, strict=True)))


def margins(dimensions: Sequence[Dimension]) -> Iterator[Margin]:
    """Every margin of a table: all or a group in at least one place."""
    for margin in itertools.product(*((*dimension.categories, *dimension.groups, None) for dimension in dimensions)):
        if any(place is None or place in dimension.groups for dimension, place in zip(dimensions, margin, strict=True)):
            yield margin


def _check_dimensions(table: Table, problems: Problems) -> None:
    names = [dimension.name for dimension in table.dimensions]
    if not names or len(set(names)) < len(names) or not all(names):
        problems.add("dimensions", "A table needs at least one dimension, each with a name of its own.")
    if math.prod(len(dimension.categories) for dimension in table.dimensions) > LARGEST_TABLE:
        problems.add("dimensions", f"It has more than {LARGEST_TABLE:,} cells.")
    if table.outsiders_know not in OUTSIDERS_KNOW:
        problems.add("outsiders_know", f"It is one of {', '.join(OUTSIDERS_KNOW)}.")
    for dimension in table.dimensions:
        known = set(dimension.categories)
        if not known or len(known) < len(dimension.categories) or not all(known):
            problems.add(dimension.name, "It needs categories, each named once.")
        for group, members in dimension.groups.items():
            if group in known or not members or len(set(members)) < len(members) or not known.issuperset(members):
                problems.add(dimension.name, f"The group “{group}” needs a name that is no category, and categories of this dimension, each once.")


def _check_cells(table: Table, problems: Problems) -> None:
    wanted = set(table.places())
    for key in table.cells.keys() - wanted:
        problems.add(", ".join(map(str, key)), "There is no such cell.")
    for key in table.places():
        if key not in table.cells:
            problems.add(", ".join(key), "It has no count: give it, 0 included, or say that nobody can be there.")
            continue
        for sentence in table.cells[key].problems():
            problems.add(", ".join(key), sentence)


def _check_people(table: Table, problems: Problems) -> None:
    if any(size < 0 for size in table.people.parts.values()):
        problems.add("people", "A part of the people has at least nobody.")
    elif table.people.size != table.total:
        problems.add("people", f"The cells count {table.total} people, but there are {table.people.size}: each stands in exactly one cell.")

"""What applications are scored against: criteria with their weights and what each score means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from difference.methods.problems import Problems


@dataclass(frozen=True)
class Criterion:
    """One criterion. `weight` is relative to the others'; `anchors` says in words what each score means, from lowest to highest."""

    code: str
    title: str
    weight: int
    anchors: Mapping[int, str]


@dataclass(frozen=True)
class Criteria:
    """All criteria of a round, on one scale. `third_reader_at`: the difference between two assessors' scores from which a third has to read.

    Raises BadInput with everything that is wrong, by criterion.
    """

    criteria: tuple[Criterion, ...]
    third_reader_at: int
    lowest: int = 1
    highest: int = 5

    def __post_init__(self) -> None:
        problems = Problems()
        if not self.criteria:
            problems.add("criteria", "There must be at least one.")
        if self.lowest >= self.highest or self.lowest < 0:
            problems.add("scale", f"It runs from {self.lowest} to {self.highest}: it must rise from nought or more.")
        if not 1 <= self.third_reader_at <= self.highest - self.lowest:
            problems.add("third_reader_at", f"It must be from 1 to {self.highest - self.lowest}, the widest difference there can be.")
        seen = set()
        for number, criterion in enumerate(self.criteria, 1):
            place = f"criteria {number} ({criterion.code})"
            if not criterion.code or criterion.code in seen:
                problems.add(place, "It needs a code of its own.")
            seen.add(criterion.code)
            if isinstance(criterion.weight, bool) or not isinstance(criterion.weight, int) or criterion.weight < 1:
                problems.add(place, "Its weight must be a whole number from 1.")
            if set(criterion.anchors) != set(range(self.lowest, self.highest + 1)):
                problems.add(place, f"Its anchors must say what each score from {self.lowest} to {self.highest} means.")
        problems.refuse("These criteria cannot be used.")

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the criteria, in their order."""
        return tuple(criterion.code for criterion in self.criteria)

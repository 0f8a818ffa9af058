"""Scenarios beside each other: the open model as it stands, the reader’s own, and one that was kept."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from difference.sector.observatory.costs.answers import Answer, answer
from difference.sector.observatory.costs.asked import Asked
from difference.sector.observatory.costs.scenario import AS_IT_STANDS, Scenario, open_model

STANDING, YOURS, KEPT = "As it stands", "Yours", "Kept"
ALL = "all"
TO_PAY = "exclusions_to_pay"


@dataclass(frozen=True)
class Amount:
    """A number with the interval that holds the middle 95% of draws; without one where it is not drawn."""

    value: float
    low: float | None
    high: float | None

    @property
    def ends(self) -> tuple[float, float] | None:
        """Both ends, or None where there is none, or nothing between them."""
        return None if self.low is None or self.high is None or self.low == self.high else (self.low, self.high)


@dataclass(frozen=True)
class Line:
    """One row: the same amount in each scenario. `money` is in pounds, else it is a number of exclusions."""

    key: str
    title: str
    amounts: tuple[Amount, ...]
    money: bool = True

    def difference(self, column: int) -> float | None:
        """How much more this is than in the first scenario; None for the first itself, and where one of the two is endless."""
        here, first = self.amounts[column].value, self.amounts[0].value
        return None if column == 0 or not math.isfinite(here) or not math.isfinite(first) else here - first


@dataclass(frozen=True)
class Comparison:
    """The scenarios by name, the model as it stands first, and the rows."""

    scenarios: tuple[tuple[str, Scenario], ...]
    lines: tuple[Line, ...]


def compare(asked: Asked) -> Comparison:
    """Up to three scenarios; one that is no different from another stands once."""
    named = [(STANDING, AS_IT_STANDS), (YOURS, asked.scenario), *([(KEPT, asked.kept)] if asked.kept else [])]
    seen: dict[Scenario, str] = {}
    for name, scenario in named:
        seen.setdefault(scenario, name)
    scenarios = tuple((name, scenario) for scenario, name in seen.items())
    return Comparison(scenarios, tuple(_lines([answer(scenario) for _, scenario in scenarios], asked.pupils)))


def _lines(found: list[Answer], pupils: int) -> Iterator[Line]:
    yield Line("per_pupil", "One exclusion", tuple(Amount(each.cost.per_pupil, each.cost.low, each.cost.high) for each in found))
    for row, component in enumerate(open_model().components):
        parts = [each.cost.components[row] for each in found]
        yield Line(component.key, component.title, tuple(Amount(part.per_pupil, part.low, part.high) for part in parts))
    yield Line(ALL, f"{pupils:,} exclusions", tuple(_times(each, pupils) for each in found))
    unit = found[0].pays.unit
    averted = tuple(Amount(each.pays.exclusions, each.pays.low, each.pays.high) for each in found)
    yield Line(TO_PAY, f"Exclusions that one {unit} must avert to pay", averted, money=False)


def _times(found: Answer, pupils: int) -> Amount:
    low, high = found.cost.low, found.cost.high
    return Amount(found.cost.per_pupil * pupils, None if low is None else low * pupils, None if high is None else high * pupils)

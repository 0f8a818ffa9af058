"""Small multiples: the same columns over the same years in several panels of one scale, each named above its panel."""

from __future__ import annotations

from dataclasses import dataclass, field

from difference.web.charts.drawing import Drawing
from difference.web.charts.figure import Figure, TableOfNumbers
from difference.web.charts.panel_layout import panel_drawing
from difference.web.charts.units import check_point
from difference.web.components.tables import Column


@dataclass(frozen=True)
class Step:
    """One column of a panel. `value` is drawn in front, `behind` pale behind it, None where there is none."""

    at: int
    value: float
    behind: float | None = None

    def __post_init__(self) -> None:
        check_point(str(self.at), self.value, None, None)
        check_point(str(self.at), self.behind, None, None)

    @property
    def numbers(self) -> tuple[float, ...]:
        """Every number that the scale must hold."""
        return (self.value,) if self.behind is None else (self.value, self.behind)


@dataclass(frozen=True)
class Panel:
    """One panel. `said` stands beside its name, such as what its columns add up to."""

    name: str
    steps: tuple[Step, ...]
    said: str = ""


@dataclass(frozen=True)
class PanelChart(Figure):
    """`sentence` is what the chart says. Panels hold the same places in the same order; `front` and `back` say what the two columns are."""

    panels: tuple[Panel, ...] = field(kw_only=True)
    heading: str = field(default="Year", kw_only=True)
    front: str = field(default="", kw_only=True)
    back: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        if len({tuple(step.at for step in panel.steps) for panel in self.panels}) > 1:
            raise ValueError("The panels of one chart hold the same places in the same order.")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(number for panel in self.panels for step in panel.steps for number in step.numbers)

    def drawing(self, narrow: bool) -> Drawing:
        """The chart for a wide or a narrow page."""
        return panel_drawing(self.panels, self.unit, narrow)

    def describe(self) -> str:
        """What someone hears who does not see it."""
        parts = []
        for panel in self.panels:
            most = max(panel.steps, key=lambda step: abs(step.value))
            said = f" {panel.said}," if panel.said else ""
            parts.append(f"{panel.name}:{said} most at {most.at}, {self.unit.write(most.value)}")
        return f"{len(self.panels)} panels over {self.heading.lower()}. {'; '.join(parts)}. The table below has every number."

    def numbers(self) -> TableOfNumbers:
        """The table beneath: a row for each place, a column for each panel, and both sums."""
        behind = any(step.behind is not None for panel in self.panels for step in panel.steps)
        names = [panel.name for panel in self.panels]
        sums = [f"Together, {self.back}"] if behind else []
        sums.append(f"Together, {self.front}" if self.front else "Together")
        columns = [Column(self.heading), *(Column(name, numeric=True) for name in [*names, *sums])]
        rows = []
        for steps in zip(*(panel.steps for panel in self.panels), strict=True):
            shown = [step.behind if step.behind is not None else step.value for step in steps]
            totals = [sum(shown)] if behind else []
            totals.append(sum(step.value for step in steps))
            rows.append((str(steps[0].at), *(self.unit.short.write(number) for number in [*shown, *totals])))
        return TableOfNumbers(tuple(columns), tuple(rows))

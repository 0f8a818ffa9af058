"""Spans: how far each thing moves an answer, from one end to the other, around the line where the answer stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from difference.web.charts.drawing import Drawing
from difference.web.charts.figure import Figure, TableOfNumbers
from difference.web.charts.span_layout import span_drawing
from difference.web.charts.units import check_point
from difference.web.components.tables import Column


@dataclass(frozen=True)
class Span:
    """One row: the answer at both ends of something, and how these ends are written. `note` says more of it; `main` marks what the page is about."""

    label: str
    first: float
    last: float
    first_at: str
    last_at: str
    note: str = ""
    main: bool = False

    def __post_init__(self) -> None:
        check_point(self.label, self.first, None, None)
        check_point(self.label, self.last, None, None)


@dataclass(frozen=True)
class SpanChart(Figure):
    """`sentence` is what the chart says. The first `most` rows are drawn, all stand in the table. `base` is where the answer stands, `base_label` why."""

    spans: tuple[Span, ...] = field(kw_only=True)
    base: float = field(kw_only=True)
    base_label: str = field(default="", kw_only=True)
    most: int = field(default=10, kw_only=True)
    heading: str = field(default="Name", kw_only=True)
    note_heading: str = field(default="Note", kw_only=True)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.spans

    @property
    def drawn(self) -> tuple[Span, ...]:
        """The rows that are drawn."""
        return self.spans[: self.most]

    def drawing(self, narrow: bool) -> Drawing:
        """The chart for a wide or a narrow page."""
        return span_drawing(self.drawn, self.base, self.base_label, self.unit, narrow)

    def describe(self) -> str:
        """What someone hears who does not see it."""
        parts = [
            f"{span.label}: {self.unit.write(span.first)} at {span.first_at}, {self.unit.write(span.last)} at {span.last_at}"
            for span in self.drawn[:3]
        ]
        return f"{len(self.drawn)} rows around {self.unit.write(self.base)}. {'; '.join(parts)}. The table below has every number."

    def numbers(self) -> TableOfNumbers:
        """The table beneath, with rows that are not drawn."""
        columns = (
            Column(self.heading), Column("From", numeric=True), Column(f"{self.unit.noun} there", numeric=True), Column("To", numeric=True),
            Column(f"{self.unit.noun} there", numeric=True), Column("Apart", numeric=True), Column(self.note_heading),
        )  # fmt: skip
        write = self.unit.short.write
        rows = [
            (span.label, span.first_at, write(span.first), span.last_at, write(span.last), write(abs(span.last - span.first)), span.note)
            for span in self.spans
        ]
        return TableOfNumbers(columns, tuple(rows))

"""What every chart has around its drawing: the sentence that it says, its unit, its table of numbers, its source and download."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.html import html_safe
from django.utils.safestring import SafeString

from difference.web.charts.drawing import Drawing
from difference.web.charts.units import Unit
from difference.web.components.tables import Column
from difference.web.values import Link

LONG_TABLE = 12


@dataclass(frozen=True)
class TableOfNumbers:
    """The columns and rows of the table beneath a chart."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]


@html_safe
@dataclass(frozen=True)
class Figure(ABC):
    """What the kinds of chart share. Printed in a template, or by `{% chart it %}`, it is the whole figure.

    `interval` names the interval, as in "95% interval". `reading` is a line on how to read the chart, under it.
    `when_empty` says how figures will come. `download` and `source` stand at the foot.
    """

    sentence: str
    unit: Unit = field(default=Unit(), kw_only=True)
    interval: str = field(default="95% interval", kw_only=True)
    reading: str = field(default="", kw_only=True)
    source: str = field(default="", kw_only=True)
    download: Link | None = field(default=None, kw_only=True)
    when_empty: str = field(default="They will be shown here once there are some.", kw_only=True)

    @property
    @abstractmethod
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""

    @abstractmethod
    def drawing(self, narrow: bool) -> Drawing:
        """The drawing for a wide or a narrow page."""

    @abstractmethod
    def describe(self) -> str:
        """What someone hears who does not see it."""

    @abstractmethod
    def numbers(self) -> TableOfNumbers:
        """The table beneath."""

    def svg(self, narrow: bool = False) -> SafeString:
        """One drawing with its title and description; its words are escaped."""
        shape = "narrow" if narrow else "wide"
        context = {"figure": self, "drawing": self.drawing(narrow), "shape": shape, "id": f"{self.id}-{shape}"}
        return render_to_string("web/charts/drawing.html", context)

    def drawings(self) -> list[SafeString]:
        """What stands on the page: by default one drawing for wide pages and one for narrow, of which one is seen."""
        return [self.svg(), self.svg(narrow=True)]

    def __str__(self) -> SafeString:
        table = self.numbers()
        drawings = [] if self.is_empty else self.drawings()
        context = {"figure": self, "table": table, "drawings": drawings, "open": len(table.rows) <= LONG_TABLE}
        return render_to_string("web/charts/figure.html", context)

    @property
    def id(self) -> str:
        """The same for the same chart, so that two charts of one page differ and tests do not."""
        return f"chart-{hashlib.sha256(self.sentence.encode()).hexdigest()[:8]}"

    def interval_columns(self) -> list[Column]:
        """Two columns, for the ends of the interval."""
        name = f"{self.interval[:1].upper()}{self.interval[1:]}"
        return [Column(f"{name}, from", numeric=True), Column(f"{name}, to", numeric=True)]

    def written(self, value: float | None) -> list[str | None]:
        """A cell with a value; None for a missing one. A unit in words stands in the column's heading."""
        return [None if value is None else self.unit.short.write(value)]

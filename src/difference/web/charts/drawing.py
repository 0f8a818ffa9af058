"""What a chart is made of on the page: shapes and words with their places, and their SVG."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString

from difference.web.charts.scales import at


@dataclass(frozen=True)
class Shape:
    """One SVG element: its name, its class and its attributes."""

    element: str
    classes: str
    attrs: tuple[tuple[str, str], ...]

    @property
    def markup(self) -> str:
        """As SVG."""
        places = "".join(f' {name}="{place}"' for name, place in self.attrs)
        return f'<{self.element} class="{self.classes}"{places}/>'


@dataclass(frozen=True)
class Words:
    """One line of words."""

    x: str
    y: str
    text: str
    classes: str = ""
    anchor: str = "start"

    @property
    def markup(self) -> str:
        """As SVG, escaped."""
        anchor = f' text-anchor="{self.anchor}"' if self.anchor != "start" else ""
        classes = f' class="{self.classes}"' if self.classes else ""
        return f'<text x="{self.x}" y="{self.y}"{anchor}{classes}>{escape(self.text)}</text>'


@dataclass
class Drawing:
    """A sheet of `width` by `height` units, drawn on from back to front."""

    width: float
    height: float
    shapes: list[Shape] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    @property
    def view_box(self) -> str:
        """As SVG takes it."""
        return f"0 0 {at(self.width)} {at(self.height)}"

    @property
    def markup(self) -> SafeString:
        """Shapes and words as SVG. Written here and not in a template: a map has hundreds, and this is ten times as quick."""
        return SafeString("\n".join([*(shape.markup for shape in self.shapes), *(words.markup for words in self.words)]))

    def line(self, x1: float, y1: float, x2: float, y2: float, classes: str) -> None:
        """A straight line."""
        self._add("line", classes, x1=x1, y1=y1, x2=x2, y2=y2)

    def box(self, x: float, y: float, width: float, height: float, classes: str) -> None:
        """A rectangle."""
        self._add("rect", classes, x=x, y=y, width=width, height=height)

    def dot(self, x: float, y: float, radius: float, classes: str) -> None:
        """A disc."""
        self._add("circle", classes, cx=x, cy=y, r=radius)

    def path(self, points: list[tuple[float, float]], classes: str, closed: bool = False) -> None:
        """A line through points, or the area that they enclose."""
        steps = "L".join(f"{at(x)} {at(y)}" for x, y in points)
        self.shapes.append(Shape("path", classes, (("d", f"M{steps}{'Z' if closed else ''}"),)))

    def strokes(self, segments: list[tuple[tuple[float, float], tuple[float, float]]], classes: str) -> None:
        """Many straight lines as one shape."""
        steps = "".join(f"M{at(x1)} {at(y1)}L{at(x2)} {at(y2)}" for (x1, y1), (x2, y2) in segments)
        if steps:
            self.shapes.append(Shape("path", classes, (("d", steps),)))

    def squares(self, middles: list[tuple[float, float]], side: float, classes: str) -> None:
        """Many squares of one size as one shape."""
        steps = "".join(f"M{at(x - side / 2)} {at(y - side / 2)}h{at(side)}v{at(side)}h{at(-side)}Z" for x, y in middles)
        if steps:
            self.shapes.append(Shape("path", classes, (("d", steps),)))

    def write(self, x: float, y: float, text: str, classes: str = "", anchor: str = "start") -> None:
        """One line of words, on its base line."""
        self.words.append(Words(at(x), at(y), text, classes, anchor))

    def whisker(self, low: tuple[float, float], high: tuple[float, float], classes: str) -> None:
        """An interval between two places, with short ends across it."""
        (x1, y1), (x2, y2) = low, high
        self.line(x1, y1, x2, y2, classes)
        across_x, across_y = (0, 5) if y1 == y2 else (5, 0)
        for x, y in (low, high):
            self.line(x - across_x, y - across_y, x + across_x, y + across_y, classes)

    def _add(self, element: str, classes: str, **places: float) -> None:
        self.shapes.append(Shape(element, classes, tuple((name, at(place)) for name, place in places.items())))

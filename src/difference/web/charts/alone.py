"""A chart as a file of its own: one SVG that needs no style sheet, with its sentence above and its source beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from difference.web.charts.drawing import Drawing, Words
from difference.web.charts.figure import Figure
from difference.web.charts.labels import wrapped
from difference.web.charts.scales import at

MARGIN, HEADING, LINE = 24, 26, 20
# Enough for the longest address: a citation that is cut short leads nowhere.
LINES = 60
EMPTY_WIDTH = 640
# The style sheet’s colours and lines (assets/_charts.scss, _hexmap.scss, _pointmap.scss), for programs that read no style sheet.
MAIN, REST, TEXT, QUIET, PALE = "#0b5c61", "#76838a", "#1b2627", "#465256", "#aab4b8"
LOOKS: dict[str, dict[str, str]] = {
    "app-chart__grid": {"stroke": "#e4e2db", "stroke-width": "1"},
    "app-chart__zero": {"stroke": TEXT, "stroke-width": "1.5"},
    "app-chart__base": {"stroke": TEXT, "stroke-width": "1.5", "stroke-dasharray": "4 3"},
    "app-chart__dot--main": {"fill": MAIN},
    "app-chart__dot--rest": {"fill": REST},
    "app-chart__bar--main": {"fill": "#3a8a8f"},
    "app-chart__bar--rest": {"fill": PALE},
    "app-chart__step--main": {"fill": MAIN},
    "app-chart__step--rest": {"fill": PALE},
    "app-chart__whisker": {"stroke": TEXT, "stroke-width": "2"},
    "app-chart__whisker--dot-main": {"stroke": MAIN, "stroke-width": "3"},
    "app-chart__whisker--dot-rest": {"stroke": REST, "stroke-width": "3"},
    "app-chart__band--main": {"fill": MAIN, "fill-opacity": "0.16"},
    "app-chart__band--rest": {"fill": REST, "fill-opacity": "0.16"},
    "app-chart__line": {"fill": "none", "stroke-width": "3", "stroke-linejoin": "round"},
    "app-chart__line--main": {"stroke": MAIN},
    "app-chart__line--rest": {"stroke": REST},
    "app-chart__small": {"fill": QUIET, "font-size": "14"},
    "app-chart__strong": {"font-weight": "700"},
    "app-hexmap__hexagon": {"stroke": "#4d6f73", "stroke-width": "1"},
    "app-hexmap__hexagon--1": {"fill": "#e2f1f0"},
    "app-hexmap__hexagon--2": {"fill": "#b3d8d7"},
    "app-hexmap__hexagon--3": {"fill": "#78b5b7"},
    "app-hexmap__hexagon--4": {"fill": "#2a757b"},
    "app-hexmap__hexagon--5": {"fill": "#083e43"},
    "app-hexmap__hexagon--missing": {"fill": "#fff", "stroke-dasharray": "3 3"},
    "app-hexmap__hexagon--withheld": {"fill": "#fff"},
    "app-hexmap__hexagon--none": {"fill": "none", "stroke": "none"},
    "app-hexmap__hatch": {"stroke": "#8a979b", "stroke-width": "1.5"},
    "app-hexmap__label": {"font-size": "13", "font-weight": "700"},
    "app-hexmap__label--light": {"fill": "#fff"},
    "app-hexmap__border": {"fill": "none", "stroke": TEXT, "stroke-width": "2.5", "stroke-linecap": "round"},
    "app-hexmap__outline": {"fill": "none", "stroke": TEXT, "stroke-width": "4", "stroke-linejoin": "round"},
    "app-hexmap__outline--inner": {"stroke": "#fff", "stroke-width": "2.5"},
    "app-map__ground": {"fill": "#e4e2db"},
    "app-map__reach": {"fill": "none", "stroke": MAIN, "stroke-width": "2", "stroke-dasharray": "6 4"},
    "app-map__doubt": {"fill": MAIN, "fill-opacity": "0.14"},
    "app-map__home": {"fill": TEXT, "stroke": "#fff", "stroke-width": "2"},
    "app-map__journey": {"stroke": MAIN, "stroke-width": "2", "stroke-opacity": "0.7"},
    "app-map__lead": {"stroke": TEXT, "stroke-width": "1"},
    "app-map__start": {"fill": TEXT},
    "app-map__bar": {"fill": "none", "stroke": TEXT, "stroke-width": "2"},
    "app-map__pin--main": {"fill": MAIN, "stroke": "#fff", "stroke-width": "1.5"},
    "app-map__pin--rest": {"fill": "#fff", "stroke": TEXT, "stroke-width": "1.5"},
    "app-map__number": {"font-size": "14", "font-weight": "700"},
    "app-map__number--main": {"fill": "#fff"},
    "app-chart__halo": {"paint-order": "stroke", "stroke": "#fff", "stroke-width": "4", "stroke-linejoin": "round"},
}


@dataclass(frozen=True)
class Part:
    """One element with everything that it looks like; `text` is None for a shape."""

    element: str
    attrs: tuple[tuple[str, str], ...]
    text: str | None = None


def as_file(figure: Figure, foot: Sequence[str] = ()) -> str:
    """The wide drawing as SVG with a declaration; `foot` are lines beneath it, such as source and address. Words are escaped.

    A chart without numbers says how they will come.
    """
    if figure.is_empty:
        foot = [figure.when_empty, *foot]
    drawing = Drawing(EMPTY_WIDTH, 0) if figure.is_empty else figure.drawing(narrow=False)
    heading, lines = wrapped(figure.sentence, drawing.width * 0.8), [line for words in foot for line in wrapped(words, drawing.width, most=LINES)]
    top = MARGIN + len(heading) * HEADING + 8
    beneath = top + drawing.height + 12
    context = {
        "figure": figure,
        "described": figure.when_empty if figure.is_empty else figure.describe(),
        "width": at(drawing.width + 2 * MARGIN),
        "height": at(beneath + len(lines) * LINE + MARGIN),
        "margin": MARGIN,
        "top": at(top),
        "parts": parts(drawing),
        "heading": [(at(MARGIN + (number + 1) * HEADING - 6), line) for number, line in enumerate(heading)],
        "foot": [(at(beneath + (number + 1) * LINE - 5), line) for number, line in enumerate(lines)],
    }
    return render_to_string("web/charts/alone.svg", context).strip() + "\n"


def parts(drawing: Drawing) -> list[Part]:
    """Shapes and words with the look of their classes written out."""
    shapes = [Part(shape.element, (*shape.attrs, *look(shape.classes).items())) for shape in drawing.shapes]
    return shapes + [_words(words) for words in drawing.words]


def look(classes: str) -> dict[str, str]:
    """What some classes look like, the later over the earlier."""
    found: dict[str, str] = {}
    for name in classes.split():
        found |= LOOKS.get(name, {})
    return found


def _words(words: Words) -> Part:
    attrs = {"x": words.x, "y": words.y, "text-anchor": words.anchor} | look(words.classes)
    return Part("text", tuple(attrs.items()), words.text)

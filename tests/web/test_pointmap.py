"""Maps of points: every thing in the table, numbers that do not lie on one another, the scale true."""

from __future__ import annotations

import itertools
import math
from xml.etree import ElementTree as ET

import pytest

from difference.web.charts import Home, Pin, PointMap, as_file
from difference.web.charts.point_layout import RADIUS, spread

from .specimen import journeys

pytestmark = pytest.mark.once
SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart, narrow=False):
    return ET.fromstring(chart.svg(narrow).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def classed(svg, name):
    return [one for one in svg.iter() if name in one.get("class", "").split()]


def test_what_has_no_place_stands_in_the_table_alone():
    chart = journeys()
    assert [row[:2] for row in chart.numbers().rows] == [
        ("1", "Head of year"),
        ("2", "Lead <b> for care"),
        ("3", "Head of maths"),
        ("4", "Nowhere known"),
    ]
    assert [one.text for one in classed(drawn(chart), "app-map__number")] == ["1", "2", "3"]
    assert chart.describe() == (
        "3 numbered points on a plain map, north at the top, 1 of them with a line from where the journey begins; "
        "1 without a known place. The table below has every one."
    )
    assert not PointMap("Nothing", pins=(Pin(("a",), None),), columns=("Post",)).placed


@pytest.mark.parametrize("narrow", [False, True])
def test_north_is_up_and_a_circle_of_ten_kilometres_is_as_wide_as_two_bars_of_five(narrow):
    home, north, east = (430_000, 430_000), (430_000, 450_000), (450_000, 430_000)
    svg = drawn(PointMap("Here", pins=(Pin(("n",), north), Pin(("e",), east)), columns=("Post",), home=Home(home, 2_000, 10_000)), narrow)
    first, second = ((float(one.get("cx")), float(one.get("cy"))) for one in classed(svg, "app-map__pin"))
    (reach,) = classed(svg, "app-map__reach")
    x, y, radius = (float(reach.get(name)) for name in ("cx", "cy", "r"))
    assert (first[0], second[1]) == (pytest.approx(x, abs=0.2), pytest.approx(y, abs=0.2))
    assert (y - first[1], second[0] - x) == (pytest.approx(2 * radius, abs=0.3), pytest.approx(2 * radius, abs=0.3))
    (bar,) = (one.get("d") for one in classed(svg, "app-map__bar"))
    length = float(bar.split("L")[2].split()[0]) - 1
    assert [one.text for one in classed(svg, "app-chart__small")] == ["10 km"]
    assert length == pytest.approx(radius, abs=0.3)


def test_numbers_at_one_place_are_moved_apart_and_stay_on_the_sheet():
    moved = spread([(1.0, 1.0)] * 6 + [(700.0, 300.0)] * 5, [(12.0, 12.0)], 720, 320)
    assert min(math.dist(*pair) for pair in itertools.combinations(moved, 2)) > 2 * RADIUS - 1
    assert all(RADIUS <= x <= 720 - RADIUS and RADIUS <= y <= 320 - RADIUS for x, y in moved)


def test_a_crowded_map_has_dots_without_numbers_and_is_drawn_at_once():
    pins = tuple(Pin((str(number),), (400_000 + 1_000 * (number % 40), 300_000 + 500 * (number // 40))) for number in range(1_000))
    chart = PointMap("Many", pins=pins, columns=("Post",))
    svg = drawn(chart)
    assert (len(classed(svg, "app-map__pin")), classed(svg, "app-map__number"), len(chart.numbers().rows)) == (1_000, [], 1_000)
    assert chart.describe().startswith("1000 points on a plain map")


def test_words_are_escaped_and_the_file_needs_no_style_sheet():
    page, alone = str(journeys()), as_file(journeys())
    assert ("<b>" in page, "Lead &lt;b&gt; for care" in page) == (False, True)
    assert ("class=" in alone.split("</title>")[1], ET.fromstring(alone.encode()).tag) == (False, f"{SVG}svg")

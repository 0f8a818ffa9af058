"""The map of hexagons: its classes, its two kinds of nothing, what each hexagon says, and what it refuses."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difference.web.charts import Hexagon, HexMap, Unit
from difference.web.charts.classes import as_written, classes_for
from difference.web.charts.hexagons import WIDTH, corners, edges_ahead, middle
from difference.web.values import Link

from .specimen import places

pytestmark = pytest.mark.once

SVG = "{http://www.w3.org/2000/svg}"
RATE = Unit(" per 100", places=2, noun="Rate")
STYLES = Path(__file__).resolve().parents[2] / "src" / "difference" / "web" / "assets" / "_hexmap.scss"


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def on_the_page(chart: HexMap) -> ET.Element:
    """The drawing that stands on a page, without the legend above it."""
    (html,) = chart.drawings()
    return parsed(html[html.index('<svg class="app-chart app-chart--map"') : html.rindex("</svg>") + 6])


def stops(chart: HexMap) -> list[ET.Element]:
    return [one for one in on_the_page(chart).iter() if one.get("class") == "app-hexmap__stop"]


def kinds(svg: ET.Element) -> list[str]:
    """How each hexagon looks, those of the legend last."""
    found = [one.get("class", "").split() for one in svg.iter(f"{SVG}path")]
    return [classes[1].rpartition("--")[2] for classes in found if classes[:1] == ["app-hexmap__hexagon"]]


def test_each_hexagon_says_its_figure_with_its_interval_or_why_there_is_none():
    assert [stop.get("aria-label") for stop in stops(places())] == [
        "Durham: 0.13 per 100, 95% interval 0.11 to 0.15",
        "Hartlepool: 0.21 per 100, 95% interval 0.15 to 0.28",
        "Redcar and Cleveland: 0.33 per 100, 95% interval 0.26 to 0.42",
        "Darlington: 0.08 per 100, 95% interval 0.05 to 0.13",
        "Stockton-on-Tees: too few to show",
        "Middlesbrough: no data, The file has no row for it",
        "North Yorkshire: 0.17 per 100, 95% interval 0.14 to 0.20",
    ]


def test_each_hexagon_is_reached_by_the_keyboard_and_is_a_link_where_it_leads_somewhere():
    found = stops(places())
    assert [(one.tag.removeprefix(SVG), one.get("href"), one.get("tabindex")) for one in found[2:4]] == [("a", "/redcar", None), ("g", None, "0")]
    assert all(one.get("href") or (one.get("tabindex"), one.get("role")) == ("0", "img") for one in found)
    # Children of an image are not read, so the drawing that holds links is a group.
    assert on_the_page(places()).get("role") == "group"


def test_the_card_of_a_hexagon_holds_the_same_words_and_stands_on_the_sheet():
    svg = on_the_page(places())
    _, _, width, height = map(float, svg.get("viewBox", "").split())
    for stop in stops(places()):
        words = [text.text for text in stop.iter(f"{SVG}text")]
        assert f"{words[0]}: {', '.join(words[1:])}" == stop.get("aria-label")
        (card,) = stop.iter(f"{SVG}rect")
        x, y, wide, high = (float(card.get(name, "nan")) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + wide <= width
        assert y + high <= height


def test_no_data_and_a_withheld_figure_look_unlike_each_other_and_unlike_every_class():
    svg = on_the_page(places())
    # The seven places, then the legend from the highest class down.
    assert kinds(svg) == ["2", "4", "5", "1", "withheld", "missing", "3", "5", "4", "3", "2", "1", "withheld", "missing", "none"]
    assert len([one for one in svg.iter(f"{SVG}path") if one.get("class") == "app-hexmap__hatch"]) == 2


def test_the_legend_has_the_bounds_the_two_kinds_of_nothing_and_the_place_outlined():
    words = [text.text or "" for text in parsed(places().svg()).iter(f"{SVG}text")]
    assert words[7:] == [
        *("Permanent exclusions per", "100 pupils", "0.23 or more", "0.19 to under 0.23", "0.15 to under 0.19", "0.12 to under 0.15", "under 0.12"),
        *("Too few to show", "No data", "Redcar and Cleveland"),
    ]
    plain = HexMap("All", unit=RATE, hexagons=(Hexagon("Hull", "HULL", 0, 0, 1.0), Hexagon("York", "YORK", 1, 0, 2.0)))
    assert "Too few to show" not in plain.svg()
    assert "No data" not in plain.svg()


def test_the_place_that_the_page_is_about_is_outlined_and_groups_are_parted_by_a_line():
    svg = parsed(places().svg())
    outlines = [one for one in svg.iter(f"{SVG}path") if "app-hexmap__outline" in one.get("class", "")]
    # Dark and light, on the map and in the legend.
    assert len(outlines) == 4
    (border,) = [one for one in svg.iter(f"{SVG}path") if one.get("class") == "app-hexmap__border"]
    # North Yorkshire touches Darlington and Stockton.
    assert border.get("d", "").count("M") == 2
    alone = replace(places(), hexagons=tuple(replace(one, group="", main=False) for one in places().hexagons))
    assert "app-hexmap__border" not in alone.svg()
    assert "app-hexmap__outline" not in alone.svg()


def test_the_table_beneath_has_the_same_numbers_links_and_reasons():
    table = places().numbers()
    names = ["Local authority", "Permanent exclusions per 100 pupils", "95% interval, from", "95% interval, to", "Note"]
    assert [column.label for column in table.columns] == names
    assert table.rows[0] == (Link("Durham", "/durham"), "0.13", "0.11", "0.15", "")
    assert table.rows[4:6] == (
        (Link("Stockton-on-Tees", "/stockton"), None, None, None, "Too few to show"),
        ("Middlesbrough", None, None, None, "No data. The file has no row for it"),
    )


def test_the_figure_names_the_lowest_and_the_highest_and_how_many_have_none():
    assert places().describe() == (
        "7 hexagons, from 0.08 per 100 (Darlington) to 0.33 per 100 (Redcar and Cleveland); 2 without a figure. The table below has every number."
    )
    html = str(places())
    assert html.count('href="#chart-') == 1
    target = re.findall(r'class="govuk-skip-link" href="#([\w-]+)"', html)
    assert html.count(f'id="{target[0]}"') == 1
    assert "style=" not in html


def test_no_figures_is_an_empty_state_and_not_a_map():
    empty = HexMap("Nothing", hexagons=(Hexagon("Hull", "HULL", 0, 0), Hexagon("York", "YORK", 1, 0, withheld=True)))
    assert "<svg" not in str(empty)
    assert empty.when_empty in str(empty)


def test_names_and_addresses_are_escaped():
    html = str(HexMap("Sly", unit=RATE, hexagons=(Hexagon('<b>"Hull', "<H>", 0, 0, 1.0, href='/"><script>'),)))
    assert "<b>" not in html
    assert "<H>" not in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Hexagon("Hull", "HULL", 0, 0, 1.0, 2.0, 1.0), "runs backwards"),
        (lambda: Hexagon("Hull", "HULL", 0, 0, math.nan), "cannot be drawn"),
        (lambda: Hexagon("Hull", "HULL", 0, 0, 1.0, withheld=True), "withheld, so its value must be left out"),
        (lambda: HexMap("Two", hexagons=(Hexagon("Hull", "HULL", 0, 0), Hexagon("York", "YORK", 0, 0))), "“Hull” shares the cell in column 0, row 0"),
        (lambda: classes_for([1.0], RATE, (1, 2, 3, 4, 5)), "at most 5 classes"),
        (lambda: classes_for([1.0], RATE, (2, 1)), "must rise"),
        (lambda: classes_for([1.0], RATE, (0.125,)), "cannot be written with 2 decimal places"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(make, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        make()


def test_bounds_that_are_given_are_kept_and_few_classes_stand_far_apart():
    classes = classes_for([0.1, 0.4], RATE, (0.2, 0.3))
    assert classes.legend() == [(5, "0.30 or more"), (3, "0.20 to under 0.30"), (1, "under 0.20")]
    # A value is sorted as it is written: 0.2999 is read as 0.30.
    assert [classes.tone(value) for value in (0.1, 0.199, 0.2, 0.294, 0.2999, 0.3)] == [1, 3, 3, 3, 5, 5]


def test_values_that_are_all_the_same_make_one_class_and_one_that_differs_stands_apart():
    assert classes_for([2.0, 2.001], RATE).legend() == [(3, "2.00")]
    assert classes_for([0.0] * 9 + [1.0], RATE).legend() == [(5, "1.00 or more"), (1, "under 1.00")]


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=60))
def test_classes_cover_every_value_and_rise_with_it(values):
    classes = classes_for(values, RATE)
    tones = [classes.tone(value) for value in sorted(values)]
    assert tones == sorted(tones)
    assert set(tones) <= {tone for tone, _ in classes.legend()}
    # Without bounds given, no class is empty.
    assert len(set(tones)) == len(classes.legend())


@given(st.lists(st.floats(0, 1), min_size=50, max_size=153, unique_by=lambda value: as_written(value, Unit(places=4))))
def test_without_bounds_each_class_has_about_a_fifth(values):
    unit = Unit(places=4)
    classes = classes_for(values, unit)
    for tone, _ in classes.legend():
        assert abs(sum(classes.tone(value) == tone for value in values) - len(values) / 5) <= 2


def test_neighbouring_cells_share_an_edge_and_all_stand_one_width_apart():
    for cell in ((3, 2), (3, 3)):
        ahead = edges_ahead(cell)
        assert len({other for other, _ in ahead}) == 3
        for other, edge in ahead:
            assert math.dist(middle(cell), middle(other)) == pytest.approx(WIDTH)
            # Both ends of the edge are corners of both.
            for end in edge:
                assert min(math.dist(end, corner) for corner in corners(middle(other), 1)) == pytest.approx(0, abs=1e-9)


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_words_are_readable_on_every_step_and_the_steps_differ_without_colour():
    styles = STYLES.read_text()
    steps = re.findall(r"#[0-9a-f]{6}", re.search(r"\$steps: (.*);", styles)[1])
    (edge,) = re.findall(r"\$edge: (#[0-9a-f]{6});", styles)
    assert len(steps) == 5
    assert [contrast(step, "#1b2627") >= 4.5 for step in steps[:3]] == [True] * 3
    assert [contrast(step, "#ffffff") >= 4.5 for step in steps[3:]] == [True] * 2
    # The lightest step is told from the page by its edge.
    assert contrast(edge, "#ffffff") >= 3
    assert contrast(edge, "#f6f3ec") >= 3
    assert [luminance(step) for step in steps] == sorted(map(luminance, steps), reverse=True)
    assert min(contrast(first, second) for first, second in combinations(steps, 2)) > 1.3

"""Charts: what they draw, what they say to who does not see them, and the numbers that they refuse."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from difference.web.charts import Bar, BarChart, LineChart, Series, Spot, Unit
from difference.web.charts.labels import apart
from difference.web.charts.line_layout import runs
from difference.web.charts.scales import scale_for
from difference.web.shell import Link

SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: BarChart | LineChart, narrow: bool = False) -> ET.Element:
    """The drawing, parsed; a drawing that is not well formed fails here."""
    return ET.fromstring(chart.svg(narrow).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def places(svg: ET.Element, element: str, classes: str) -> list[dict[str, str]]:
    return [dict(one.attrib) for one in svg.iter(f"{SVG}{element}") if classes in one.get("class", "").split()]


def texts(svg: ET.Element) -> list[str]:
    return [one.text or "" for one in svg.iter(f"{SVG}text")]


@pytest.fixture
def chart() -> BarChart:
    return BarChart(
        "Mentoring works",
        unit=Unit(" months", places=1, noun="Months"),
        heading="Practice",
        bars=(
            Bar("Mentoring <b>", 3.2, 2.1, 4.3, main=True),
            Bar("Isolation", -1.4, -2.9, 0.1),
            Bar("Outdoors", None, note="Too few"),
        ),
    )


@pytest.mark.parametrize("narrow", [False, True])
def test_bars_start_at_zero_and_carry_their_intervals(chart, narrow):
    svg = drawn(chart, narrow)
    (zero,) = places(svg, "line", "app-chart__zero")
    main, rest = (places(svg, "rect", f"app-chart__bar--{tone}") for tone in ("main", "rest"))
    assert main[0]["x"] == zero["x1"]
    assert float(rest[0]["x"]) + float(rest[0]["width"]) == pytest.approx(float(zero["x1"]), abs=0.2)
    # An interval is a line with two ends, for each of the two rows that have one.
    assert len(places(svg, "line", "app-chart__whisker")) == 6
    assert [text for text in texts(svg) if " to " in text or "No figure" in text] == ["2.1 to 4.3", "−2.9 to 0.1", "No figure"]


@pytest.mark.parametrize("narrow", [False, True])
def test_everything_stands_on_the_sheet(chart, narrow):
    svg = drawn(chart, narrow)
    _, _, width, height = map(float, svg.get("viewBox", "").split())
    for one in svg.iter():
        for name, most in (("x", width), ("x1", width), ("x2", width), ("cx", width), ("y", height), ("y1", height), ("cy", height)):
            assert 0 <= float(one.get(name, 0)) <= most


def test_figure_has_its_title_description_table_and_download(chart):
    html = str(BarChart("Mentoring works", unit=chart.unit, heading="Practice", bars=chart.bars, download=Link("CSV", "/f.csv"), source="Ours"))
    assert html.count('role="img"') == 2
    assert "Source: Ours · <a " in re.sub(r"\s+", " ", html)
    assert 'href="/f.csv"' in html
    assert "Mentoring <b>" not in html
    labels = re.findall(r'aria-labelledby="([\w-]+) ([\w-]+)"', html)
    assert all(html.count(f'id="{one}"') == 1 for pair in labels for one in pair)
    assert "style=" not in html


def test_table_has_interval_columns_and_bare_numbers(chart):
    table = chart.numbers()
    assert [column.label for column in table.columns] == ["Practice", "Months", "95% interval, from", "95% interval, to", "Note"]
    assert table.rows == (
        ("Mentoring <b>", "3.2", "2.1", "4.3", ""),
        ("Isolation", "−1.4", "−2.9", "0.1", ""),
        ("Outdoors", None, None, None, "Too few"),
    )


def test_description_names_the_lowest_and_the_highest(chart):
    assert chart.describe() == ("3 rows, from −1.4 months (Isolation) to 3.2 months (Mentoring <b>). The table below has every number.")


@pytest.mark.parametrize(
    "empty",
    [
        BarChart("Nothing", bars=()),
        BarChart("Nothing", bars=(Bar("a", None),), when_empty="It comes in July."),
        LineChart("Nothing", series=()),
        LineChart("Nothing", series=(Series("a", (Spot(2026, None),)),)),
    ],
)
def test_no_figures_is_an_empty_state_and_not_a_drawing(empty):
    assert "<svg" not in str(empty)
    assert "No figures yet" in str(empty)
    assert empty.when_empty in str(empty)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((float("nan"),), "The value of “Hull” is nan"),
        ((float("inf"),), "The value of “Hull” is inf"),
        ((1, float("-inf"), 2), "The lower end of “Hull” is -inf"),
        ((1, 3, 2), "The interval of “Hull” runs backwards, from 3 to 2"),
        ((1, 0), "The interval of “Hull” has only one end"),
        ((None, 0, 1), "“Hull” has an interval without a value"),
    ],
)
def test_numbers_that_cannot_be_drawn_are_refused(numbers, sentence):
    with pytest.raises(ValueError, match=sentence):
        Bar("Hull", *numbers)
    with pytest.raises(ValueError, match=sentence):
        Spot(2026, *numbers, label="Hull")


def test_years_that_do_not_rise_are_refused():
    with pytest.raises(ValueError, match="must rise"):
        Series("Hull", (Spot(2026, 1), Spot(2026, 2)))


def test_a_missing_year_breaks_the_line_and_a_lone_point_keeps_its_interval():
    series = Series("Hull", (Spot(2020, 1, 0, 2), Spot(2021, 2, 1, 3), Spot(2022, None), Spot(2024, 4, 3, 5)))
    assert [[spot.at for spot in run] for run in runs(series, [2020, 2021, 2022, 2023, 2024])] == [[2020, 2021], [2024]]
    svg = drawn(LineChart("Hull", series=(series,)))
    assert len(places(svg, "path", "app-chart__line")) == 1
    assert len(places(svg, "path", "app-chart__band")) == 1
    assert len(places(svg, "line", "app-chart__whisker")) == 3
    assert len(places(svg, "circle", "app-chart__dot")) == 3


def test_lines_are_named_at_their_ends_and_zero_is_drawn():
    chart = LineChart(
        "Rising",
        unit=Unit("%", places=1),
        series=(Series("North", (Spot(2020, 4.0), Spot(2021, 5.0)), main=True), Series("All", (Spot(2020, 4.0), Spot(2021, 5.0)))),
    )
    svg = drawn(chart)
    assert len(places(svg, "line", "app-chart__zero")) == 1
    assert [text for text in texts(svg) if text in ("North", "All", "5.0%")] == ["North", "5.0%", "All", "5.0%"]
    assert chart.describe().startswith("North: 4.0% in 2020, 5.0% in 2021; All: 4.0% in 2020")
    assert chart.numbers().rows[2] == ("All", "2020", "4.0%")


@example([5e-324])
@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=8))
def test_scale_holds_zero_and_every_value_between_round_ticks(values):
    scale = scale_for(values, 0, 100, 5)
    assert (scale.ticks[0], scale.ticks[-1]) == pytest.approx((scale.low, scale.high))
    assert min(abs(tick) for tick in scale.ticks) == 0
    for value in values:
        assert -0.5 <= scale.place(value) <= 100.5


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6))
def test_labels_are_moved_apart_and_stay_on_the_sheet(middles):
    tops = apart([(middle, 40) for middle in middles], 0, 300)
    assert all(-1e-6 <= top <= 260 + 1e-6 for top in tops)
    assert all(later - earlier >= 40 - 1e-6 for earlier, later in pairwise(sorted(tops)))


@pytest.mark.parametrize(
    ("unit", "value", "written"),
    [
        (Unit("%", places=1), -0.04, "0.0%"),
        (Unit(prefix="£"), -1234.4, "−£1,234"),
        (Unit(" months", places=1), 1, "1.0 months"),
    ],
)
def test_units_write_their_values(unit, value, written):
    assert unit.write(value) == written

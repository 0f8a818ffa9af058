"""Small multiples, spans and charts as files of their own: one scale, both ends, and a look that needs no style sheet."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from difference.web.charts import Bar, BarChart, Hexagon, HexMap, LineChart, Panel, PanelChart, Series, Span, SpanChart, Spot, Step, Unit, as_file
from difference.web.charts.alone import LOOKS, look

from .conftest import ROOT

pytestmark = pytest.mark.once
SVG = "{http://www.w3.org/2000/svg}"
POUNDS = Unit(prefix="£", noun="Cost")


def drawn(chart, narrow=False):
    return ET.fromstring(chart.svg(narrow).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def boxes(svg, tone):
    return [{name: float(one.get(name)) for name in ("x", "y", "width", "height")} for one in svg.iter(f"{SVG}rect") if tone in one.get("class", "")]


@pytest.fixture
def panels():
    return PanelChart(
        "Most is early",
        unit=POUNDS,
        heading="Age",
        front="counted",
        back="due",
        panels=(
            Panel("Places <b>", (Step(14, 900, 1000), Step(15, 0, 0), Step(20, -200, -400)), "£700"),
            Panel("Tax", (Step(14, 0, 0), Step(15, 100, 100), Step(20, 300, 500))),
        ),
    )


@pytest.fixture
def spans():
    return SpanChart(
        "One number moves it",
        unit=POUNDS,
        base=300,
        base_label="£300 at best",
        heading="Number",
        note_heading="Basis",
        most=2,
        spans=(
            Span("A place", 100, 900, "£10", "£20", "assumption", main=True),
            Span("A share that lessens it", 400, -100, "0", "1", "sourced"),
            Span("Little", 290, 310, "0", "1", "sourced"),
        ),
    )


@pytest.mark.parametrize("narrow", [False, True])
def test_all_panels_have_one_scale_and_stand_on_zero(panels, narrow):
    svg = drawn(panels, narrow)
    front, back = boxes(svg, "app-chart__step--main"), boxes(svg, "app-chart__step--rest")
    # A column for each number but zero: its height is its share of one scale.
    heights = {900: front[0], -200: front[1], 100: front[2], 300: front[3], 1000: back[0], -400: back[1], 500: back[3]}
    unit = heights[1000]["height"] / 1000
    for number, box in heights.items():
        assert box["height"] == pytest.approx(abs(number) * unit, abs=0.11)
    zeros = {float(one.get("y1")) for one in svg.iter(f"{SVG}line") if "app-chart__zero" in one.get("class", "")}
    assert len(zeros) == (2 if narrow else 1)
    assert heights[900]["y"] + heights[900]["height"] == pytest.approx(heights[-200]["y"], abs=0.2)
    assert min(abs(heights[-200]["y"] - zero) for zero in zeros) < 0.2


@pytest.mark.parametrize("narrow", [False, True])
def test_everything_of_panels_and_spans_stands_on_the_sheet(panels, spans, narrow):
    for chart in (panels, spans):
        svg = drawn(chart, narrow)
        _, _, width, height = map(float, svg.get("viewBox").split())
        for one in svg.iter():
            right, bottom = (float(one.get(place, 0)) + float(one.get(size, 0)) for place, size in (("x", "width"), ("y", "height")))
            assert one is svg or (0 <= right <= width + 0.1 and 0 <= bottom <= height + 0.1)


def test_the_table_of_panels_has_every_number_and_both_sums(panels):
    table = panels.numbers()
    assert [column.label for column in table.columns] == ["Age", "Places <b>", "Tax", "Together, due", "Together, counted"]
    assert table.rows == (
        ("14", "£1,000", "£0", "£1,000", "£900"),
        ("15", "£0", "£100", "£100", "£100"),
        ("20", "−£400", "£500", "£100", "£100"),
    )
    assert "Places <b>" not in str(panels)
    assert "Places <b>: £700, most at 14, £900; Tax: most at 20, £300" in panels.describe()


def test_panels_without_a_column_behind_have_one_sum():
    chart = PanelChart("Few", unit=POUNDS, panels=(Panel("One", (Step(1, 5),)),))
    assert [column.label for column in chart.numbers().columns] == ["Year", "One", "Together"]
    assert chart.numbers().rows == (("1", "£5", "£5"),)


def test_panels_of_different_years_are_refused():
    with pytest.raises(ValueError, match="the same places"):
        PanelChart("No", panels=(Panel("One", (Step(1, 5),)), Panel("Two", (Step(2, 5),))))
    with pytest.raises(ValueError, match="cannot be drawn"):
        Step(1, float("nan"))


def test_panels_without_money_are_empty():
    assert PanelChart("None", panels=(Panel("One", (Step(1, 0, 0),)),)).is_empty
    assert "<svg" not in str(PanelChart("None", panels=(Panel("One", (Step(1, 0, 0),)),)))


@pytest.mark.parametrize("narrow", [False, True])
def test_a_span_reaches_from_end_to_end_around_the_answer(spans, narrow):
    svg = drawn(spans, narrow)
    main, rest = boxes(svg, "app-chart__bar--main"), boxes(svg, "app-chart__bar--rest")
    assert (len(main), len(rest)) == (1, 1)
    bases = {float(one.get("x1")) for one in svg.iter(f"{SVG}line") if "app-chart__base" in one.get("class", "")}
    zeros = {float(one.get("x1")) for one in svg.iter(f"{SVG}line") if "app-chart__zero" in one.get("class", "")}
    assert (len(bases), len(zeros)) == (1, 1)
    unit = main[0]["width"] / 800
    assert rest[0]["width"] == pytest.approx(500 * unit, abs=0.2)
    (base,), (zero,) = bases, zeros
    assert base - zero == pytest.approx(300 * unit, abs=0.2)
    assert main[0]["x"] - zero == pytest.approx(100 * unit, abs=0.2)
    assert rest[0]["x"] - zero == pytest.approx(-100 * unit, abs=0.2)


def test_words_of_spans_are_not_struck_through(spans):
    svg = drawn(spans)
    lines = [(float(one.get("y1")), float(one.get("y2"))) for one in svg.iter(f"{SVG}line")]
    baselines = [float(one.get("y")) for one in svg.iter(f"{SVG}text") if float(one.get("x")) == 0]
    assert baselines
    assert [(y, line) for y in baselines for line in lines if line[0] < y - 1 < line[1]] == []


def test_the_table_of_spans_has_those_that_are_not_drawn(spans):
    table = spans.numbers()
    assert [column.label for column in table.columns] == ["Number", "From", "Cost there", "To", "Cost there", "Apart", "Basis"]
    assert table.rows[1:] == (
        ("A share that lessens it", "0", "£400", "1", "−£100", "£500", "sourced"),
        ("Little", "0", "£290", "1", "£310", "£20", "sourced"),
    )
    assert [text for text in drawn(spans).itertext() if "Little" in text] == []


def test_spans_without_rows_say_so():
    assert "Nothing moves it" in str(SpanChart("None", spans=(), base=1, when_empty="Nothing moves it"))


def test_long_intervals_stay_on_a_narrow_sheet():
    chart = BarChart("Wide", unit=POUNDS, bars=(Bar("All", 1_234_567, 123_456, 12_345_678), Bar("Less", 3, 1, 5)))
    svg = drawn(chart, narrow=True)
    (words,) = [one for one in svg.iter(f"{SVG}text") if one.text == "£123,456 to £12,345,678"]
    assert float(words.get("x")) + 7 * len(words.text) <= 320
    short = drawn(BarChart("Short", unit=POUNDS, bars=(Bar("All", 3, 1, 5),)), narrow=True)
    (words,) = [one for one in short.iter(f"{SVG}text") if one.text == "£1 to £5"]
    assert float(words.get("x")) == 212


CHARTS = {
    "bars": BarChart("Bars & <more>", bars=(Bar("A", 1, 0, 2), Bar("B", 2, main=True))),
    "dots": BarChart("Dots", bars=(Bar("A", 1, 0, 2), Bar("B", 2, 1, 3, main=True)), mark="dot"),
    "lines": LineChart("Lines", series=(Series("A", (Spot(1, 1, 0, 2), Spot(2, 2, 1, 3)), main=True), Series("B", (Spot(1, 3, 2, 4), Spot(3, 1))))),
    "map": HexMap(
        "Map",
        hexagons=(
            Hexagon("A", "A", 0, 0, 1.0, group="x"),
            Hexagon("B", "B", 1, 0, 9.0, group="y", main=True),
            Hexagon("C", "C", 0, 1),
            Hexagon("D", "D", 1, 1, withheld=True),
        ),
    ),
}


@pytest.mark.parametrize("kind", [*CHARTS, "panels", "spans"])
def test_every_chart_stands_alone_with_a_look_for_everything_that_it_draws(kind, request):
    chart = CHARTS.get(kind) or request.getfixturevalue(kind)
    svg = ET.fromstring(as_file(chart, ["Source: <ours>", "Retrieved"]).encode())
    words = [text for text in svg.itertext() if text.strip()]
    assert {"Source: <ours>", "Retrieved", chart.sentence} <= set(words)
    for shape in chart.drawing(narrow=False).shapes:
        looks = look(shape.classes)
        assert "fill" in looks or "stroke" in looks, shape.classes
    assert [one.tag for one in svg.iter() if one.get("class")] == []


def test_a_long_address_is_not_cut_short_under_a_picture():
    address = "https://difference.example.org/observatory/cost/model/?" + "&".join(f"number_{number}=0.{number}" for number in range(100))
    text = as_file(CHARTS["bars"], [address])
    foot = "".join(re.findall(r'font-size="14" fill="#465256">([^<]*)</text>', text)).replace("&amp;", "&")
    assert address in foot


def test_the_look_of_a_file_is_that_of_the_style_sheet():
    css = "".join((ROOT / f"src/difference/web/assets/{name}.scss").read_text() for name in ("_charts", "_hexmap", "_pointmap"))
    for name, attributes in LOOKS.items():
        assert f".{name}" in css or name.rpartition("--")[0] in css
        for value in attributes.values():
            if value.startswith("#") and value not in {"#fff", "#1b2627", "#465256"}:
                assert value in css


def test_a_picture_without_numbers_is_a_file_that_says_how_they_come():
    drawn = as_file(
        BarChart("Nothing yet", bars=(Bar("Kent", None, note="No data"),), when_empty="They come with the next file."), ["Source: nobody"]
    )
    assert drawn.count("They come with the next file.") == 2
    assert "Source: nobody" in drawn

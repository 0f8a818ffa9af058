"""The findings as their pages show them: the story, the table, one finding, and the register's chart."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from difference.foundations.schools import showing as schools
from difference.sector.observatory import wording
from difference.sector.observatory.computing import AGREES, DIFFERS, NO_DATA, Computed
from difference.sector.observatory.computing.answers import readings
from difference.sector.observatory.published import Figure, Finding, published
from difference.sector.observatory.queries import Beside, Observatory
from difference.sector.observatory.register import Register
from difference.sector.observatory.wording import BILLION
from difference.web.charts.bars import Bar, BarChart
from difference.web.charts.lines import LineChart, Series, Spot
from difference.web.charts.units import Unit
from difference.web.components.lists import Row
from difference.web.components.moments import in_words
from difference.web.components.tables import Column
from difference.web.values import Link, Tag

COLUMNS = ("Finding", "As published", "Computed here", "Verdict")
TYPE_COLUMNS = (Column("Type"), Column("Schools", numeric=True), Column("Share", numeric=True))
OTHER_COLUMNS = ("Figure", "Period", "Source")
VERDICTS = {AGREES: ("Agrees", "good"), DIFFERS: ("Differs", "hand"), NO_DATA: ("No data", "neutral")}
NOTHING = "Nothing yet"


def address_of(finding: Finding) -> str:
    """The address of a finding's page."""
    return reverse("observatory:finding", args=[finding.id])


def in_figures(figure: Figure) -> str:
    """A published figure with what it is of."""
    words = wording.figure(figure.value, figure.unit)
    return f"{words} {figure.of}" if figure.of.startswith("of ") else words


def computed_in_words(computed: Computed | None) -> str:
    """The computed value with its interval and counts."""
    if computed is None:
        return NOTHING
    value, low, high = (wording.rounded(number, computed.unit) for number in (computed.value, computed.low, computed.high))
    words = wording.figure(value, computed.unit)
    between = wording.interval(low, high, computed.unit, computed.interval) if low != high else ""
    if between:
        return f"{words} ({between})"
    return f"{words} of {computed.denominator:,}" if computed.numerator < computed.denominator else words


def verdict(beside: Beside) -> Tag:
    """The verdict in a word; of an invented country it is no praise and no warning."""
    word, tone = VERDICTS[beside.answer.verdict]
    return Tag(f"{word} (invented)", "neutral") if beside.invented and beside.answer.computed else Tag(word, tone)


def row(beside: Beside) -> tuple[object, ...]:
    """A finding's row in the table."""
    finding, computed = beside.finding, beside.answer.computed
    words = computed_in_words(computed)
    if computed is not None:
        words = f"{words}, in an invented country" if beside.invented else f"{words}, {computed.period}"
    return Link(finding.title, address_of(finding)), f"{in_figures(finding.published)}, {finding.published.period}", words, verdict(beside)


def how_many(found: Observatory) -> str:
    """How many of the findings can be computed today, and what came of it."""
    agree, differ = len(found.with_verdict(AGREES)), len(found.with_verdict(DIFFERS))
    number = len(found.findings)
    if not agree + differ:
        return f"None of the {number} findings can be computed from what is loaded here today. Each page says which data it waits for."
    agreeing = f"{agree} agrees" if agree == 1 else f"{agree} agree"
    differing = f"{differ} differs" if differ == 1 else f"{differ} differ"
    invented = all(beside.invented for beside in found.findings if beside.answer.computed)
    loaded = "the invented country that is loaded here" if invented else "what is loaded here today"
    can = f"{agree + differ} of the {number} findings can be computed from {loaded}"
    return f"{can}: {agreeing} with what was published, {differing}. The others wait for data."


def story() -> list[str]:
    """The report’s case in its own figures, as published."""
    figures = {finding.id: wording.figure(finding.published.value, finding.published.unit) for finding in published().findings}
    said = {name: "twice" if figure == "2 times" else figure for name, figure in figures.items()}
    return [paragraph.format_map(said) for paragraph in published().story]


def chart(register: Register) -> BarChart:
    """Open alternative-provision schools by region, as the register has them now."""
    counts = register.by_region
    most = max(counts, key=lambda name: counts[name], default="")
    sentence = (
        f"{most} has {counts[most]} of the {register.total} open alternative-provision schools" if most else "No register has been imported yet"
    )
    return BarChart(
        sentence, bars=tuple(Bar(name, number, main=name == most) for name, number in counts.items()), heading="Region",
        unit=Unit(noun="Open alternative-provision schools"), source=schools.credit(),
        when_empty="They will be shown here once a register file has been imported.",
    )  # fmt: skip


def types(register: Register) -> list[tuple[object, ...]]:
    """Open schools by type, with each type’s share."""
    return [(name, number, f"{100 * number / register.total:.0f}%") for name, number in register.by_type.items()]


def register_facts(register: Register) -> list[Row]:
    """What else the register says, or that it does not say it."""
    grades = register.by_grade
    return [
        Row("Date of the register", in_words(register.dated, weekday=False) if register.dated else None, missing="None imported"),
        Row("Grade at the last inspection", [f"{grade}: {number}" for grade, number in grades.items()] if grades else schools.UNKNOWN),
        Row("Opened in the year before that date", _listed(register.opened)),
        Row("Closed in the year before that date", _listed(register.closed)),
    ]


def _listed(found: Any) -> object:
    return schools.UNKNOWN if found is None else [schools.link_to(school) for school in found] or "None"


def facts(beside: Beside) -> list[Row]:
    """A finding as published and as computed."""
    figure, computed = beside.finding.published, beside.answer.computed
    rows = [
        Row("As published", in_figures(figure)),
        Row("Period", figure.period),
        Row("Source", figure.source),
        Row("Computed here", computed_in_words(computed)),
    ]
    if computed is not None:
        counted = f"{computed.numerator:,} of {computed.denominator:,}" if computed.numerator < computed.denominator else None
        rows += [*([Row("Counted", counted)] if counted else []), Row("Of the period", computed.period)]
    return [*rows, Row("Verdict", verdict(beside))]


def picture(beside: Beside) -> LineChart | BarChart | None:
    """The finding as a chart: its series, else the published figure beside the computed one; None where nothing is computed."""
    return _series(beside) if len(beside.answer.series) > 1 else _beside(beside)


def _series(beside: Beside) -> LineChart:
    computed = beside.answer.computed
    spots = tuple(Spot(each.year, each.value, each.low, each.high, each.period, each.note) for each in beside.answer.series)
    return LineChart(
        beside.answer.says, series=(Series("", spots, main=True),), unit=_unit(beside), interval=computed.interval if computed else "95% interval",
        source=_source(computed),
    )  # fmt: skip


def _beside(beside: Beside) -> BarChart | None:
    figure, computed = beside.finding.published, beside.answer.computed
    if computed is None or figure.value is None or figure.unit != computed.unit:
        return None
    unit, size = _unit(beside), BILLION if _is_billions(beside) else 1
    low, high = (None if number is None else float(number) / size for number in (computed.low, computed.high))
    least, most = (float(number) / size for number in readings(figure))
    note = "; ".join([computed.period, *([computed.interval] if low is not None else [])])
    bars = (
        Bar("As published", float(figure.value) / size, least, most, f"{figure.period}; all that is written so"),
        Bar("Computed here", float(computed.value) / size, low, high, note, main=True),
    )
    sentence = f"{beside.finding.title}: {in_figures(figure)} as published, {computed_in_words(computed)} as computed here"
    return BarChart(
        sentence, bars=bars, mark="dot", unit=unit, heading="Figure", interval="Interval", source=_source(computed),
        reading=f"{'In billions of pounds. ' if size == BILLION else ''}The published figure is drawn as wide as what its rounding can stand for.",
    )  # fmt: skip


def _is_billions(beside: Beside) -> bool:
    figure = beside.finding.published
    return figure.unit == "pounds" and (figure.value or 0) >= BILLION


def _unit(beside: Beside) -> Unit:
    """How the numbers of a finding's chart are written."""
    computed = beside.answer.computed
    unit = computed.unit if computed else beside.finding.published.unit
    if unit == "pounds":
        return Unit("bn", "£", places=2, noun="Billion pounds") if _is_billions(beside) else Unit(prefix="£", noun="Pounds")
    if unit == "per cent":
        return Unit("%", places=1, noun="Per cent")
    return Unit(places=1, noun="Times as likely") if unit == "times" else Unit(noun=f"{unit[:1].upper()}{unit[1:]}")


def _source(computed: Computed | None) -> str:
    files = computed.inputs.get("files", ()) if computed else ()
    return "; ".join(dict.fromkeys(f"{each.get('publisher', each.get('kind'))}: {each['file']}" for each in files))


def others(finding: Finding) -> list[tuple[object, ...]]:
    """Further figures on the same subject."""
    return [
        (f"{wording.figure(other.value, other.unit)}{f': {other.of}' if other.of else ''}", other.period, other.source) for other in finding.others
    ]

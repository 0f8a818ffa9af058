"""The page of one place: its rates over years beside its region and England, its schools, its cost, and its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from difference.sector.observatory import wording
from difference.sector.observatory.places import geography, words
from difference.sector.observatory.places.counting import ESTIMATED, ROUNDED, SUPPRESSED
from difference.sector.observatory.places.local_cost import LocalCost
from difference.sector.observatory.places.measures import Measure
from difference.sector.observatory.places.provision import GRADES, Open
from difference.sector.observatory.places.rates import Rate
from difference.sector.observatory.places.tables import Series
from difference.web.charts.lines import LineChart, Spot
from difference.web.charts.lines import Series as Line
from difference.web.charts.units import Unit
from difference.web.components.lists import Row
from difference.web.components.tables import Column
from difference.web.values import Link

GLANCE = ("Measure", "Here, 95% interval", "Counted", "Region", "England", "Rank")
# Notes that the counts themselves do not say.
ODD = (SUPPRESSED, ROUNDED, ESTIMATED)
GRADED = (Column("On 31 August"), *(Column(grade.capitalize(), numeric=True) for grade in GRADES), Column("Graded schools", numeric=True))


@dataclass(frozen=True)
class Shown:
    """A measure on the page: its chart, or why there is none."""

    series: Series
    chart: LineChart | None
    says: Sequence[str]

    @property
    def title(self) -> str:
        """The measure’s title."""
        return self.series.measure.title


def glance(held: Iterable[Series], ranks: Mapping[str, str | None]) -> list[tuple[object, ...]]:
    """The latest figure of each measure, with its interval, beside the region’s and England’s of the same period."""
    rows: list[tuple[object, ...]] = []
    for series in held:
        if not series.own:
            continue
        measure, last = series.measure, series.own[-1]
        region, whole = (_of_year(line, last.count.year) for line in (series.region, series.england))
        rows.append(
            (
                f"{measure.short}, {words.period(measure, last.count.period)}", f"{words.both(measure, last)} {_unit(measure)}",
                words.counted(measure, last.count), words.both(measure, region), words.both(measure, whole), ranks.get(measure.id),
            )
        )  # fmt: skip
    return rows


def _unit(measure: Measure) -> str:
    """What a rate is of, after its number."""
    return f"of {measure.among}" if measure.share else f"per {measure.per:,} {measure.among}"


def _of_year(line: Sequence[Rate], year: int) -> Rate | None:
    return next((rate for rate in line if rate.count.year == year), None)


def shown(series: Series, place: geography.Place, source: str) -> Shown:
    """A measure over years as a chart; one year alone is a sentence."""
    own = series.own
    lines = [(place.name, own, True), (geography.region_of(place).name, series.region, False), (geography.WHOLE.name, series.england, False)]
    drawn = [Line(name, tuple(_spot(series, rate) for rate in rates), main) for name, rates, main in lines if rates]
    chart = None
    if len(own) > 1:
        unit = Unit("%" if series.measure.share else "", places=series.measure.places, noun=_capital(series.measure.noun))
        picture = Link("Download the picture (SVG)", reverse("observatory:place-svg", args=[place.code, series.measure.id]))
        chart = LineChart(_sentence(series), series=tuple(drawn), unit=unit, source=source, reading=_reading(series), download=picture)
    return Shown(series, chart, _says(series, chart is not None))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _spot(series: Series, rate: Rate) -> Spot:
    notes = (words.counted(series.measure, rate.count), *(note for note in rate.count.notes if note in ODD))
    return Spot(rate.count.year, rate.value, rate.low, rate.high, rate.count.period, "; ".join(notes))


def _sentence(series: Series) -> str:
    measure, last = series.measure, series.own[-1]
    whole = _of_year(series.england, last.count.year)
    beside = f"; England {words.both(measure, whole)}" if whole else ""
    where = f"{_capital(last.place.in_words)}, {words.period(measure, last.count.period)}"
    return f"{where}: {words.both(measure, last)} {measure.noun if not measure.share else measure.noun.removeprefix('per cent ')}{beside}"


def _reading(series: Series) -> str:
    if any(SUPPRESSED in rate.count.notes for rate in series.own):
        return "Where a cell is suppressed, the line runs through the middle of what it can be; the band holds all of it, and chance besides."
    return ""


def _says(series: Series, has_chart: bool) -> list[str]:
    """What stands beneath or instead of the chart."""
    measure, said = series.measure, []
    if series.own and not has_chart:
        said.append(f"{_sentence(series)}. {_capital(words.counted(measure, series.own[-1].count))}.")
        said += [f"{_capital(note)}." for note in series.own[-1].count.notes if note in ODD]
    if series.counted:
        counts = "; ".join(f"{words.period(measure, count.period)}: {words.counted(measure, count)}" for count in series.counted)
        said.append(f"Counted, without pupils of the same area to set it beside: {counts}.")
    said += [
        f"{each.name} ended and was divided; its figures of {each.periods[0]}{f' to {each.periods[-1]}' if len(each.periods) > 1 else ''} belong to no authority of today, so they are not shown here."
        for each in series.left
    ]
    return said


def graded(grades: Mapping[str, Mapping[str, int]]) -> list[tuple[object, ...]]:
    """Schools by grade and year, with the denominator."""
    return [(period, *(counts[grade] for grade in GRADES), sum(counts.values())) for period, counts in grades.items()]


def schools_now(found: Open | None, day: str) -> str:
    """How many schools are open, in a sentence."""
    if found is None:
        return ""
    count = "One alternative-provision school is" if found.schools == 1 else f"{found.schools or 'No'} alternative-provision schools are"
    return f"{count} open in the register of {day}."


def cost_rows(found: LocalCost) -> list[Row]:
    """The cost of one year’s permanent exclusions."""
    count = found.count
    return [
        Row("Permanent exclusions", f"{words.number(count.low, count.high)} in {count.period}"),
        Row("Cost of one", f"{wording.pounds(round(found.per_pupil, -3))}, by the open model, in {found.price_year} prices"),
        Row("Cost of all, over their lives", f"{wording.pounds(_rounded(found.total))} (95% of the model’s draws: {wording.pounds(_rounded(found.low))} to {wording.pounds(_rounded(found.high))})"),
        Row("What it counts", found.scope),
        Row("What it rests on", f"{found.assumptions} of the model’s {found.parameters} numbers are assumptions, so the interval is narrower than what is not known."),
    ]  # fmt: skip


def _rounded(pounds: float) -> float:
    return round(pounds, -3) if abs(pounds) < 1_000_000 else round(pounds, -5)


def area_notes(place: geography.Place) -> list[str]:
    """What became part of an authority, and what of it is missing before."""
    if place.kind != geography.AUTHORITY:
        return []
    held = sorted(geography.official(code).name for code in geography.gathered(place.code))
    notes = [f"Figures of {' and '.join(held)} are read here for the years before they became part of it."] if held else []
    for each in geography.divided(place.code):
        until = f" on {each.until.day} {each.until:%B %Y}" if each.until else ""
        notes.append(
            f"A part of {place.name} belonged to {each.name}, which ended{until} and was divided: what was counted there is not among its figures."
        )
    return notes

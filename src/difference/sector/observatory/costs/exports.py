"""The tables and pictures of the cost pages as files: CSV under a few lines that say what it is, SVG over the same, and a scenario as JSON."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from difference.methods import costing
from difference.sector.observatory.costs import about, charts, quoted, showing
from difference.sector.observatory.costs.about import About
from difference.sector.observatory.costs.answers import DRAWS, SEED, answer, doubt, life
from difference.sector.observatory.costs.asked import Asked
from difference.sector.observatory.costs.comparing import compare
from difference.sector.observatory.costs.scenario import assumed, open_model
from difference.web.charts import as_file
from difference.web.charts.figure import Figure

Row = tuple[object, ...]
OVERVIEW, MODEL, LIFE, DOUBT = "cost", "cost-model", "cost-life", "cost-doubt"


@dataclass(frozen=True)
class Table:
    """A table to fetch: the page on which it stands, its columns, and its rows for what is asked."""

    page: str
    columns: tuple[str, ...]
    rows: Callable[[Asked], Iterator[Row]]


@dataclass(frozen=True)
class Picture:
    """A picture to fetch: the page on which it stands, and how it is drawn for what is asked."""

    page: str
    draw: Callable[[Asked], Figure]


def as_csv(table: Table, asked: Asked, said: About) -> str:
    """The table under lines that begin with “# ”. Money is in whole pounds, as on the page."""
    out = io.StringIO()
    out.writelines(f"# {line}\r\n" for line in said.lines)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows(asked))
    return out.getvalue()


def as_svg(picture: Picture, asked: Asked, said: About) -> str:
    """The picture with its reading and what it is beneath."""
    figure = picture.draw(asked)
    return as_file(figure, [figure.reading, *said.lines])


def as_data(asked: Asked, said: About) -> dict[str, Any]:
    """What `difference cost --json` prints for the scenario, and what it is."""
    model, found = open_model(), answer(asked.scenario)
    cost = costing.cost(asked.scenario.model, asked.pupils, DRAWS, SEED)
    pays = found.pays
    return cost.as_data() | {
        "pupils": asked.pupils,
        "error": round(cost.error or 0, 2),
        "draws": DRAWS,
        "seed": SEED,
        "scenario": {
            "model": model.key,
            "dated": model.dated.isoformat(),
            "values": dict(asked.scenario.values),
            "schedule": asked.scenario.schedule,
        },
        "numbers": {"all": len(model.parameters), "assumptions": assumed(model)},
        "break_even": {
            "unit": pays.unit,
            "exclusions": _finite(pays.exclusions),
            "low": _finite(pays.low),
            "high": _finite(pays.high),
            "pays": pays.pays,
        },
        "left_out": list(model.left_out),
        "command": about.command(asked),
        "citation": said.citation,
        "address": said.address,
    }


def _finite(number: float) -> float | None:
    return round(number, 4) if math.isfinite(number) else None


def _quoted(asked: Asked) -> Iterator[Row]:
    for group in quoted.groups():
        for total in group.totals:
            start = (total.key, round(total.value), total.source, round(total.per_pupil), total.implied)
            for product in total.products:
                yield (*start, product.count.title, product.count.value, round(product.total), "yes" if product.agrees else "no")
            if not total.products:
                yield (*start, "", "", "", "")


def _published(asked: Asked) -> Iterator[Row]:
    for key in quoted.PRESETS:
        model = quoted.published(key)
        yield model.key, model.title, round(model.per_pupil), "", "", model.price_year, model.scope, model.made, model.source


def _scenario(asked: Asked) -> Iterator[Row]:
    comparison = compare(asked)
    for line in comparison.lines:
        for column, (name, scenario) in enumerate(comparison.scenarios):
            amount, difference = line.amounts[column], line.difference(column)
            numbers = (amount.value, *(amount.ends or (None, None)), difference)
            yield line.key, line.title, name, scenario.query, *(_cell(number, line.money) for number in numbers)


def _cell(number: float | None, money: bool) -> object:
    if number is None or not math.isfinite(number):
        return ""
    return round(number) if money else f"{number:.2f}"


def _numbers(asked: Asked) -> Iterator[Row]:
    taken = dict(asked.scenario.values)
    for key, each in open_model().parameters.items():
        used = costing.write_number(taken[key]) if key in taken else ""
        yield (
            key, each.title, each.unit, each.price_year or "", *map(costing.write_number, (each.value, each.low, each.high)), each.distribution, used,
            "assumption" if each.is_assumption else "sourced", each.source, each.assumption, each.note,
        )  # fmt: skip


def _life(asked: Asked) -> Iterator[Row]:
    flow = life(asked.scenario)
    for row, age in enumerate(flow.ages):
        for column, component in enumerate(flow.components):
            yield int(age), component, round(flow.amounts[row, column]), round(flow.discounted[row, column])


def _sway(asked: Asked) -> Iterator[Row]:
    where = charts.first_used(open_model())
    for bar in doubt(asked.scenario).bars:
        ends = costing.write_number(bar.low), round(bar.at_low), costing.write_number(bar.high), round(bar.at_high)
        yield bar.key, bar.title, where[bar.key], *ends, "assumption" if bar.is_assumption else "sourced"


def _information(asked: Asked) -> Iterator[Row]:
    found = doubt(asked.scenario).information
    for part in found.parts:
        basis = "assumption" if part.is_assumption else "sourced"
        yield part.key, part.title, basis, round(part.value), "yes" if part.value > showing.chance(found) else "no"


TABLES: Mapping[str, Table] = {
    "quoted": Table(
        OVERVIEW,
        ("total", "pounds", "source", "cost_of_one", "pupils_implied", "published_count", "pupils", "count_times_cost_of_one", "fits"),
        _quoted,
    ),
    "published": Table(OVERVIEW, ("preset", "title", "per_pupil", "low", "high", "price_year", "scope", "made", "source"), _published),
    "scenario": Table(MODEL, ("key", "title", "scenario", "query", "value", "low", "high", "difference"), _scenario),
    "numbers": Table(
        MODEL,
        (
            "key", "title", "unit", "price_year", "value", "low", "high", "distribution", "taken_as", "basis", "source", "assumption", "note",
        ),
        _numbers,
    ),
    "life": Table(LIFE, ("age", "component", "as_it_falls_due", "as_it_counts"), _life),
    "sway": Table(DOUBT, ("key", "title", "outcome", "low", "cost_at_low", "high", "cost_at_high", "basis"), _sway),
    "information": Table(DOUBT, ("key", "title", "basis", "worth_for_one_unit", "above_chance"), _information),
}  # fmt: skip
PICTURES: Mapping[str, Picture] = {
    "parts": Picture(MODEL, lambda asked: charts.parts(open_model(), answer(asked.scenario))),
    "life": Picture(LIFE, lambda asked: charts.over_a_life(open_model(), life(asked.scenario))),
    "sway": Picture(DOUBT, lambda asked: charts.sway(asked.scenario.model, doubt(asked.scenario))),
}

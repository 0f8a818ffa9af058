"""Another choice of some parameters: read from texts, written as the query of an address, and put into a model."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from difference.errors import BadInput
from difference.methods.costing.discounting import SCHEDULES, discounting_source
from difference.methods.costing.model import UNITS, Model, Parameter
from difference.methods.problems import Problems

WRONG = "These values cannot be used."
# A comma stands between thousands and nowhere else, so that a decimal comma is refused and not read as ten times as much.
NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d*)?(?:[eE][+-]?\d+)?", re.ASCII)


def with_values(model: Model, values: Mapping[str, float]) -> Model:
    """The model with some parameters taken for certain, each in its own unit and prices. Raises BadInput with every mistake, by key."""
    problems = Problems()
    for key, value in values.items():
        _check(model, key, value, problems)
    problems.refuse(WRONG)
    return replace(model, parameters={key: each.at(float(values[key])) if key in values else each for key, each in model.parameters.items()})


def with_schedule(model: Model, schedule: str | None = None, edition: str | None = None) -> Model:
    """The model discounted by another schedule or edition of the Green Book. Raises BadInput for one that there is not."""
    chosen = schedule or model.schedule
    if chosen not in SCHEDULES:
        raise BadInput(WRONG, fields={"schedule": [f"“{chosen}” is not known; there are: {', '.join(SCHEDULES)}."]})
    discounting_source(edition)
    return replace(model, schedule=chosen, edition=edition or model.edition)


def read_values(model: Model, pairs: Iterable[tuple[str, str]], besides: Iterable[str] = ()) -> dict[str, float]:
    """The values written in `pairs` of key and text, such as a form or the query of an address has them; empty texts are left out.

    Keys in `besides` belong to somebody else. Raises BadInput with every mistake, by key.
    """
    problems = Problems()
    values = _values(model, pairs, frozenset(besides), problems)
    problems.refuse(WRONG)
    return values


def read_settings(model: Model, texts: Iterable[str], besides: Iterable[str] = ()) -> dict[str, float]:
    """The values written in texts as key=value. Raises BadInput with every mistake, by key."""
    problems, pairs = Problems(), list[tuple[str, str]]()
    for text in texts:
        key, equals, value = text.partition("=")
        if equals and key.strip() and value.strip():
            pairs.append((key.strip(), value))
        else:
            problems.add(text.strip() or "(nothing)", "It is written as key=value.")
    values = _values(model, pairs, frozenset(besides), problems)
    problems.refuse(WRONG)
    return values


def query_string(values: Mapping[str, float]) -> str:
    """The values as the query of an address, sorted by key, without a question mark; it needs no escaping."""
    return "&".join(f"{key}={write_number(value)}" for key, value in sorted(values.items()))


def read_query(model: Model, query: str, besides: Iterable[str] = ()) -> dict[str, float]:
    """The values of `query_string`. Raises BadInput with every mistake, by key."""
    return read_settings(model, (part for part in query.removeprefix("?").split("&") if part), besides)


def read_number(text: str) -> float | None:
    """The finite number written in `text`, where a comma may stand between thousands; None where there is none."""
    written = text.strip()
    number = float(written.replace(",", "")) if NUMBER.fullmatch(written) else math.nan
    return number if math.isfinite(number) else None


def write_number(value: float) -> str:
    """The shortest text that reads back as `value`."""
    return repr(float(value)).removesuffix(".0").replace("e+", "e")


def outside(parameter: Parameter, value: float) -> bool:
    """Whether `value` lies outside the range that the model gives: allowed, and worth saying."""
    return not parameter.low <= value <= parameter.high


def _values(model: Model, pairs: Iterable[tuple[str, str]], others: frozenset[str], problems: Problems) -> dict[str, float]:
    values: dict[str, float] = {}
    for key, text in pairs:
        if key in others or not text.strip():
            continue
        number = read_number(text)
        if key in values:
            problems.add(key, "It is given twice.")
        elif number is None:
            problems.add(key, f"“{text.strip()}” is not a number.")
        else:
            values[key] = number
            _check(model, key, number, problems)
    return values


def _check(model: Model, key: str, value: float, problems: Problems) -> None:
    if key not in model.parameters:
        problems.add(key, "There is no such parameter.")
        return
    unit = UNITS[model.parameters[key].unit]
    if not unit.least <= value <= unit.most:
        problems.add(key, f"{write_number(value)} is outside what it can be: {unit.words}, from {unit.least:g} to {unit.most:,.0f}.")

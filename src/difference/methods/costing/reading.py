"""Reads a model of costs from TOML and says everything that is wrong with it at once, each mistake with its place."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any

from difference.errors import BadInput
from difference.methods.costing.checking import check
from difference.methods.costing.discounting import SCHEDULES
from difference.methods.costing.distributions import DISTRIBUTIONS, FIXED
from difference.methods.costing.fields import MODEL_KEY, Fields, listed, named
from difference.methods.costing.model import COUNTERFACTUALS, UNITS, Component, Model, Outcome, Parameter, Programme, Published
from difference.methods.problems import Problems

WRONG = "This model of costs cannot be used."
KINDS = ("model", "published")


def read(text: str) -> Model | Published:
    """The model written in `text` (the format is in `docs/methods/costing.md`). Raises BadInput with every mistake, each with its place."""
    problems = Problems()
    top = Fields("model", _parse(text), problems)
    found = _published(top) if top.choice("kind", KINDS) == "published" else _model(top, problems)
    top.finish()
    if isinstance(found, Model):
        check(found, problems)
    problems.refuse(WRONG)
    return found


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(at.group(1)) if at else text.count("\n") + 1
        raise BadInput("This is not TOML.", lines={line: str(error)}) from None
    except RecursionError:
        raise BadInput("This TOML is nested too deeply to be read.") from None


def _key(top: Fields) -> str:
    key = top.text("key")
    if key and not MODEL_KEY.fullmatch(key):
        top.wrong("“key” is small letters, digits and hyphens, and begins with a letter.")
    return key


def _published(top: Fields) -> Published:
    return Published(
        key=_key(top),
        title=top.text("title"),
        per_pupil=top.number("per_pupil", 0, 1e9),
        price_year=top.text("price_year"),
        scope=top.text("scope"),
        source=top.text("source"),
        made=top.text("made"),
    )


def _model(top: Fields, problems: Problems) -> Model:
    parameters = {key: _parameter(key, row) for key, row in named(top, "parameters", problems)}
    components = tuple(Component(row.text("key"), row.text("title")) for row in listed(top, "components", problems))
    return Model(
        key=_key(top),
        title=top.text("title"),
        dated=top.date("dated") or dt.date.min,
        scope=top.text("scope"),
        price_year=top.price_year("price_year"),
        excluded_at=top.whole("excluded_at", least=4, most=19),
        parameters=parameters,
        components=components,
        outcomes=tuple(_outcome(row, parameters) for row in listed(top, "outcomes", problems)),
        programme=_programme(Fields("programme", top.table("programme"), problems), parameters) if "programme" in top else None,
        schedule=top.choice("schedule", SCHEDULES) if "schedule" in top else "standard",
        edition=top.maybe("edition") or None,
        deflator=top.maybe("deflator") or None,
        left_out=top.texts("left_out"),
    )


def _parameter(key: str, row: Fields) -> Parameter:
    unit = UNITS[row.choice("unit", tuple(UNITS))]
    law = row.choice("distribution", tuple(DISTRIBUTIONS))
    value = row.number("value", unit.least, unit.most)
    fixed = law == FIXED
    return Parameter(
        key=key,
        title=row.text("title"),
        unit=row.text("unit"),
        value=value,
        low=value if fixed else row.number("low", unit.least, unit.most),
        high=value if fixed else row.number("high", unit.least, unit.most),
        distribution=law,
        source=row.maybe("source"),
        assumption=row.maybe("assumption"),
        note=row.maybe("note"),
        price_year=row.price_year("price_year") if unit.money else None,
    )


def _outcome(row: Fields, known: dict[str, Parameter]) -> Outcome:
    counterfactual = row.choice("counterfactual", tuple(COUNTERFACTUALS))
    # Only what was adjusted may be known as a difference alone.
    differs = counterfactual == "adjusted" and "difference" in row
    return Outcome(
        key=row.text("key"),
        component=row.text("component"),
        title=row.text("title"),
        counterfactual=counterfactual,
        amount=row.parameters("amount", known),
        first_age=row.whole("first_age", least=4, most=109),
        last_age=row.whole("last_age", least=4, most=109) if "last_age" in row else None,
        years=row.parameter("years", known, needed="last_age" not in row),
        excluded=None if differs else row.parameter("excluded", known),
        comparable=None if differs else row.parameter("comparable", known),
        difference=row.parameter("difference", known) if differs else None,
        share=row.parameter("share", known) if counterfactual == "attributed" else None,
        less=row.parameter("less", known, needed=False),
    )


def _programme(row: Fields, known: dict[str, Parameter]) -> Programme:
    programme = Programme(row.text("title"), row.text("unit"), row.parameter("cost", known) or "", row.parameter("averted", known) or "")
    row.finish()
    return programme

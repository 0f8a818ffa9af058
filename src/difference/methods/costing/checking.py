"""What a model of costs must be beyond its form: ranges in order, sources named, prices comparable, ages that follow each other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from difference.errors import BadInput
from difference.methods.costing.deflating import price_years
from difference.methods.costing.discounting import discounting_source
from difference.methods.costing.distributions import FIXED, beta_shapes
from difference.methods.costing.model import LAST_AGE, UNITS, Model, Outcome, Parameter
from difference.methods.problems import Problems


def check(model: Model, problems: Problems) -> None:
    """Note everything that keeps `model` from being computed."""
    years = _check_editions(model, problems)
    _check_prices("model", model.price_year, years, problems)
    for parameter in model.parameters.values():
        _check_parameter(parameter, years, problems)
    _check_unique("components", (component.key for component in model.components), problems)
    _check_unique("outcomes", (outcome.key for outcome in model.outcomes), problems)
    for outcome in model.outcomes:
        _check_outcome(model, outcome, problems)
    _check_programme(model, problems)
    _check_use(model, problems)


def _check_editions(model: Model, problems: Problems) -> tuple[str, ...]:
    """Note editions that there are not; the years that there are prices for."""
    try:
        discounting_source(model.edition)
    except BadInput as error:
        problems.add("model", error.fields["edition"][0])
    try:
        return price_years(model.deflator)
    except BadInput as error:
        problems.add("model", error.fields["edition"][0].replace("“", "the deflator “", 1))
        return price_years()


def _check_parameter(parameter: Parameter, years: tuple[str, ...], problems: Problems) -> None:
    place = f"parameters.{parameter.key}"
    if bool(parameter.source) == bool(parameter.assumption):
        problems.add(place, "It needs either a “source” or an “assumption” with its reason, and not both.")
    if parameter.price_year is not None:
        _check_prices(place, parameter.price_year, years, problems)
    if not all(map(math.isfinite, (parameter.low, parameter.value, parameter.high))) or parameter.distribution == FIXED:
        return
    if not parameter.low <= parameter.value <= parameter.high or parameter.low == parameter.high:
        problems.add(place, "“low” is at most “value”, “value” at most “high”, and “low” below “high”. For a number without a range use fixed.")
        return
    if parameter.distribution in {"gamma", "lognormal"} and parameter.value <= 0:
        problems.add(place, f"A {parameter.distribution} distribution has a value above 0.")
    if parameter.distribution == "beta" and not (0 < parameter.value < 1 and min(beta_shapes(parameter.spread)) > 0):
        problems.add(place, "There is no beta distribution with this value and so wide a range.")
    if parameter.unit in {"share", "years", "difference"} and not (parameter.law.bounded or parameter.distribution == "beta"):
        problems.add(place, f"A {parameter.distribution} distribution would leave what a {parameter.unit} can be.")


def _check_prices(place: str, year: str, known: tuple[str, ...], problems: Problems) -> None:
    if year and year not in known:
        problems.add(place, f"There is no published deflator for {year}; there is one for {known[0]} to {known[-1]}.")


def _check_unique(place: str, keys: Iterable[str], problems: Problems) -> None:
    for key, times in Counter(keys).items():
        if key and times > 1:
            problems.add(place, f"“{key}” stands there {times} times.")


def _check_outcome(model: Model, outcome: Outcome, problems: Problems) -> None:
    place = f"outcomes ({outcome.key})"
    if outcome.component not in {component.key for component in model.components}:
        problems.add(place, f"There is no component “{outcome.component}”.")
    if (outcome.last_age is None) == (outcome.years is None):
        problems.add(place, "It lasts either until “last_age” or for “years”, and not both.")
    if outcome.last_age is not None and outcome.last_age < outcome.first_age:
        problems.add(place, "“last_age” is not before “first_age”.")
    if outcome.first_age < model.excluded_at:
        problems.add(place, f"“first_age” is not before the age of exclusion, {model.excluded_at}.")
    if outcome.years and outcome.first_age + UNITS["years"].most > LAST_AGE:
        problems.add(place, f"What lasts for “years” begins by age {LAST_AGE - UNITS['years'].most:g}.")
    for key, times in Counter(outcome.parameters).items():
        # What is expected of a product is the product of what is expected only where each stands in it once.
        if times > 1:
            problems.add(place, f"It names “{key}” {times} times.")
    _check_units(model, outcome, place, problems)


def _check_units(model: Model, outcome: Outcome, place: str, problems: Problems) -> None:
    """That shares stand where shares belong, and that a year of it costs money once."""
    wanted = {outcome.excluded: ("share", "rate"), outcome.comparable: ("share", "rate"), outcome.difference: ("difference", "share", "rate")}
    wanted |= {outcome.share: ("share",), outcome.years: ("years",), outcome.less: ("£", "£ a year")}
    for key, units in wanted.items():
        if key in model.parameters and model.parameters[key].unit not in units:
            problems.add(place, f"“{key}” is a {model.parameters[key].unit}; here it is one of: {', '.join(units)}.")
    amounts = [model.parameters[key] for key in outcome.amount if key in model.parameters]
    if len(amounts) == len(outcome.amount) and sum(parameter.price_year is not None for parameter in amounts) != 1:
        problems.add(place, "Exactly one parameter of “amount” is money; the others say how much of it.")


def _check_programme(model: Model, problems: Problems) -> None:
    programme = model.programme
    if programme is None:
        return
    wanted = {programme.cost: "£", programme.averted: "number"}
    for key, unit in wanted.items():
        if key in model.parameters and model.parameters[key].unit != unit:
            problems.add("programme", f"“{key}” is a {model.parameters[key].unit}; here it is a {unit}.")


def _check_use(model: Model, problems: Problems) -> None:
    used = {key for outcome in model.outcomes for key in outcome.parameters}
    if model.programme:
        used |= {model.programme.cost, model.programme.averted}
    for key in model.parameters:
        if key not in used:
            problems.add(f"parameters.{key}", "Nothing uses it.")
    standing = {outcome.component for outcome in model.outcomes}
    for component in model.components:
        if component.key not in standing:
            problems.add("components", f"No outcome belongs to “{component.key}”.")

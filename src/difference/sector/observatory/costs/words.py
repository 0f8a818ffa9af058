"""Money and numbers as the cost pages write them, with a true minus sign."""

from __future__ import annotations

import math

from difference.methods import costing
from difference.methods.costing import UNITS, Parameter

MILLION, BILLION = 1_000_000, 1_000_000_000
NEVER = "no number of exclusions"
SCHEDULES = {"standard": "standard rates", "health": "health rates", "sensitivity": "rates without pure time preference"}


def pounds(amount: float) -> str:
    """Whole pounds: “£48,440”, “−£1,200”."""
    whole = round(amount)
    return f"{'−' if whole < 0 else ''}£{abs(whole):,}"


def roughly(amount: float) -> str:
    """Two figures, as far as such a number can be trusted: “£48,000”, “£530 million”, “£1.2 billion”."""
    if amount == 0:
        return "£0"
    size = 10.0 ** (math.floor(math.log10(abs(amount))) - 1)
    whole = round(amount / size) * size
    sign = "−" if whole < 0 else ""
    for unit, name in ((BILLION, "billion"), (MILLION, "million")):
        if abs(whole) >= unit:
            return f"{sign}£{abs(whole) / unit:.2g} {name}" if abs(whole) < 100 * unit else f"{sign}£{abs(whole) / unit:,.0f} {name}"
    return pounds(whole)


def millions(amount: float) -> str:
    """Pounds in millions to one place from a million on, as far as anybody could need them: “£527.3 million”."""
    if abs(amount) < MILLION:
        return pounds(amount)
    return f"{'−' if amount < 0 else ''}£{abs(amount) / MILLION:,.1f} million"


def count(number: float) -> str:
    """A number of exclusions to two places; words for an endless one."""
    return f"{number:,.2f}" if math.isfinite(number) else NEVER


def more_or_less(amount: float) -> str:
    """“£4,000 more”, “£300 less”, “the same”."""
    if not round(amount):
        return "the same"
    return f"{millions(abs(amount))} {'more' if amount > 0 else 'less'}"


def value(parameter: Parameter, number: float) -> str:
    """A value of a parameter, as it is read: “£25,000”, “0.65”, “1.5 years”."""
    if UNITS[parameter.unit].money:
        return f"£{number:,.0f}" if number == round(number) else f"£{number:,.2f}"
    return costing.write_number(number) + (" years" if parameter.unit == "years" else "")


def unit(parameter: Parameter) -> str:
    """What a parameter is counted in, and in which prices."""
    said = UNITS[parameter.unit]
    words = "Pounds a year" if parameter.unit == "£ a year" else "Pounds" if said.money else said.words[:1].upper() + said.words[1:]
    return f"{words}, in prices of {parameter.price_year}" if parameter.price_year else words


def basis(parameter: Parameter) -> str:
    """In a word, whether it was measured."""
    return "assumption" if parameter.is_assumption else "sourced"

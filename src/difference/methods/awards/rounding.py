"""Marks as exact decimals, and the one rounding rule: half up."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

Mark = Decimal | int | str
# Marks have at most two places and credits four digits, so that nothing here comes near sixty figures.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
PLACES = 2
WRITTEN = re.compile(r" *-?[0-9]{1,6}(\.[0-9]{1,20})? *")


def exact_mark(value: object) -> Decimal:
    """The mark from 0 to 100, with at most two decimal places. Raises ValueError with a sentence; floats are refused as inexact."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise ValueError("A mark must be a whole number, a Decimal or a text such as “62.5”.")
    if isinstance(value, str) and not WRITTEN.fullmatch(value):
        raise ValueError(f"“{value}” is not a mark.")
    mark = Decimal(value)
    if not mark.is_finite() or not 0 <= mark <= 100:
        raise ValueError(f"{value} is not a mark from 0 to 100.")
    # Adding 0 turns −0 into 0.
    shown = mark.quantize(Decimal(1).scaleb(-PLACES), context=EXACT) + 0
    if shown != mark:
        raise ValueError(f"{value} has more than {PLACES} decimal places.")
    return plain(shown)


def half_up(value: Decimal, decimals: int) -> Decimal:
    """`value` rounded to so many places, a half going up: 49.5 to 50."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=EXACT)


def share(total: Decimal, parts: int) -> Decimal:
    """`total` over `parts`, to sixty figures: enough that a half is a half, since it would take a part of 10⁵⁰ to be nearer."""
    return EXACT.divide(total, Decimal(parts))


def plain(value: Decimal) -> Decimal:
    """Without zeros at the end and without an exponent: 62.50 as 62.5, 1E+2 as 100."""
    shortened = value.normalize(EXACT)
    return shortened.quantize(Decimal(1)) if shortened == shortened.to_integral_value() else shortened

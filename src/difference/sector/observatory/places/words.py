"""Rates, chances and periods as they are read; a figure never stands without its interval."""

from __future__ import annotations

import math

from difference.sector.observatory.places import geography
from difference.sector.observatory.places.counting import Count
from difference.sector.observatory.places.measures import Measure
from difference.sector.observatory.places.rates import Rate
from difference.sector.observatory.places.tables import Ranked

SURE = 0.995


def figure(measure: Measure, value: float) -> str:
    """A rate in its unit, with the decimals of its measure."""
    return f"{value:,.{measure.places}f}{'%' if measure.share else ''}"


def value(measure: Measure, rate: Rate) -> str:
    """The rate, or what suppressed cells leave open of it."""
    low, high = figure(measure, rate.lowest), figure(measure, rate.highest)
    return low if low == high else f"{low} to {high}"


def interval(measure: Measure, rate: Rate) -> str:
    """“0.225 to 0.350”."""
    return f"{figure(measure, rate.low)} to {figure(measure, rate.high)}"


def both(measure: Measure, rate: Rate | None) -> str | None:
    """“0.283 (0.225 to 0.350)”."""
    return None if rate is None else f"{value(measure, rate)} ({interval(measure, rate)})"


def number(low: float, high: float) -> str:
    """A count, or the least and the most that it can be."""
    return f"{low:,.0f}" if round(low) == round(high) else f"{low:,.0f} to {high:,.0f}"


def counted(measure: Measure, count: Count) -> str:
    """“83 permanent exclusions, 29,370 pupils”, or “1 of 1 graded schools”: a share of one school is never read without it."""
    top = number(count.low, count.high)
    if not count.of:
        return f"{top} {measure.counted}"
    if measure.share:
        return f"{top} of {count.of:,.0f} {_one(measure.among) if round(count.of) == 1 else measure.among}"
    of_year = f" of {count.of_period}" if count.apart else ""
    return f"{top} {measure.counted}, {count.of:,.0f} {measure.among}{of_year}"


def _one(plural: str) -> str:
    return plural.removesuffix("s")


def rank(ranked: Ranked) -> str | None:
    """“3 to 41 of 148”; a rank is never a single number unless the draws leave one alone."""
    if ranked.low is None or ranked.high is None:
        return None
    between = f"{ranked.low}" if ranked.low == ranked.high else f"{ranked.low} to {ranked.high}"
    return f"{between} of {ranked.among}"


def chance(probability: float | None) -> str:
    """A probability in whole per cent; the ends are never said to be certain."""
    if probability is None:
        return "No score"
    if probability > SURE:
        return "over 99%"
    return "under 1%" if 0 <= probability < 1 - SURE else f"{math.floor(100 * probability + 0.5)}%"


def times(ratio: float, low: float, high: float) -> str:
    """“1.4 times (0.8 to 2.5)”."""
    return f"{ratio:.1f} times ({low:.1f} to {high:.1f})"


def period(measure: Measure, written: str) -> str:
    """A period; grades are of a day."""
    return f"31 August {written}" if measure.id == "weak-schools" else written


def of_kind(kind: str) -> str:
    """What the places of a kind are called."""
    return "regions" if kind == geography.REGION else "local authorities"

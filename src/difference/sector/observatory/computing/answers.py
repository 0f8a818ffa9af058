"""What a finding's computation answers: a value with its interval and counts, the series that it stands in, and a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from difference.sector.observatory.published import Figure, Number

AGREES, DIFFERS, NO_DATA = "agrees", "differs", "no data"
TIMES = "times"


@dataclass(frozen=True)
class Computed:
    """A value with the interval that it lies in (None where all of a register is counted), its period, and the counts that it stands on.

    `interval` says what the interval allows for: chance, rounding, or what a model does not know.
    """

    value: float
    unit: str
    low: float | None
    high: float | None
    period: str
    numerator: Number
    denominator: Number
    inputs: Mapping[str, Any]
    interval: str = "95% interval"


@dataclass(frozen=True)
class Point:
    """One period of a series, with its interval; `year` is that in which the period begins."""

    year: int
    period: str
    value: float
    low: float | None
    high: float | None
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """What came of it: the computed value or None, the verdict, sentences on how it was reached or what is missing, and its series.

    `says` is the sentence that a chart of the series says. `of_register`: it stands on the pages' register, which may be an invented one.
    """

    computed: Computed | None
    verdict: str
    sentences: tuple[str, ...] = ()
    series: Sequence[Point] = ()
    says: str = ""
    of_register: bool = False


def readings(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the most that a published figure stands for, by the place to which it is rounded.

    A ratio is rounded to its last written place, a count or a sum to its last place that is not 0: 4 times is 3.5 to 4.5, £2.1bn is £2.05bn to £2.15bn.
    """
    written = Decimal(str(figure.value))
    exponent = int(written.as_tuple().exponent) if figure.unit == TIMES else int(written.normalize().as_tuple().exponent)
    half = Decimal(1).scaleb(exponent) / 2
    return written - half, written + half


def verdict(figure: Figure, low: float, high: float) -> str:
    """Whether anything that the published figure stands for lies between these."""
    if figure.value is None:
        return NO_DATA
    least, most = readings(figure)
    return AGREES if Decimal(str(low)) <= most and least <= Decimal(str(high)) else DIFFERS


def another_period(figure: Figure, period: str) -> str:
    """What to say where the data is of another period than the figure, or nothing."""
    return "" if period == figure.period else f"The data is of {period}, so the verdict is about {period} and not about {figure.period}."


def said(*sentences: str) -> tuple[str, ...]:
    """Those that say something."""
    return tuple(sentence for sentence in sentences if sentence)

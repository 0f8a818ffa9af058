"""Rates of counts, each with its interval: what suppressed cells and rounding leave open, and what chance could have done besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from difference.methods.populations import proportion, rate
from difference.methods.populations.estimates import Floats
from difference.sector.observatory.places import geography
from difference.sector.observatory.places.counting import Count
from difference.sector.observatory.places.measures import Measure, settings


@dataclass(frozen=True)
class Rate:
    """A rate in its measure's unit: from `lowest` to `highest` by what the count can be, from `low` to `high` with chance besides (95%)."""

    count: Count
    lowest: float
    highest: float
    low: float
    high: float

    @property
    def value(self) -> float:
        """The middle of what the count leaves open: where it is known, the rate."""
        return (self.lowest + self.highest) / 2

    @property
    def known(self) -> bool:
        """Whether the count leaves one value."""
        return self.lowest == self.highest

    @property
    def place(self) -> geography.Place:
        """The place that it is of."""
        return self.count.place


def rates(measure: Measure, counts: Iterable[Count]) -> list[Rate]:
    """The rates of counts that have something to be counted among; the others have none and are left out."""
    held = [count for count in counts if count.of]
    if not held:
        return []
    of = np.array([count.of for count in held])
    low, high = np.array([count.low for count in held]), np.array([count.high for count in held])
    least, most = _ends(measure, held, low, of)[0], _ends(measure, held, high, of)[1]
    wide = _drift(held)
    columns = (measure.per * low / of / wide, measure.per * high / of * wide, measure.per * least / wide, measure.per * most * wide)
    if measure.share:
        columns = tuple(np.minimum(values, measure.per) for values in columns)  # type: ignore[assignment]
    shown = zip(held, *(values.tolist() for values in columns), strict=True)
    return [Rate(count, *_undrifted(measure, count, lowest, highest), least, most) for count, lowest, highest, least, most in shown]


def _undrifted(measure: Measure, count: Count, lowest: float, highest: float) -> tuple[float, float]:
    """A known count beside pupils of another year keeps one value: the years between widen its interval alone."""
    if count.known and count.of:
        return measure.per * count.low / count.of, measure.per * count.low / count.of
    return lowest, highest


def _drift(counts: Sequence[Count]) -> Floats:
    return np.array([(1 + settings().roll_drift) ** count.apart for count in counts])


def _ends(measure: Measure, counts: Sequence[Count], events: Floats, of: Floats) -> tuple[Floats, Floats]:
    """Both ends of the 95% interval, per one."""
    if measure.share:
        found = proportion(np.round(events), np.round(of))
        return found.low, found.high
    free = independent(measure, counts, events)
    scale = np.divide(events, free, out=np.ones_like(events), where=free > 0)
    found = rate(free, of)
    return found.low * scale, found.high * scale


def independent(measure: Measure, counts: Sequence[Count], events: Floats) -> Floats:
    """How many events that chance moves each by itself stand behind these: fewer where several of them are of one person.

    With P people and S events, each person's number geometric: relative variance (2 − P ÷ S) ÷ P, as that of P ÷ (2 − P ÷ S) independent events.
    """
    if not measure.clustered:
        return events
    people = np.array([np.nan if count.grouped is None else count.grouped for count in counts])
    usable = (people > 0) & (events >= people)
    share = np.divide(people, events, out=np.ones_like(events), where=usable)
    return np.where(usable, people / (2 - share), events)


def comparable(measure: Measure, counts: Sequence[Count]) -> tuple[Floats, Floats, Floats]:
    """Independent events, the fewest and the most that there can be, and how many there would be of each at the common rate of all.

    Observed ÷ expected is then the place's rate ÷ the common one, also where events come in groups of different sizes.
    """
    low, high = np.array([count.low for count in counts]), np.array([count.high for count in counts])
    of, middle = np.array([count.of for count in counts]), (low + high) / 2
    free = independent(measure, counts, middle)
    share = np.divide(free, middle, out=np.full_like(free, free.sum() / max(middle.sum(), 1.0)), where=middle > 0)
    return low * share, high * share, of * middle.sum() / of.sum() * share

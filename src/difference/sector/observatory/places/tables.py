"""What pages ask: a measure of all places in one year, with the ranks that each may have; and one place over years beside its region and England.

Answers are kept until other data is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from difference.methods.populations import rank_intervals
from difference.sector.observatory.places import geography
from difference.sector.observatory.places.counting import Count, Counts, Left, counts
from difference.sector.observatory.places.measures import Measure, measures, settings
from difference.sector.observatory.places.posteriors import together
from difference.sector.observatory.places.rates import Rate, comparable, rates
from difference.sector.official.held import Held

Answer = TypeVar("Answer")
_kept: dict[tuple[Any, ...], tuple[str, Any]] = {}


def kept(data: Held, key: tuple[Any, ...], compute: Callable[[], Answer]) -> Answer:
    """What was computed for this key, as long as the data is the same."""
    held = _kept.get(key)
    if held is None or held[0] != data.stamp:
        held = _kept[key] = (data.stamp, compute())
    answer: Answer = held[1]
    return answer


@dataclass(frozen=True)
class Ranked:
    """A place's rate, and where it stands among `among` places, 1 being the worst: in the middle and from `low` to `high`; None without a rank."""

    rate: Rate
    rank: float | None
    low: int | None
    high: int | None
    among: int


@dataclass(frozen=True)
class Table:
    """All places of one kind in one period. `without` have a count but nothing to set it beside; `left` could not be mapped; `missing` have no figure."""

    measure: Measure
    year: int
    period: str
    ranked: Sequence[Ranked]
    england: Rate | None
    without: Sequence[Count]
    missing: Sequence[geography.Place]
    left: Sequence[Left]


@dataclass(frozen=True)
class Series:
    """One measure of a place over years, with its region and England beside it; `counted` are years that have a count and no rate."""

    measure: Measure
    own: Sequence[Rate]
    region: Sequence[Rate]
    england: Sequence[Rate]
    counted: Sequence[Count]
    left: Sequence[Left]


def counted(data: Held, measure: Measure) -> Counts:
    """Every count of a measure."""
    return kept(data, ("counts", measure.id), lambda: counts(data, measure))


def loaded(data: Held) -> list[Measure]:
    """The measures of which something is loaded."""
    return [measure for measure in measures().values() if counted(data, measure).held]


def table(data: Held, measure: Measure, kind: str, year: int) -> Table:
    """The rates of all regions or authorities in a year, the worst first (where no end is the worse one, the highest)."""
    return kept(data, ("table", measure.id, kind, year), lambda: _table(data, measure, kind, year))


def series(data: Held, measure: Measure, place: geography.Place) -> Series:
    """A place's rates over years, with those of its region and of England."""
    return kept(data, ("series", measure.id, place.code), lambda: _series(data, measure, place))


def _table(data: Held, measure: Measure, kind: str, year: int) -> Table:
    found = counted(data, measure)
    here = found.of_kind(kind, year)
    ranked = sorted(_ranked(measure, rates(measure, here)), key=lambda each: each.rate.place.name)
    ranked.sort(key=lambda each: each.rate.value, reverse=measure.worse != "low")
    known = {count.place.code for count in here}
    period = found.periods.get(year, str(year))
    whole = rates(measure, found.of_kind(geography.ENGLAND, year))
    return Table(
        measure, year, period, ranked, whole[0] if whole else None,
        without=[count for count in here if not count.of],
        missing=[place for place in geography.of_kind(kind) if place.code not in known],
        left=[each for each in found.left if period in each.periods],
    )  # fmt: skip


def _ranked(measure: Measure, held: Sequence[Rate]) -> list[Ranked]:
    drawn = None
    if held and measure.worse:
        low, high, expected = comparable(measure, [each.count for each in held])
        drawn = together(low, high, expected, settings().rank_draws, settings().rank_seed) if high.any() else None
    if drawn is None:
        return [Ranked(each, None, None, None, len(held)) for each in held]
    ranks = rank_intervals(drawn.draws, high_is_worse=measure.worse == "high")
    rows = zip(held, ranks.median.tolist(), ranks.low.tolist(), ranks.high.tolist(), strict=True)
    return [Ranked(each, middle, int(np.floor(low)), int(np.ceil(high)), len(held)) for each, middle, low, high in rows]


def _series(data: Held, measure: Measure, place: geography.Place) -> Series:
    found = counted(data, measure)
    of = {code: [found.by[code, year] for year in found.periods if (code, year) in found.by] for code in _beside(place)}
    own = of[place.code]
    region = of[place.region] if place.kind == geography.AUTHORITY else []
    return Series(
        measure, rates(measure, own), rates(measure, region), rates(measure, of[geography.WHOLE.code]), [count for count in own if not count.of],
        [each for each in found.left if each.code in {old.code for old in geography.divided(place.code)}],
    )  # fmt: skip


def _beside(place: geography.Place) -> set[str]:
    return {place.code, geography.WHOLE.code} | ({place.region} if place.region else set())

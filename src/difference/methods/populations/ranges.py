"""Measures of counts that are known as ranges alone, because small cells were suppressed: bounds over everything that the counts can be.

Nothing is guessed for a suppressed cell. A measure is computed at every combination of what the cells can be, and the answer is from the lowest
to the highest: C. F. Manski, Partial Identification of Probability Distributions, Springer 2003, chapter 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from difference.errors import BadInput
from difference.methods.populations.disproportion import disproportionality
from difference.methods.populations.estimates import Estimate, Floats
from difference.methods.populations.rate_ratios import rate_ratio
from difference.methods.problems import Problems

# A count that is known, or the least and the most that it can be.
Range = float | tuple[float, float]
MOST = 10_000
BETWEEN = 11


@dataclass(frozen=True)
class Bounds:
    """What a measure can be: `lowest` to `highest` by the suppressed cells alone, `low` to `high` with chance besides.

    `low` and `high` are the widest of the intervals at `confidence` over all combinations. `at_lowest` and `at_highest` are the counts that give
    the two ends. `every` is False where there were too many combinations and evenly spaced ones, all ends among them, stood for the rest.
    """

    measure: str
    lowest: float
    highest: float
    low: float
    high: float
    method: str
    confidence: float
    at_lowest: tuple[float, ...]
    at_highest: tuple[float, ...]
    combinations: int
    every: bool

    @property
    def known(self) -> bool:
        """Whether the suppressed cells leave one value alone."""
        return self.lowest == self.highest


def total_of(counts: Sequence[Range]) -> tuple[float, float]:
    """The least and the most that a sum of counts can be. Raises BadInput for what is no range."""
    read = _read(counts)
    return sum(low for low, _ in read), sum(high for _, high in read)


def bounds(measure: Callable[..., Estimate[Any]], *counts: Range, **options: Any) -> Bounds:
    """`measure` (as `risk_ratio`) over everything that its `counts` can be: each a number or a (least, most); `options` as `method`.

    Whole ends stand for all whole numbers between, others (exposures) for all numbers between. Combinations that cannot be (more events than
    people) are left out. Counts are taken to vary freely of each other: give a whole as a number where it is known, and where a whole is the
    sum of suppressed cells, its parts as they are, so that the bounds may be wider than need be but never too narrow. Where neither group
    may have events the ratio says nothing there: `low` and `high` then run from 0 to infinity. Raises BadInput for what is no range, and where
    no combination can be.
    """
    sides, every = _sides(_read(counts))
    combined = np.array(list(product(*sides)), dtype=np.float64).T
    combined = combined[:, _possible(measure, combined)]
    if not combined.shape[1]:
        raise BadInput("No counts in these ranges go together.", fields={"counts": ["There are more events than people in each combination."]})
    found = measure(*combined, **options)
    told = np.flatnonzero(~np.isnan(found.estimate))
    least, most = (int(told[np.argmin(found.estimate[told])]), int(told[np.argmax(found.estimate[told])])) if told.size else (0, 0)
    return Bounds(
        measure=found.measure,
        lowest=float(found.estimate[least]),
        highest=float(found.estimate[most]),
        low=float(found.low.min()),
        high=float(found.high.max()),
        method=found.method,
        confidence=found.confidence,
        at_lowest=tuple(combined[:, least].tolist()),
        at_highest=tuple(combined[:, most].tolist()),
        combinations=combined.shape[1],
        every=every,
    )


def _read(counts: Sequence[Range]) -> list[tuple[float, float]]:
    problems, read = Problems(), []
    for place, given in enumerate(counts, start=1):
        ends = given if isinstance(given, tuple | list) else (given, given)
        if len(ends) != 2 or not all(isinstance(end, int | float | np.number) and math.isfinite(end) for end in ends) or ends[0] > ends[1]:
            problems.add(f"count {place}", "Give a number, or the least and the most that it can be.")
        else:
            read.append((float(ends[0]), float(ends[1])))
    problems.refuse("These counts cannot be used.")
    return read


def _sides(ranges: Sequence[tuple[float, float]]) -> tuple[list[Floats], bool]:
    """The numbers to try for each count, and whether these are all."""
    widths = [int(high - low) + 1 if low.is_integer() and high.is_integer() else 0 for low, high in ranges]
    tried = [width or BETWEEN for width in widths]
    while math.prod(tried) > MOST:
        widest = int(np.argmax(tried))
        tried[widest] = max(2, tried[widest] * 3 // 4)
    sides = [
        np.unique(np.round(np.linspace(low, high, many))) if width else np.unique(np.linspace(low, high, many))
        for (low, high), width, many in zip(ranges, widths, tried, strict=True)
    ]
    return sides, tried == widths


def _possible(measure: Callable[..., Estimate[Any]], counts: Floats) -> NDArray[np.bool_]:
    """Which combinations there can be."""
    if measure is rate_ratio:
        return np.ones(counts.shape[1], dtype=bool)
    if measure is disproportionality:
        x, n, total, of = counts
        return np.asarray((x <= n) & (x <= total) & (n < of) & (total - x <= of - n), dtype=np.bool_)
    return np.asarray((counts[::2] <= counts[1::2]).all(axis=0), dtype=np.bool_)

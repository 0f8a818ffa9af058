"""The odds ratio of a table of four cells, given all its margins: Fisher's noncentral hypergeometric distribution.

J. Cornfield, “A statistical problem arising from retrospective studies”, Proceedings of the Third Berkeley Symposium 4 (1956), 135–148;
N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research 1, IARC 1980, section 4.2.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq  # type: ignore[import-untyped]
from scipy.special import gammaln  # type: ignore[import-untyped]

from difference.methods.populations.estimates import Floats

START = 4.0


class Table:
    """One table: every count that the first cell can have with these margins, and how likely each is at an odds ratio of 1."""

    def __init__(self, a: float, n1: float, c: float, n2: float) -> None:
        events = a + c
        self.a = a
        self.least, self.most = max(0.0, events - n2), min(n1, events)
        self.cells = np.arange(self.least, self.most + 1)
        others = events - self.cells
        self.weights = -sum(gammaln(values + 1) for values in (self.cells, n1 - self.cells, others, n2 - others))

    def likely(self, log_odds: float) -> Floats:
        """The probability of each cell at that odds ratio."""
        logs = self.weights + log_odds * self.cells
        raised = np.exp(logs - logs.max())
        return np.asarray(raised / raised.sum(), dtype=np.float64)

    def mean(self, log_odds: float) -> float:
        """The expected first cell."""
        return float(self.likely(log_odds) @ self.cells)

    def at_least(self, log_odds: float) -> float:
        """How likely the first cell or a higher one is."""
        return float(self.likely(log_odds)[self.cells >= self.a].sum())

    def at_most(self, log_odds: float) -> float:
        """How likely the first cell or a lower one is."""
        return float(self.likely(log_odds)[self.cells <= self.a].sum())


def conditional(a: Floats, n1: Floats, c: Floats, n2: Floats, confidence: float) -> tuple[Floats, Floats, Floats]:
    """The estimate of the highest conditional likelihood, and its exact limits; nan from 0 to infinity where only one table is possible."""
    tail = (1 - confidence) / 2
    found = [_solved(Table(*(float(value) for value in cells)), tail) for cells in zip(a.flat, n1.flat, c.flat, n2.flat, strict=True)]
    columns = np.array(found, dtype=np.float64).reshape(-1, 3).T
    return columns[0].reshape(a.shape), columns[1].reshape(a.shape), columns[2].reshape(a.shape)


def _solved(table: Table, tail: float) -> tuple[float, float, float]:
    if table.least == table.most:
        return math.nan, 0.0, math.inf
    low = 0.0 if table.a == table.least else _root(lambda log_odds: table.at_least(log_odds) - tail)
    high = math.inf if table.a == table.most else _root(lambda log_odds: tail - table.at_most(log_odds))
    if table.a == table.least:
        return 0.0, low, high
    return (math.inf if table.a == table.most else _root(lambda log_odds: table.mean(log_odds) - table.a)), low, high


def _root(rising: Callable[[float], float]) -> float:
    """The odds ratio at whose logarithm this rising function is 0."""
    below, above = -START, START
    while rising(below) > 0:
        below *= 2
    while rising(above) < 0:
        above *= 2
    return math.exp(brentq(rising, below, above, xtol=1e-13, rtol=1e-13))

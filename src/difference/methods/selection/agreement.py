"""What every measure of agreement between assessors gives back, and the checks that they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from difference.errors import BadInput

Floats = npt.NDArray[np.float64]
TOO_ALIKE = "All scores are alike, so that agreement cannot be told from having nothing to disagree about."


@dataclass(frozen=True)
class Agreement:
    """An estimate with its standard error and interval at `level` (0 to 1), from `subjects` scored by `raters`."""

    estimate: float
    se: float
    low: float
    high: float
    level: float
    method: str
    subjects: int
    raters: int

    def __str__(self) -> str:
        return f"{self.estimate:.2f} ({100 * self.level:g}% interval {self.low:.2f} to {self.high:.2f}; {self.method}, {self.subjects} subjects)"


def normal_quantile(level: float) -> float:
    """z of a two-sided interval at `level`. Raises BadInput unless it lies between 0 and 1."""
    if not 0 < level < 1:
        raise BadInput("The level of an interval lies between 0 and 1.", fields={"level": ["Give, for example, 0.95."]})
    return NormalDist().inv_cdf(0.5 + level / 2)


def rectangle(rows: Iterable[Sequence[float]]) -> Floats:
    """float64[n, k] of finite numbers. Raises BadInput naming the rows (from 1) that are shorter, longer, or hold none."""
    given = [list(row) for row in rows]
    width = len(given[0]) if given else 0
    fields = {f"row {number}": [f"It must hold {width} numbers."] for number, row in enumerate(given, 1) if len(row) != width or not _numbers(row)}
    if fields or len(given) < 2 or width < 2:
        raise BadInput("Agreement needs at least two subjects, each scored by the same number of raters, two or more.", fields=fields)
    return np.array(given, np.float64)


def _numbers(row: Sequence[object]) -> bool:
    return all(isinstance(value, int | float | np.number) and not isinstance(value, bool) and np.isfinite(float(value)) for value in row)

"""The lowest and the highest that a number of people can be, given everything that is known: linear programming by HiGHS."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from difference.errors import BadInput
from difference.methods.disclosure.claims import Claim
from difference.methods.disclosure.frames import Indices

# More people than any group here has; what reaches it has no upper bound.
ENDLESS = 1e7
NEARLY = 1e-6


class Knowledge:
    """All claims about some unknowns, ready to be asked. Unknowns are numbers of people, from 0."""

    def __init__(self, size: int, claims: Iterable[Claim], *, whole: bool, seconds: float = 20.0) -> None:
        kept = list(claims)
        self._constraint = LinearConstraint(_matrix(size, kept), [claim.low for claim in kept], [claim.high for claim in kept])
        self._bounds = Bounds(np.zeros(size), np.full(size, ENDLESS))
        self._size, self._whole, self._seconds = size, whole, seconds
        self._met: list[npt.NDArray[np.float64]] = []

    def interval(self, indices: Indices, enough: float = math.inf) -> tuple[int, int | None]:
        """The lowest and highest whole number (None: without end) that the people of a group can be.

        `whole` looks at whole people only, which is exact; else at fractions too, which can only be wider. Where `seconds` run out,
        what is proven by then counts. Where two tables that were met before lie `enough` apart, these are given: the interval is at
        least so wide. Raises BadInput where the claims contradict each other.
        """
        met = [round(float(numbers[indices].sum())) for numbers in self._met]
        if met and max(met) - min(met) >= enough:
            return min(met), None if max(met) >= ENDLESS - 1 else max(met)
        aim = np.zeros(self._size)
        aim[indices] = 1.0
        low, high = self._least(aim), -self._least(-aim)
        return max(0, math.ceil(low - NEARLY)), None if high >= ENDLESS - 1 else math.floor(high + NEARLY)

    def look_around(self, groups: Sequence[Indices]) -> None:
        """Meet tables in which all groups together are least, and most: most groups are far from known, and these two show it."""
        aim = np.zeros(self._size)
        for indices in groups:
            aim[indices] += 1.0
        self._least(aim)
        self._least(-aim)

    def refuse_contradictions(self) -> None:
        """Raise BadInput where no numbers of people fit all claims."""
        self._least(np.zeros(self._size))

    def _least(self, aim: npt.NDArray[np.float64]) -> float:
        found = milp(
            aim,
            integrality=np.full(self._size, int(self._whole)),
            bounds=self._bounds,
            constraints=self._constraint,
            options={"time_limit": self._seconds},
        )
        if found.status == 2:
            raise BadInput("What was released contradicts itself: no numbers of people fit all of it.", code="contradiction")
        if self._whole and found.x is not None:
            self._met.append(np.rint(found.x))
        bound = found.mip_dual_bound if self._whole and found.mip_dual_bound is not None else found.fun
        if bound is None:
            return -math.inf if aim.min() < 0 else 0.0
        return float(bound)


def _matrix(size: int, claims: Sequence[Claim]) -> csr_array:
    rows, columns, weights = [], [], []
    for row, claim in enumerate(claims):
        for indices, weight in claim.terms:
            rows.append(np.full(len(indices), row))
            columns.append(indices)
            weights.append(np.full(len(indices), weight))
    if not rows:
        return csr_array((0, size))
    return csr_array((np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))), shape=(len(claims), size))

"""Cohen's weighted kappa: how far two assessors agree beyond chance, nearly agreeing counting for something."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from difference.errors import BadInput
from difference.methods.problems import Problems
from difference.methods.selection.agreement import TOO_ALIKE, Agreement, Floats, normal_quantile


def weighted_kappa(
    first: Sequence[int], second: Sequence[int], *, lowest: int = 1, highest: int = 5, weights: str = "quadratic", level: float = 0.95
) -> Agreement:
    """Weighted kappa of two raters' whole scores of the same n subjects, on the scale from `lowest` to `highest`.

    `weights` is linear or quadratic: a difference of d costs d or d². Raises BadInput: lengths that differ, scores off the scale, all alike.
    """
    problems = Problems()
    if len(first) != len(second) or not len(first):
        problems.add("scores", f"Both must score the same subjects, at least one: there are {len(first)} and {len(second)}.")
    for rater, scores in (("first", first), ("second", second)):
        for row, score in enumerate(scores, 1):
            if isinstance(score, bool) or not isinstance(score, int | np.integer) or not lowest <= score <= highest:
                problems.add(f"{rater}, row {row}", f"The score must be a whole number from {lowest} to {highest}.")
    problems.refuse("Agreement cannot be worked out from these scores.")
    table = np.zeros((highest - lowest + 1, highest - lowest + 1))
    np.add.at(table, (np.asarray(first) - lowest, np.asarray(second) - lowest), 1)
    return kappa_of_table(table, _costs(len(table), weights), level=level, name=f"{weights} weighted kappa")


def kappa_of_table(table: npt.ArrayLike, costs: npt.ArrayLike, *, level: float = 0.95, name: str = "weighted kappa") -> Agreement:
    """Weighted kappa of a table of counts [c, c] (rows the first rater's category), given what each disagreement costs [c, c], none on the diagonal.

    Estimate: J. Cohen, “Weighted kappa”, Psychological Bulletin 70 (1968), 213–220. Standard error (large samples) and normal interval: J. L. Fleiss,
    J. Cohen and B. S. Everitt, “Large sample standard errors of kappa and weighted kappa”, Psychological Bulletin 72 (1969), 323–327.
    Raises BadInput for tables that do not fit each other, and where all subjects are in one category.
    """
    counts, cost = np.asarray(table, np.float64), np.asarray(costs, np.float64)
    square = counts.ndim == 2 and counts.shape[0] == counts.shape[1] and counts.shape == cost.shape
    if not square or not (counts >= 0).all() or not counts.sum() > 0 or not np.isfinite(counts).all() or not _are_costs(cost):
        raise BadInput("Counts and costs must be square tables of one size, none negative, with no cost on the diagonal.")
    share, agree = counts / counts.sum(), 1 - cost / cost.max()
    rows, columns = share.sum(1), share.sum(0)
    observed, expected = float((agree * share).sum()), float(rows @ agree @ columns)
    if np.isclose(expected, 1):
        raise BadInput(TOO_ALIKE, code="undefined")
    estimate = (observed - expected) / (1 - expected)
    around = (agree @ columns)[:, None] + (rows @ agree)[None, :]
    spread = float((share * (agree - around * (1 - estimate)) ** 2).sum()) - (estimate - expected * (1 - estimate)) ** 2
    se = float(np.sqrt(max(spread, 0) / counts.sum())) / (1 - expected)
    z = normal_quantile(level)
    return Agreement(estimate, se, max(estimate - z * se, -1.0), min(estimate + z * se, 1.0), level, name, int(counts.sum()), 2)


def _are_costs(cost: Floats) -> bool:
    return bool(np.isfinite(cost).all() and (cost >= 0).all() and cost.max() > 0 and not np.diag(cost).any())


def _costs(categories: int, weights: str) -> Floats:
    powers = {"linear": 1, "quadratic": 2}
    if weights not in powers:
        raise BadInput(f"There are no weights “{weights}”. There are: {', '.join(powers)}.", fields={"weights": ["There are none of that name."]})
    apart = np.abs(np.subtract.outer(np.arange(categories), np.arange(categories)))
    return (apart ** powers[weights]).astype(np.float64)

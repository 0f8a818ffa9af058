"""Intraclass correlations: what part of the differences between scores lies between applications rather than between assessors.

Formulae: P. E. Shrout and J. L. Fleiss, “Intraclass correlations”, Psychological Bulletin 86 (1979), 420–428; intervals: K. O. McGraw and S. P. Wong,
“Forming inferences about some intraclass correlation coefficients”, Psychological Methods 1 (1996), 30–46. Standard errors: delete-one jackknife over
subjects (B. Efron and C. Stein, Annals of Statistics 9 (1981), 586–596), which the intervals do not use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from scipy.special import fdtri  # type: ignore[import-untyped]

from difference.errors import BadInput
from difference.methods.selection.agreement import TOO_ALIKE, Agreement, Floats, normal_quantile, rectangle


def icc_2_1(rows: Iterable[Sequence[float]], *, level: float = 0.95) -> Agreement:
    """ICC(2,1), absolute agreement of one score: n subjects (rows), all scored by the same k raters (columns).

    Raises BadInput naming rows that do not fit, and where all scores are alike.
    """
    scores = rectangle(rows)
    normal_quantile(level)
    estimate = _two_way(scores)
    subjects, raters, error = _mean_squares(scores)
    low, high = _two_way_interval(estimate, subjects, raters, error, scores.shape, level)
    return Agreement(estimate, _jackknife(scores, _two_way), low, high, level, "ICC(2,1)", *scores.shape)


def icc_1_1(rows: Iterable[Sequence[float]], *, level: float = 0.95) -> Agreement:
    """ICC(1,1), agreement of one score: n subjects (rows), each scored by k raters who need not be the same for any two subjects.

    The measure for a round in which pairs of assessors change. Raises BadInput naming rows that do not fit, and where all scores are alike.
    """
    scores = rectangle(rows)
    normal_quantile(level)
    estimate = _one_way(scores)
    count, width = scores.shape
    between, within = _one_way_squares(scores)
    tail = 0.5 + level / 2
    low = high = 1.0
    if within > 0:
        least = between / within / float(fdtri(count - 1, count * (width - 1), tail))
        most = between / within * float(fdtri(count * (width - 1), count - 1, tail))
        low, high = (least - 1) / (least + width - 1), (most - 1) / (most + width - 1)
    return Agreement(estimate, _one_way_error(scores), low, high, level, "ICC(1,1)", *scores.shape)


def _mean_squares(scores: Floats) -> tuple[float, float, float]:
    """Mean squares of subjects, of raters, and of what is left."""
    count, width = scores.shape
    left = scores - scores.mean(1, keepdims=True) - scores.mean(0, keepdims=True) + scores.mean()
    return float(width * scores.mean(1).var(ddof=1)), float(count * scores.mean(0).var(ddof=1)), _tidy((left**2).sum() / ((count - 1) * (width - 1)))


def _one_way_squares(scores: Floats) -> tuple[float, float]:
    """Mean squares between subjects and within them."""
    return float(scores.shape[1] * scores.mean(1).var(ddof=1)), _tidy(scores.var(axis=1, ddof=1).mean())


def _tidy(square: float) -> float:
    """Nothing where only rounding is left: scores are small whole numbers."""
    return 0.0 if square < 1e-20 else float(square)


def _two_way(scores: Floats) -> float:
    subjects, raters, error = _mean_squares(scores)
    count, width = scores.shape
    return _ratio(subjects - error, subjects + (width - 1) * error + width * (raters - error) / count)


def _one_way(scores: Floats) -> float:
    between, within = _one_way_squares(scores)
    return _ratio(between - within, between + (scores.shape[1] - 1) * within)


def _ratio(above: float, below: float) -> float:
    if below <= 1e-12:
        raise BadInput(TOO_ALIKE, code="undefined")
    return above / below


def _two_way_interval(estimate: float, subjects: float, raters: float, error: float, shape: tuple[int, ...], level: float) -> tuple[float, float]:
    count, width = shape
    if np.isclose(estimate, 1):
        return 1.0, 1.0
    weight = width * estimate / (count * (1 - estimate))
    of_raters, of_error = weight * raters, (1 + weight * (count - 1)) * error
    parts = of_raters**2 / (width - 1) + of_error**2 / ((count - 1) * (width - 1))
    freedom = (of_raters + of_error) ** 2 / parts if parts else 1.0
    tail, rest = 0.5 + level / 2, width * raters + (width * count - width - count) * error
    if freedom <= 0:
        return -1.0, 1.0
    least, most = float(fdtri(count - 1, freedom, tail)), float(fdtri(freedom, count - 1, tail))
    low = count * (subjects - least * error) / (least * rest + count * subjects)
    high = count * (most * subjects - error) / (rest + count * most * subjects)
    return max(low, -1.0), min(high, 1.0)


def _one_way_error(scores: Floats) -> float:
    """The jackknife of `_one_way` from sums less one subject each, so that it takes as long as there are subjects, not their square."""
    count, width = scores.shape
    if count < 3:
        return float("nan")
    means = scores.mean(1) - scores.mean()
    own = scores.var(axis=1, ddof=1)
    rest = means.sum() - means
    between = width * ((means**2).sum() - means**2 - rest**2 / (count - 1)) / (count - 2)
    within = (own.sum() - own) / (count - 1)
    between, within = (np.where(squares < 1e-12, 0.0, squares) for squares in (between, within))
    below = between + (width - 1) * within
    if (below <= 1e-12).any():
        return float("nan")
    left_out = (between - within) / below
    return float(np.sqrt((count - 1) / count * ((left_out - left_out.mean()) ** 2).sum()))


def _jackknife(scores: Floats, estimator: Callable[[Floats], float]) -> float:
    """nan with two subjects, or where all but one are alike: leaving one out leaves nothing to estimate."""
    count = len(scores)
    try:
        left_out = np.array([estimator(np.delete(scores, row, axis=0)) for row in range(count)]) if count > 2 else np.array([np.nan])
    except BadInput:
        return float("nan")
    return float(np.sqrt((count - 1) / count * ((left_out - left_out.mean()) ** 2).sum()))

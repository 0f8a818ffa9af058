"""The effects of several studies put together, with how much they differ and where the next study's effect would lie.

Formulae: M. Borenstein, L. V. Hedges, J. P. T. Higgins and H. R. Rothstein, Introduction to Meta-Analysis, Wiley 2009, parts 3 and 4; I² and H²:
J. P. T. Higgins and S. G. Thompson, Statistics in Medicine 21 (2002), 1539–1558; the interval of Knapp and Hartung: G. Knapp and J. Hartung, ibid. 22
(2003), 2693–2710, never narrower than the normal standard error allows with `adhoc`; the prediction interval: J. P. T. Higgins, S. G. Thompson and
D. J. Spiegelhalter, Journal of the Royal Statistical Society A 172 (2009), 137–159.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincc, stdtrit  # type: ignore[import-untyped]

from difference.errors import BadInput
from difference.methods.problems import Problems
from difference.methods.synthesis.effects import quantile
from difference.methods.synthesis.spread import Floats, cochran, dersimonian_laird, mean, restricted_maximum

METHODS = {
    "REML": "random effects, restricted maximum likelihood",
    "DL": "random effects, DerSimonian and Laird",
    "FE": "one common effect, inverse-variance weights",
}
TESTS = {
    "z": "normal interval",
    "knha": "interval of Knapp and Hartung",
    "adhoc": "interval of Knapp and Hartung, its standard error at least the normal one",
}


@dataclass(frozen=True)
class Pooled:
    """The effects of `k` studies together. `tau2` is the variance between studies (0 with one common effect), `se_tau2` its standard error.

    `i2` is the part of the differences that is not chance, in per cent; `h2` how many times more the effects vary than chance would have it;
    `q` with k − 1 degrees of freedom and `q_p` test whether they differ at all. `pi_low` and `pi_high` are where the effect of a further study
    would lie at this level, None with fewer than three studies or one common effect.
    """

    estimate: float
    se: float
    low: float
    high: float
    level: float
    method: str
    k: int
    tau2: float
    se_tau2: float | None
    i2: float
    h2: float
    q: float
    q_p: float
    pi_low: float | None
    pi_high: float | None


def meta_analysis(
    effects: Sequence[float] | Floats, variances: Sequence[float] | Floats, method: str = "REML", test: str = "z", level: float = 0.95
) -> Pooled:
    """The effects of k studies, each with the square of its standard error, put together.

    `method` is REML, DL or FE, `test` z, knha or adhoc. One study needs FE with z; anything else two at least.
    Raises BadInput with every problem at once, by the argument's name and the study's place.
    """
    reach = quantile(level)
    y, v = _checked(effects, variances, method, test)
    # Squares of very large or small numbers would not fit: everything is computed on the scale of a typical standard error.
    scale = float(np.exp(np.log(v).mean() / 2))
    with np.errstate(all="ignore"):
        found = _pool(y / scale, v / scale / scale, method, test, reach, level, scale)
    if not all(math.isfinite(number) for number in (found.estimate, found.se, found.tau2, found.q, found.i2, found.h2)):
        raise BadInput("These effects and variances lie too far apart to be put together.", code="undefined")
    return found


def _pool(y: Floats, v: Floats, method: str, test: str, reach: float, level: float, scale: float) -> Pooled:
    k = len(y)
    tau2, se_tau2 = _between(y, v, method)
    w = 1 / (v + tau2)
    estimate, normal = mean(y, w), float(np.sqrt(1 / w.sum()))
    se, times = normal, reach
    if test != "z":
        size = float((w * (y - estimate) ** 2).sum() / (k - 1))
        se = normal * math.sqrt(max(size, 1.0) if test == "adhoc" else size)
        times = float(stdtrit(k - 1, 0.5 + level / 2))
    q = cochran(y, v)
    i2, h2 = _heterogeneity(v, q, tau2, method)
    further = float(stdtrit(k - 2, 0.5 + level / 2)) * math.sqrt(tau2 + se**2) if k > 2 and method != "FE" else None
    return Pooled(
        estimate * scale, se * scale, (estimate - times * se) * scale, (estimate + times * se) * scale, level,
        f"{METHODS[method]}; {TESTS[test]}", k, tau2 * scale**2, None if se_tau2 is None else se_tau2 * scale**2, i2, h2, q,
        float(gammaincc((k - 1) / 2, q / 2)) if k > 1 else 1.0,
        None if further is None else (estimate - further) * scale, None if further is None else (estimate + further) * scale,
    )  # fmt: skip


def _between(y: Floats, v: Floats, method: str) -> tuple[float, float | None]:
    if method == "FE":
        return 0.0, None
    return restricted_maximum(y, v) if method == "REML" else dersimonian_laird(y, v)


def _heterogeneity(v: Floats, q: float, tau2: float, method: str) -> tuple[float, float]:
    """I² in per cent and H²: from tau² and the typical variance; with one common effect from Q."""
    k, w = len(v), 1 / v
    if k == 1:
        return 0.0, 1.0
    if method == "FE":
        return (max(0.0, 100 * (q - (k - 1)) / q) if q > 0 else 0.0), q / (k - 1)
    typical = float((k - 1) / (w.sum() - (w**2).sum() / w.sum()))
    return 100 * tau2 / (tau2 + typical), (tau2 + typical) / typical


def _numbers(name: str, given: Sequence[float] | Floats, problems: Problems) -> Floats:
    try:
        found = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        problems.add(name, "These are not all numbers")
        return np.zeros(0)
    if found.ndim != 1:
        problems.add(name, "One number for each study is needed, in one row")
        return np.zeros(0)
    for place in np.flatnonzero(~np.isfinite(found)):
        problems.add(f"{name}, study {place + 1}", "It is not a number")
    return found


def _checked(effects: Sequence[float] | Floats, variances: Sequence[float] | Floats, method: str, test: str) -> tuple[Floats, Floats]:
    problems = Problems()
    y, v = _numbers("effects", effects, problems), _numbers("variances", variances, problems)
    for place in np.flatnonzero(v <= 0):
        problems.add(f"variances, study {place + 1}", "A variance is above 0")
    if method not in METHODS:
        problems.add("method", f"There is no method “{method}”; there are {', '.join(METHODS)}")
    if test not in TESTS:
        problems.add("test", f"There is no test “{test}”; there are {', '.join(TESTS)}")
    if y.size != v.size:
        problems.add("variances", f"There are {y.size} effects and {v.size} variances; each study has one of both")
    if y.size == 0:
        problems.add("effects", "There is no study")
    if y.size == 1 and (method != "FE" or test != "z"):
        problems.add("effects", "From one study it cannot be told how much studies differ: use FE with z, or more studies")
    problems.refuse("These studies cannot be put together.")
    return y, v

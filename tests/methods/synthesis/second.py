"""A second way to the same numbers: matrices, multivariate normal densities and a fine grid, sharing nothing with the product."""

import numpy as np
from scipy.integrate import quad
from scipy.stats import chi2, multivariate_normal, norm, t


def contrasts(k):
    """k − 1 orthonormal rows that take the mean out: restricted likelihood is the likelihood of these."""
    return np.linalg.svd(np.ones((1, k)))[2][1:]


def restricted(y, v, tau2):
    """The logarithm of the density of the contrasts, and so the restricted likelihood up to a constant."""
    rows = contrasts(len(y))
    return multivariate_normal.logpdf(rows @ y, np.zeros(len(y) - 1), rows @ np.diag(v + tau2) @ rows.T)


def reml(y, v):
    """tau² by brute force: a grid, then finer and finer ones around the best point."""
    low, high = 0.0, 4 * float(np.var(y, ddof=1)) + float(np.max(v))
    for _ in range(12):
        points = np.linspace(low, high, 201)
        best = points[int(np.argmax([restricted(y, v, point) for point in points]))]
        width = (high - low) / 100
        low, high = max(0.0, best - width), best + width
    return float(best)


def pooled(y, v, tau2, level=0.95):
    """Estimate, standard error and interval by generalised least squares."""
    inverse, ones = np.linalg.inv(np.diag(v + tau2)), np.ones(len(y))
    variance = 1 / (ones @ inverse @ ones)
    estimate, reach = variance * (ones @ inverse @ y), norm.ppf(0.5 + level / 2)
    return estimate, variance**0.5, estimate - reach * variance**0.5, estimate + reach * variance**0.5


def knapp_hartung(y, v, tau2, level=0.95):
    """The standard error and interval of Knapp and Hartung by residuals."""
    estimate = pooled(y, v, tau2)[0]
    inverse = np.linalg.inv(np.diag(v + tau2))
    left = y - estimate
    se = float(np.sqrt(left @ inverse @ left / (len(y) - 1) / inverse.sum()))
    return se, *t.interval(level, len(y) - 1, estimate, se)


def unbiasing(freedom):
    """E(√(m/χ²)) by integration: Hedges' correction is one over it, since the spread is estimated and not known."""
    width = 14 * np.sqrt(2 * freedom)
    value, _ = quad(lambda x: np.sqrt(freedom / x) * chi2.pdf(x, freedom), max(0.0, freedom - width), freedom + max(width, 60), limit=400)
    return 1 / value

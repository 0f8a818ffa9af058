"""A second way to the same numbers: likelihoods maximised by brute force, scipy's distributions, integrals and plain loops."""

import math
from itertools import product

import numpy as np
from scipy.optimize import brentq, minimize, minimize_scalar
from scipy.stats import binom, binomtest, nbinom, nchypergeom_fisher, norm, poisson


def chi_squared_of_ratio(ratio, a, n1, c, n2):
    """Pearson's statistic at the likeliest pair of risks with this ratio, which is found by search alone."""

    def lost(second):
        return -binom.logpmf(a, n1, ratio * second) - binom.logpmf(c, n2, second)

    top = min(1.0, 1 / ratio)
    second = minimize_scalar(lost, bounds=(1e-12, top * (1 - 1e-12)), method="bounded", options={"xatol": 1e-13}).x
    first = ratio * second
    return (a - n1 * first) ** 2 / (n1 * first * (1 - first)) + (c - n2 * second) ** 2 / (n2 * second * (1 - second))


def koopman(a, n1, c, n2, confidence=0.95):
    """Where that statistic is the square of the normal quantile, on either side of the ratio."""
    wanted, at = norm.ppf(0.5 + confidence / 2) ** 2, (a / n1) / (c / n2)
    ends = [
        brentq(lambda log_ratio: chi_squared_of_ratio(math.exp(log_ratio), a, n1, c, n2) - wanted, *sorted((math.log(at), math.log(at) + far)))
        for far in (-6, 6)
    ]
    return tuple(math.exp(end) for end in ends)


def exact_odds(a, n1, c, n2, confidence=0.95):
    """Exact conditional limits by scipy's noncentral hypergeometric distribution."""
    tail, whole, events = (1 - confidence) / 2, n1 + n2, a + c
    low = brentq(lambda odds: nchypergeom_fisher.sf(a - 1, whole, events, n1, odds) - tail, 1e-6, 1e6)
    high = brentq(lambda odds: nchypergeom_fisher.cdf(a, whole, events, n1, odds) - tail, 1e-6, 1e6)
    return low, high


def exact_rates(events1, exposure1, events2, exposure2, confidence=0.95):
    """Exact limits from scipy's binomial test of the first count among both."""
    shares = binomtest(events1, events1 + events2).proportion_ci(confidence, method="exact")
    return tuple(share / (1 - share) * exposure2 / exposure1 for share in shares)


def gamma_poisson(observed, expected):
    """Shape and rate by a search over scipy's negative binomial density from several starts, and the logarithm of the likelihood there."""

    def lost(logs):
        shape, rate = np.exp(logs)
        return -nbinom.logpmf(observed, shape, rate / (rate + expected)).sum()

    starts = [(0, 0), (1, 1), (-1, -1), (3, 3)]
    options = {"xatol": 1e-11, "fatol": 1e-12, "maxiter": 4000, "maxfev": 4000}
    best = min((minimize(lost, start, method="Nelder-Mead", options=options) for start in starts), key=lambda found: found.fun)
    return (*np.exp(best.x), -best.fun)


def place_integral(observed, mean, sigma, of=np.ones_like):
    """The integral over a normal effect of a Poisson probability, times a function of the effect: many equal steps, wherever its mass is."""
    z = np.linspace(-10, 10, 8001)
    return float((poisson.pmf(observed, mean * np.exp(sigma * z)) * norm.pdf(z) * of(z)).sum() * (z[1] - z[0]))


def lognormal_likelihood(observed, expected, design, coefficients, sigma):
    """The logarithm of the likelihood of all places, one integral each."""
    means = expected * np.exp(design @ coefficients)
    return sum(math.log(place_integral(count, mean, sigma)) for count, mean in zip(observed, means, strict=True))


def among_worst(draws, places):
    """How often each place is among the highest, by sorting draw after draw; no ties."""
    held = np.zeros(draws.shape[1])
    for row in draws:
        held[np.argsort(row)[::-1][:places]] += 1
    return held / len(draws)


def box(measure, *ranges, **options):
    """Lowest and highest estimate, lowest low and highest high, one combination of whole counts after the other."""
    found = [measure(*counts, **options) for counts in product(*(range(low, high + 1) for low, high in ranges))]
    told = [one.estimate for one in found if not math.isnan(one.estimate)]
    return min(told), max(told), min(one.low for one in found), max(one.high for one in found)

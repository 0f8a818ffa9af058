"""How often intervals hold the truth, over 500 simulated runs: near what they say, and never far below."""

import numpy as np
import pytest

from difference.methods.populations import (
    chance_among_worst,
    difference_in_proportions,
    disproportionality,
    odds_ratio,
    poisson_lognormal,
    proportion,
    rank_intervals,
    rate_ratio,
    risk_ratio,
    shrink_rates,
)

pytestmark = [pytest.mark.once, pytest.mark.deep]
RUNS = 500
# Five standard errors of a share of 0.95 in 500 runs are 0.049.
LEAST = 0.95 - 0.049


def held(found, truth):
    return np.mean((found.low <= truth) & (truth <= found.high))


@pytest.fixture
def chance():
    return np.random.default_rng(20261124)


@pytest.mark.parametrize(("method", "most"), [("wilson", 0.995), ("clopper-pearson", 1.0)])
def test_proportions(chance, method, most):
    shares = [held(proportion(chance.binomial(n, p, RUNS), n, method), p) for n in (15, 60, 400) for p in (0.07, 0.3, 0.5, 0.86)]
    assert min(shares) >= LEAST
    assert np.mean(shares) <= most
    assert np.mean(shares) > 0.94


PAIRS = [(0.3, 25, 0.1, 200), (0.07, 60, 0.07, 250), (0.5, 80, 0.2, 80), (0.02, 400, 0.01, 5000)]


@pytest.mark.parametrize(
    ("measure", "method"), [(risk_ratio, "katz"), (risk_ratio, "koopman"), (risk_ratio, "mover"), (odds_ratio, "woolf"), (odds_ratio, "exact")]
)
def test_ratios(chance, measure, method):
    shares = []
    for p, n1, q, n2 in PAIRS:
        truth = p / q if measure is risk_ratio else p / (1 - p) / (q / (1 - q))
        shares.append(held(measure(chance.binomial(n1, p, RUNS), n1, chance.binomial(n2, q, RUNS), n2, method), truth))
    assert min(shares) >= LEAST
    assert 0.94 < np.mean(shares) < (0.995 if method == "exact" else 0.975)


def test_differences(chance):
    shares = [held(difference_in_proportions(chance.binomial(n1, p, RUNS), n1, chance.binomial(n2, q, RUNS), n2), p - q) for p, n1, q, n2 in PAIRS]
    assert min(shares) >= LEAST
    assert 0.94 < np.mean(shares) < 0.98


@pytest.mark.parametrize("method", ["exact", "log-normal"])
def test_rates(chance, method):
    shares = []
    for rate, exposure, other, against in [(0.1, 100, 0.05, 300), (2, 10, 2, 10), (0.001, 3000, 0.0004, 200_000), (1, 400, 1.1, 900)]:
        found = rate_ratio(chance.poisson(rate * exposure, RUNS), exposure, chance.poisson(other * against, RUNS), against, method)
        shares.append(held(found, rate / other))
    assert min(shares) >= LEAST
    assert 0.94 < np.mean(shares) < 0.99


@pytest.mark.parametrize("method", ["koopman", "katz", "mover", "exact", "log-normal"])
def test_disproportionality(chance, method):
    for size, population, own, others in [(100, 2000, 0.12, 0.04), (3000, 10_000, 0.01, 0.012)]:
        draw = chance.binomial if method in {"koopman", "katz", "mover"} else lambda n, p, runs: chance.poisson(n * p, runs)
        events = draw(size, own, RUNS)
        total = events + draw(population - size, others, RUNS)
        found = disproportionality(events, size, total, population, method)
        part = size / population
        truth = own / (part * own + (1 - part) * others)
        assert LEAST <= held(found, truth) <= 0.99
        assert held(found.relative_risk, own / others) == held(found, truth)


@pytest.mark.parametrize(
    ("places", "shape", "scale", "least", "most"),
    [(150, 10, 10, 0.94, 0.96), (150, 2, 2, 0.94, 0.96), (9, 3, 20, 0.93, 0.97), (9, 30, 20, 0.9, 0.98), (20, 30, 3, 0.92, 0.995)],
)
def test_shrunken_rates(chance, places, shape, scale, least, most):
    shares = []
    for _ in range(RUNS):
        expected = chance.gamma(2, scale, places) + 0.5
        true = chance.gamma(shape, 1 / shape, places)
        observed = chance.poisson(expected * true)
        shares.append(held(shrink_rates(observed, expected), true))
    assert least < np.mean(shares) < most


def test_taking_shape_and_rate_as_known_is_too_narrow_with_few_places(chance):
    shares = []
    for _ in range(RUNS):
        expected, true = chance.gamma(2, 2, 9) + 0.5, chance.gamma(10, 0.1, 9)
        observed = chance.poisson(expected * true)
        if observed.any():
            shares.append([held(shrink_rates(observed, expected, uncertainty=which), true) for which in ("full", "plug-in")])
    full, plain = np.mean(shares, axis=0)
    assert plain < 0.85
    assert full > 0.93


def test_coefficients_and_ratios_of_the_lognormal_model(chance):
    truth, sigma, caught, places = np.array([0.2, 0.3]), 0.4, [], []
    for _ in range(RUNS):
        expected, x = chance.gamma(2, 8, 100) + 0.5, chance.normal(size=100)
        true = np.exp(truth[0] + truth[1] * x + sigma * chance.normal(size=100))
        found = poisson_lognormal(chance.poisson(expected * true), expected, x)
        reach = 1.959964 * np.append(found.coefficient_se, found.sigma_se)
        caught.append(np.abs(np.append(found.coefficients, found.sigma) - [*truth, sigma]) <= reach)
        places.append(held(found, true))
    assert (np.mean(caught, axis=0) > 0.92).all()
    assert (np.mean(caught, axis=0) < 0.98).all()
    assert 0.93 < np.mean(places) < 0.965


def test_ranks_and_chances_to_be_among_the_worst(chance):
    inside, said, came = [], [], []
    for _ in range(RUNS):
        expected, true = chance.gamma(2, 5, 30) + 0.5, chance.gamma(5, 0.2, 30)
        found = shrink_rates(chance.poisson(expected * true), expected)
        ranks = (-true).argsort().argsort() + 1
        inside.append(held(rank_intervals(found, number=2000), ranks))
        said.append(chance_among_worst(found, number=2000).chance)
        came.append(ranks <= 6)
    assert 0.93 < np.mean(inside) < 0.98
    said, came = np.concatenate(said), np.concatenate(came)
    for low, high in [(0, 0.1), (0.1, 0.3), (0.3, 0.6), (0.6, 0.9), (0.9, 1.01)]:
        chosen = (said >= low) & (said < high)
        assert came[chosen].mean() == pytest.approx(said[chosen].mean(), abs=0.04)

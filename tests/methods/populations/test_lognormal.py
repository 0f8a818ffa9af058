"""The Poisson–lognormal model: published fits of lip cancer, integrals one by one, and a search that shares nothing with ours."""

import math

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import norm

from difference.errors import BadInput
from difference.methods.populations import poisson_lognormal
from difference.methods.populations.quadrature import effects, peak
from difference.methods.populations.regression import poisson, slopes
from tests.methods.populations import second
from tests.methods.populations.lips import EXPECTED, OBSERVED, OUTDOORS

pytestmark = pytest.mark.once


def drawn(seed, places=40, sigma=0.5):
    chance = np.random.default_rng(seed)
    expected, x = chance.gamma(2, 4, places) + 0.5, chance.normal(2, 3, places)
    return chance.poisson(expected * np.exp(0.2 + 0.1 * x + sigma * chance.normal(size=places))), expected, x


def test_lip_cancer_without_covariates_is_fitted_as_published():
    # G. Rodríguez, Multilevel Models, Princeton University, “A random-intercept Poisson model”, as Stata and R print it: logarithms of the
    # likelihoods, and for the first county the mean and the mode of its effect.
    line = np.log(EXPECTED)
    assert poisson(OBSERVED, line, np.ones((56, 1))).likelihood == pytest.approx(-294.35155, abs=2e-5)
    found = poisson_lognormal(OBSERVED, EXPECTED)
    assert found.log_likelihood == pytest.approx(-181.324, abs=5e-4)
    offset = np.log(EXPECTED * found.fitted)
    held = effects(OBSERVED, offset, found.sigma)
    assert round(found.sigma * (held.nodes * held.weights).sum(axis=1)[0], 3) == 1.408
    assert round(found.sigma * peak(OBSERVED, offset, found.sigma)[0][0], 3) == 1.456


def test_the_likelihood_is_the_product_of_integrals_one_by_one():
    found = poisson_lognormal(OBSERVED, EXPECTED, OUTDOORS / 10)
    design = np.column_stack([np.ones(56), OUTDOORS / 10])
    theirs = second.lognormal_likelihood(OBSERVED, EXPECTED, design, found.coefficients, found.sigma)
    assert found.log_likelihood == pytest.approx(theirs, abs=1e-6)


def test_no_other_coefficients_are_likelier():
    found = poisson_lognormal(OBSERVED, EXPECTED, OUTDOORS / 10)
    design = np.column_stack([np.ones(56), OUTDOORS / 10])
    at = np.append(found.coefficients, found.sigma)
    for place in range(3):
        for step in (-0.02, 0.02):
            moved = at + step * np.eye(3)[place]
            assert second.lognormal_likelihood(OBSERVED, EXPECTED, design, moved[:2], moved[2]) < found.log_likelihood


def test_standard_errors_are_those_of_the_curvature_of_the_integrals():
    found = poisson_lognormal(OBSERVED, EXPECTED, OUTDOORS / 10)
    design = np.column_stack([np.ones(56), OUTDOORS / 10])
    at, step = np.append(found.coefficients, found.sigma), 0.01

    def height(moved):
        return second.lognormal_likelihood(OBSERVED, EXPECTED, design, moved[:2], moved[2])

    unit = step * np.eye(3)
    curved = np.array(
        [[height(at + i + j) - height(at + i - j) - height(at - i + j) + height(at - i - j) for j in unit] for i in unit]
    ) / (4 * step**2)  # fmt: skip
    errors = np.sqrt(np.diag(np.linalg.inv(-curved)))
    assert np.append(found.coefficient_se, found.sigma_se) == pytest.approx(errors, rel=2e-3)


@pytest.mark.parametrize("seed", range(3))
def test_a_search_with_nodes_that_do_not_move_finds_the_same(seed):
    observed, expected, x = drawn(seed)
    found = poisson_lognormal(observed, expected, x, ["x"])
    grid = np.linspace(-7, 7, 281)
    weights = norm.pdf(grid) * (grid[1] - grid[0])
    factor = np.array([math.lgamma(count + 1) for count in observed])

    def lost(p):
        line = (np.log(expected) + p[0] + p[1] * x)[:, None] + p[2] * grid
        return -np.log((np.exp(observed[:, None] * line - np.exp(line) - factor[:, None]) * weights).sum(axis=1)).sum()

    theirs = minimize(lost, (0, 0, 0.4), method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-10, "maxiter": 3000})
    assert (*found.coefficients, found.sigma) == pytest.approx((theirs.x[0], theirs.x[1], abs(theirs.x[2])), abs=2e-5)
    assert found.log_likelihood == pytest.approx(-theirs.fun, abs=1e-6)
    assert found.names == ("intercept", "x")


def test_slopes_are_differences_of_the_likelihood():
    design, o = np.column_stack([np.ones(56), OUTDOORS / 10]), OBSERVED
    at = np.array([-0.3, 0.5, 0.7])
    _, slope = slopes(at[:2], at[2], o, np.log(EXPECTED), design)
    for place in range(3):
        ahead, behind = at.copy(), at.copy()
        ahead[place], behind[place] = at[place] + 1e-5, at[place] - 1e-5
        heights = [slopes(one[:2], one[2], o, np.log(EXPECTED), design)[0] for one in (ahead, behind)]
        assert slope[place] == pytest.approx((heights[0] - heights[1]) / 2e-5, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("place", [0, 1, 48, 54, 55])
def test_each_places_ratio_is_what_integrals_say(place):
    found = poisson_lognormal(OBSERVED, EXPECTED, OUTDOORS / 10, threshold=1.2)
    mean = EXPECTED[place] * found.fitted[place]
    whole = second.place_integral(OBSERVED[place], mean, found.sigma)
    ratio = second.place_integral(OBSERVED[place], mean, found.sigma, lambda z: np.exp(found.sigma * z)) / whole
    assert found.estimate[place] == pytest.approx(found.fitted[place] * ratio, rel=1e-6)

    def below(limit):
        edge = math.log(limit / found.fitted[place]) / found.sigma
        return second.place_integral(OBSERVED[place], mean, found.sigma, lambda z: z < edge) / whole

    assert (below(found.low[place]), below(found.high[place])) == pytest.approx((0.025, 0.975), abs=1e-3)
    assert 1 - below(1.2) == pytest.approx(found.above[place], abs=1e-3)


def test_a_covariate_may_have_any_scale():
    plain = poisson_lognormal(OBSERVED, EXPECTED, OUTDOORS)
    moved = poisson_lognormal(OBSERVED, EXPECTED, OUTDOORS * 1e6 + 5e8)
    assert moved.coefficients[1] * 1e6 == pytest.approx(plain.coefficients[1], rel=1e-5)
    assert moved.coefficient_se[1] * 1e6 == pytest.approx(plain.coefficient_se[1], rel=1e-4)
    assert moved.estimate == pytest.approx(plain.estimate, rel=1e-5)


def test_where_places_do_not_differ_besides_it_is_the_regression():
    x = np.arange(8.0)
    found = poisson_lognormal(np.round(20 * np.exp(0.1 * x)), np.full(8, 20.0), x)
    assert (found.sigma, math.isnan(found.sigma_se)) == (0, True)
    assert "no more differences" in found.method
    assert found.coefficients[1] == pytest.approx(0.1, abs=0.01)
    fitted = 20 * found.fitted
    design = np.column_stack([np.ones(8), x])
    assert found.coefficient_se == pytest.approx(np.sqrt(np.diag(np.linalg.inv(design.T @ (fitted[:, None] * design)))), rel=1e-6)
    assert (found.low < found.estimate).all()
    assert (found.high > found.estimate).all()
    assert np.quantile(found.draws(20_000, 0), 0.025, axis=0) == pytest.approx(found.low, rel=0.02)


def test_draws_are_those_of_the_intervals_and_the_same_for_a_seed():
    found = poisson_lognormal(OBSERVED, EXPECTED, OUTDOORS / 10)
    made = found.draws(20_000, seed=4)
    assert made.mean(axis=0) == pytest.approx(found.estimate, rel=0.02)
    assert np.quantile(made, [0.025, 0.975], axis=0) == pytest.approx(np.array([found.low, found.high]), rel=0.05)
    assert np.array_equal(made, found.draws(20_000, seed=4))


@pytest.mark.parametrize(
    ("covariates", "names", "place"),
    [
        (np.ones(56), None, "covariate 1"),
        (np.column_stack([OUTDOORS, 2 * OUTDOORS + 1]), None, "covariates"),
        (np.ones((3, 1)), None, "covariates"),
        (np.random.default_rng(0).normal(size=(56, 55)), None, "covariates"),
        (OUTDOORS, ["a", "b"], "names"),
        (np.where(OUTDOORS > 20, np.nan, OUTDOORS), None, "covariates, place 4"),
        (["many"] * 56, None, "covariates"),
    ],
)
def test_covariates_that_explain_nothing_or_do_not_belong_are_refused(covariates, names, place):
    with pytest.raises(BadInput) as refused:
        poisson_lognormal(OBSERVED, EXPECTED, covariates, names)
    assert place in refused.value.fields


def test_a_covariate_that_parts_all_from_nothing_has_no_coefficient():
    with pytest.raises(BadInput) as refused:
        poisson_lognormal([0, 0, 0, 5, 6, 7], np.ones(6), [0, 0, 0, 1, 1, 1])
    assert refused.value.code == "undefined"

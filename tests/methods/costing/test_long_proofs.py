"""Long proofs: how often an interval covers what is expected, the value of information by nested draws, and the time a million draws take."""

import time

import numpy as np
import pytest

from difference.methods.costing import preset, simulate, value_of_information
from difference.methods.costing.flows import present_values, price_factor
from tests.methods.costing.test_simulating import expected

pytestmark = [pytest.mark.once, pytest.mark.deep]
OPEN = preset("open-model")


def test_the_interval_of_the_mean_covers_what_is_expected_about_as_often_as_it_says():
    truth = expected(OPEN)
    runs = [simulate(OPEN, 5000, seed).total for seed in range(500)]
    covered = np.mean([abs(run.mean - truth) <= 1.96 * run.error for run in runs])
    assert 0.925 <= covered <= 0.975


@pytest.mark.parametrize("key", ["programme_averted", "programme_cost", "out_of_work_later", "camhs_referral"])
def test_the_value_of_one_parameter_is_that_of_draws_within_draws(key):
    """For each of 400 quantiles of the parameter, the mean benefit over 20,000 draws of all others: the definition, by brute force."""
    chance = np.random.default_rng(99)
    others = {name: each.law.draw(each.spread, chance, 20_000) for name, each in OPEN.parameters.items()}
    known = np.sort(OPEN.parameters[key].law.draw(OPEN.parameters[key].spread, chance, 40_000))[50::100]
    programme = OPEN.programme
    means = []
    for value in known:
        values = others | {key: float(value)}
        saved = sum(present_values(OPEN, values).values())
        means.append(float(np.mean(values[programme.averted] * saved - values[programme.cost] * price_factor(OPEN, programme.cost))))
    nested = np.maximum(means, 0).mean() - max(np.mean(means), 0)
    binned = {part.key: part.value for part in value_of_information(OPEN, 1_000_000, 5).parts}[key]
    # The mean benefit lies near 0, so that its own chance error moves both answers.
    assert binned == pytest.approx(nested, abs=160)


def test_a_million_draws_take_less_than_two_seconds_of_one_processor():
    simulate(OPEN, 1000)
    started = time.process_time()
    simulate(OPEN, 1_000_000)
    assert time.process_time() - started < 2

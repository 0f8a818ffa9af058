"""A million draws: the mean against what is expected, the same numbers again, memory, and what a scenario leaves as it was."""

import tracemalloc

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.costing import cost, preset, simulate, simulating, with_values
from tests.methods.costing import models, second

pytestmark = pytest.mark.once
OPEN = preset("open-model")


def expected(model):
    """The cost expected of independent parameters: of a product, the product of means; of what lasts for years, its mean by a fine sum over quantiles."""
    table = second.open_model()
    found = 0.0
    for outcome in table["outcomes"]:
        means = {key: parameter.mean for key, parameter in model.parameters.items()}
        alone = table | {"outcomes": [outcome]}
        if "years" not in outcome:
            found += second.total(alone, means)
            continue
        years = model.parameters[outcome["years"]]
        # A triangular distribution's quantiles, in closed form.
        u = (np.arange(2000) + 0.5) / 2000
        width, left = years.high - years.low, (years.value - years.low) / (years.high - years.low)
        quantiles = np.where(
            u < left, years.low + width * np.sqrt(u * left), years.high - width * np.sqrt((1 - u) * (1 - left))
        )  # fmt: skip
        found += np.mean([second.total(alone, means | {years.key: float(length)}) for length in quantiles])
    return found


def test_the_mean_of_a_million_draws_is_the_expected_cost_within_its_error():
    assert all(parameter.distribution == "triangular" for parameter in OPEN.parameters.values() if parameter.unit == "years")
    found = simulate(OPEN, 1_000_000, seed=5).total
    assert abs(found.mean - expected(OPEN)) < 3 * found.error
    assert found.error < 15


def test_errors_are_as_large_as_they_say_over_many_seeds():
    drawn = [simulate(OPEN, 2000, seed).total for seed in range(60)]
    spread = np.std([each.mean for each in drawn], ddof=1)
    assert spread == pytest.approx(np.mean([each.error for each in drawn]), rel=0.35)


def test_the_same_seed_gives_the_same_numbers_and_another_others():
    one, again, other = simulate(OPEN, 3000, 7), simulate(OPEN, 3000, 7), simulate(OPEN, 3000, 8)
    assert (one.draws == again.draws).all()
    assert one == again
    assert not (one.draws == other.draws).any()


def test_the_size_of_portions_changes_nothing(monkeypatch):
    whole = simulate(OPEN, 5000, 3)
    monkeypatch.setattr(simulating, "CHUNK", 1001)
    assert simulate(OPEN, 5000, 3).draws == pytest.approx(whole.draws, rel=1e-12)


def test_components_add_up_to_the_total_and_quantiles_are_in_order():
    found = simulate(OPEN, 20_000, 1)
    assert sum(part.mean for part in found.components.values()) == pytest.approx(found.total.mean)
    assert all(part.low < part.median < part.high for part in (found.total, *found.components.values()))
    assert np.mean((found.draws >= found.total.low) & (found.draws <= found.total.high)) == pytest.approx(0.95, abs=0.001)


def test_a_scenario_leaves_the_draws_of_other_parameters_as_they_were():
    base = simulate(OPEN, 4000, 2)
    dearer = simulate(with_values(OPEN, {"camhs_referral": 0}), 4000, 2)
    others = [key for key in base.components if key != "health"]
    assert [dearer.components[key] for key in others] == [base.components[key] for key in others]
    assert dearer.components["health"].mean < base.components["health"].mean


def test_a_model_without_ranges_has_no_spread():
    found = simulate(models.small(models.parameter("pounds", "£", 250)), 100)
    assert (found.total.mean, found.total.low, found.total.high, found.total.error, found.above_zero) == (250, 250, 250, 0, 1)


def test_a_million_draws_stay_far_below_a_gigabyte():
    tracemalloc.start()
    simulate(OPEN, 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 150_000_000


@pytest.mark.parametrize(("draws", "seed", "wrong"), [(1, 0, {"draws"}), (20_000_000, 0, {"draws"}), (100, -1, {"seed"}), (0, -1, {"draws", "seed"})])
def test_what_cannot_be_drawn_is_refused_all_at_once(draws, seed, wrong):
    with pytest.raises(BadInput) as refused:
        simulate(OPEN, draws, seed)
    assert set(refused.value.fields) == wrong


def test_the_answer_takes_its_mean_and_interval_from_the_draws():
    found, drawn = cost(OPEN, 6685, 5000, 4), simulate(OPEN, 5000, 4)
    assert (found.per_pupil, found.low, found.high, found.error) == (drawn.total.mean, drawn.total.low, drawn.total.high, drawn.total.error)
    assert found.total == found.per_pupil * 6685

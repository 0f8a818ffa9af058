"""Breaking even and the value of information: against closed forms, and where there is nothing to know."""

import math

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.costing import break_even, exclusions_to_pay, preset, simulate, tornado, uprate, value_of_information, with_values
from tests.methods.costing import models

pytestmark = pytest.mark.once
OPEN = preset("open-model")
SURE = models.parameter("price", "£", 90), models.parameter("averted", "number", 1)
# An exclusion costs from 0 to 200 pounds, all alike: 100 on average. The programme costs 90, or from 60 to 120, and averts one.
POUNDS = models.parameter("pounds", "£", 100, 0, 200, "uniform")
UNSURE = models.parameter("price", "£", 90, 60, 120, "uniform"), models.parameter("averted", "number", 1)


def test_with_one_unknown_the_value_of_knowing_it_is_the_closed_form():
    # E max(X − 90, 0) = 110² ÷ 400 = 30.25; funding at once is worth 10.
    found = value_of_information(models.small(POUNDS, *SURE, programme=True), 400_000)
    assert found.evpi == pytest.approx(20.25, abs=4 * found.error)
    assert (found.fund, [part.key for part in found.parts]) == (True, ["pounds"])
    assert found.parts[0].value == pytest.approx(found.evpi, rel=0.01)


def test_with_two_unknowns_each_part_is_the_closed_form_and_the_whole_too():
    # The whole: E (200 − P)² ÷ 400 − 10 = (140³ − 80³) ÷ 180 ÷ 400 − 10 = 21. The price alone: 40² ÷ 120 − 10 = 10/3.
    found = value_of_information(models.small(POUNDS, *UNSURE, programme=True), 400_000)
    parts = {part.key: part.value for part in found.parts}
    assert found.evpi == pytest.approx(21, abs=4 * found.error)
    assert parts["pounds"] == pytest.approx(20.25, rel=0.02)
    assert parts["price"] == pytest.approx(10 / 3, rel=0.06)
    assert found.noise < 0.1


def test_a_programme_that_never_pays_leaves_nothing_to_know():
    dear = models.parameter("price", "£", 250), models.parameter("averted", "number", 1)
    found = value_of_information(models.small(POUNDS, *dear, programme=True), 20_000)
    assert (found.fund, found.evpi, found.parts[0].value) == (False, 0, 0)
    assert found.benefit == pytest.approx(-150, abs=2)


def test_no_part_is_worth_more_than_the_whole_in_the_open_model():
    found = value_of_information(OPEN, 100_000, 3)
    assert all(-1e-9 <= part.value <= found.evpi + 4 * found.error for part in found.parts)
    assert [part.value for part in found.parts] == sorted((part.value for part in found.parts), reverse=True)
    assert {part.key for part in found.parts} == {key for key, each in OPEN.parameters.items() if each.low < each.high}


def test_knowing_a_parameter_for_certain_takes_it_out_of_what_is_left_to_know():
    known = value_of_information(with_values(OPEN, {"programme_averted": 0.5}), 100_000, 3)
    assert "programme_averted" not in {part.key for part in known.parts}
    assert known.evpi < value_of_information(OPEN, 100_000, 3).evpi


def test_breaking_even_is_what_the_programme_costs_over_what_an_exclusion_costs():
    found = break_even(models.small(models.parameter("pounds", "£", 120), *SURE, programme=True), 50)
    assert (found.exclusions, found.low, found.high, found.pays, found.averted) == (0.75, 0.75, 0.75, 1, 1)
    assert break_even(models.small(models.parameter("pounds", "£", 60), *SURE, programme=True), 50).pays == 0


def test_what_the_programme_costs_is_brought_to_the_prices_of_the_model():
    old = models.parameter("price", "£", 90, year="2009-10"), models.parameter("averted", "number", 1)
    found = break_even(models.small(models.parameter("pounds", "£", 120), *old, programme=True), 50)
    assert (found.cost, found.exclusions) == pytest.approx((uprate(90, "2009-10", "2024-25"), uprate(90, "2009-10", "2024-25") / 120))


def test_its_interval_is_that_of_the_ratio_and_infinite_where_an_exclusion_costs_nothing():
    # 90 ÷ U(0, 200): the quantiles turn round, 90 ÷ 195 and 90 ÷ 5.
    found = break_even(models.small(POUNDS, *SURE, programme=True), 400_000)
    assert (found.low, found.high) == (pytest.approx(90 / 195, rel=0.001), pytest.approx(90 / 5, rel=0.03))
    assert found.pays == pytest.approx(0.55, abs=0.004)
    free = break_even(models.small(models.parameter("pounds", "£", 0), *SURE, programme=True), 50)
    assert (free.exclusions, free.low, free.high) == (math.inf, math.inf, math.inf)


def test_published_totals_break_even_too():
    assert exclusions_to_pay(740_000, 370_000) == 2
    assert exclusions_to_pay(1000, -5) == math.inf
    with pytest.raises(BadInput):
        exclusions_to_pay(-1, 370_000)


def test_a_model_without_a_programme_has_no_decision():
    model = models.small(POUNDS)
    for ask in (break_even, value_of_information):
        with pytest.raises(BadInput) as refused:
            ask(model)
        assert "programme" in refused.value.fields


@pytest.mark.parametrize(("draws", "bins"), [(100, 2), (100_000, 1), (2_000_000, 50)])
def test_too_few_draws_for_the_bins_or_too_many_are_refused(draws, bins):
    with pytest.raises(BadInput):
        value_of_information(OPEN, draws, 0, bins)


def test_a_bar_is_the_cost_at_either_end_and_the_widest_comes_first():
    model = models.small(models.parameter("pounds", "£", 100, 50, 300, "triangular"), *UNSURE, programme=True)
    only = tornado(model)
    assert [(bar.key, bar.at_low, bar.at_high, bar.swing) for bar in only] == [("pounds", 50, 300, 250)]
    bars = tornado(OPEN)
    assert [bar.swing for bar in bars] == sorted((bar.swing for bar in bars), reverse=True)
    assert {"programme_cost", "programme_averted"}.isdisjoint(bar.key for bar in bars)
    assert all(bar.swing > 0 for bar in bars)


def test_a_bar_with_the_other_parameters_fixed_is_the_simulated_range():
    bar = tornado(OPEN)[0]
    fixed = with_values(OPEN, {key: each.value for key, each in OPEN.parameters.items() if key != bar.key})
    drawn = simulate(fixed, 50_000).draws
    low, high = sorted((bar.at_low, bar.at_high))
    assert low <= drawn.min() <= low + 0.02 * bar.swing
    assert high - 0.02 * bar.swing <= drawn.max() <= high
    assert np.ptp(drawn) <= bar.swing

"""Cash-flows: against plain loops, closed-form annuities, and what each counterfactual means."""

import numpy as np
import pytest

from difference.methods.costing import (
    cash_flow,
    central,
    cost,
    discount_factor,
    effect,
    present_values,
    preset,
    read,
    simulate,
    uprate,
    with_schedule,
    with_values,
)
from difference.methods.costing.simulating import chunks
from tests.methods.costing import models, second

pytestmark = pytest.mark.once
OPEN = preset("open-model")


@pytest.mark.parametrize("schedule", ["standard", "health", "sensitivity"])
def test_the_vectorised_model_and_plain_loops_agree_on_drawn_parameters(schedule):
    _, values = next(iter(chunks(OPEN, 60, 11)))
    ours = sum(present_values(with_schedule(OPEN, schedule), values).values())
    table = second.open_model()
    theirs = [second.total(table, {key: each if np.ndim(each) == 0 else each[row] for key, each in values.items()}, schedule) for row in range(60)]
    assert ours == pytest.approx(theirs, rel=1e-9)
    assert np.ptp(theirs) > 10_000


def test_the_cash_flow_is_that_of_plain_loops_at_every_age_and_component():
    ours = {(flow.component, flow.age): (flow.amount, flow.discounted) for flow in cash_flow(OPEN, expected=False).rows()}
    theirs = second.by_age(second.open_model(), central(OPEN))
    assert ours.keys() == theirs.keys()
    for key, both in theirs.items():
        assert ours[key] == pytest.approx(both, rel=1e-9)


def test_the_discounted_cash_flow_adds_up_to_the_cost_at_best_values():
    flow = cash_flow(OPEN, expected=False)
    found = cost(OPEN, draws=0)
    assert flow.discounted.sum() == pytest.approx(found.per_pupil, rel=1e-12)
    assert flow.discounted.sum(axis=0) == pytest.approx([part.per_pupil for part in found.components], rel=1e-12)
    assert (flow.ages[0], flow.ages[-1], flow.amounts.shape) == (14, 64, (51, 6))


def test_the_expected_cash_flow_adds_up_to_the_mean_of_the_draws_also_by_component():
    flow, drawn = cash_flow(OPEN), simulate(OPEN, 400_000)
    assert abs(flow.discounted.sum() - drawn.total.mean) < 4 * drawn.total.error
    for part, worth in zip(drawn.components.values(), flow.discounted.sum(axis=0), strict=True):
        assert abs(worth - part.mean) < 5 * part.error


@pytest.mark.parametrize(("first", "last"), [(14, 14), (15, 17), (14, 43), (25, 64), (44, 109)])
def test_a_pound_a_year_is_the_closed_form_annuity(first, last):
    outcome = models.OUTCOME.replace("first_age = 14", f"first_age = {first}").replace("last_age = 14", f"last_age = {last}")
    found = cost(models.small(models.parameter("pounds", "£ a year", 1), outcomes=outcome), draws=0).per_pupil

    def annuity(years):
        """A pound at the start of each of the first so many years, to 76: a geometric series in each band."""
        whole = min(years, 31)
        third = max(years - 76, 0)
        second = years - whole - third
        at_30, at_75 = 1.035**-30, 1.035**-30 * 1.03**-45
        one = (1 - 1.035**-whole) / (1 - 1 / 1.035)
        return one + at_30 * (1 - 1.03**-second) / 0.03 + at_75 * (1 - 1.025**-third) / 0.025

    assert found == pytest.approx(annuity(last + 1 - 14) - annuity(first - 14), rel=1e-12)


@pytest.mark.parametrize("years", [0, 0.25, 1, 1.5, 2, 7.75])
def test_what_lasts_for_years_counts_its_last_part_by_its_part(years):
    outcome = models.OUTCOME.replace("first_age = 14", "first_age = 16").replace("last_age = 14", 'years = "long"')
    model = models.small(models.parameter("pounds", "£ a year", 100), models.parameter("long", "years", years), outcomes=outcome)
    worth = sum(100 * min(1, years - year) * discount_factor(2 + year) for year in range(9) if year < years)
    assert cost(model, draws=0).per_pupil == pytest.approx(worth)
    flow = cash_flow(model)
    assert (flow.amounts.sum(), flow.discounted.sum()) == pytest.approx((100 * years, worth))


def outcome(counterfactual, *lines):
    kept = [line for line in models.OUTCOME.splitlines() if not line.startswith(("counterfactual", "excluded", "comparable"))]
    return "\n".join([*kept, f'counterfactual = "{counterfactual}"', *lines]) + "\n"


def test_each_counterfactual_gives_the_effect_that_it_names():
    two = ['excluded = "a"', 'comparable = "b"']
    shares = [models.parameter("a", "share", 0.5), models.parameter("b", "share", 0.2), models.parameter("pounds", "£", 100)]
    association = read(models.text(*shares, outcomes=outcome("association", *two)))
    adjusted = read(models.text(*shares, outcomes=outcome("adjusted", *two)))
    share = models.parameter("part", "share", 0.25)
    attributed = read(models.text(*shares, share, outcomes=outcome("attributed", *two, 'share = "part"')))
    alone = read(models.text(models.parameter("d", "difference", -0.1), shares[2], outcomes=outcome("adjusted", 'difference = "d"')))
    found = [float(effect(model.outcomes[0], central(model))) for model in (association, adjusted, attributed, alone)]
    assert found == pytest.approx([0.3, 0.3, 0.075, -0.1])
    assert [cost(model, draws=0).per_pupil for model in (association, adjusted, attributed, alone)] == pytest.approx([30, 30, 7.5, -10])


def test_with_all_of_the_difference_put_down_to_exclusion_the_cost_is_that_of_the_association():
    part = {name: cost(with_values(OPEN, {"justice_share": share}), draws=0) for name, share in (("none", 0), ("half", 0.5), ("all", 1))}
    justice = {name: next(each.per_pupil for each in found.components if each.key == "justice") for name, found in part.items()}
    assert justice["none"] == 0
    assert justice["half"] * 2 == pytest.approx(justice["all"])


def test_money_is_brought_to_the_price_year_of_the_model():
    old = models.small(models.parameter("pounds", "£", 8000, year="2009-10"))
    assert cost(old, draws=0).per_pupil == pytest.approx(uprate(8000, "2009-10", "2024-25"))


def test_what_is_saved_elsewhere_is_taken_off():
    taken = models.OUTCOME + 'less = "saved"\n'
    model = models.small(models.parameter("pounds", "£ a year", 100), models.parameter("saved", "£ a year", 130), outcomes=taken)
    assert cost(model, draws=0).per_pupil == pytest.approx(-30)

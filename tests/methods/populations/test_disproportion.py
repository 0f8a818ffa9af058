"""A group's share among the excluded beside its share of all: identities, both measures on one interval, several events a person."""

import math

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.populations import disproportionality, rate_ratio, risk_ratio

pytestmark = pytest.mark.once


def test_shares_and_relative_risk_are_what_they_are_by_hand():
    found = disproportionality(30, 100, 100, 1000)
    assert (found.share_of_events, found.share_of_population, found.estimate) == (0.3, 0.1, pytest.approx(3))
    assert found.relative_risk.estimate == pytest.approx((30 / 100) / (70 / 900))
    theirs = risk_ratio(30, 100, 70, 900, "koopman")
    assert (found.relative_risk.low, found.relative_risk.high) == (theirs.low, theirs.high)


@pytest.mark.parametrize("method", ["koopman", "katz", "mover", "exact", "log-normal"])
def test_both_measures_say_the_same_of_their_part(method):
    for events in range(1, 40):
        found = disproportionality(events, 100, 100, 1000, method)
        relative = found.relative_risk
        assert (found.low > 1, found.high < 1) == (relative.low > 1, relative.high < 1)
        assert found.low < found.estimate < found.high


def test_a_group_with_none_and_a_group_with_all_have_limits():
    none, every = disproportionality(0, 100, 50, 1000), disproportionality(50, 100, 50, 1000)
    assert (none.estimate, none.low) == (0, 0)
    assert 0 < none.high < 1
    # Nobody can have more than all: ten times its part is the most for a tenth.
    assert (every.estimate, every.high, every.relative_risk.estimate) == (pytest.approx(10), pytest.approx(10), math.inf)


def test_events_may_outnumber_people_where_each_can_have_several():
    found = disproportionality(300, 100, 1000, 1000, "exact")
    theirs = rate_ratio(300, 100, 700, 900)
    assert found.relative_risk.low == theirs.low
    with pytest.raises(BadInput) as refused:
        disproportionality(300, 100, 1000, 1000)
    assert refused.value.fields["events"] == ["More were counted than there are in “size”."]


def test_all_groups_at_once_are_as_each_alone():
    events, sizes = np.array([30, 50, 20]), np.array([100, 600, 300])
    found = disproportionality(events, sizes, 100, 1000)
    assert (found.share_of_events.sum(), found.share_of_population.sum()) == (pytest.approx(1), pytest.approx(1))
    for place in range(3):
        alone = disproportionality(int(events[place]), int(sizes[place]), 100, 1000)
        assert (found.estimate[place], found.low[place]) == (pytest.approx(alone.estimate), pytest.approx(alone.low))


def test_a_group_that_is_everybody_and_no_events_at_all_are_refused():
    with pytest.raises(BadInput) as refused:
        disproportionality(10, 1000, 10, 1000)
    assert "whole population" in refused.value.fields["size"][0]
    with pytest.raises(BadInput) as refused:
        disproportionality(0, 100, 0, 1000)
    assert refused.value.fields == {"all_events": ["It is above 0."]}
    with pytest.raises(BadInput) as refused:
        disproportionality(1, 999, 50, 1000)
    assert "outside" in refused.value.fields["all_events"][0]

"""The verdict on a practice: the rule of the file, at its edges, and none left without one."""

import itertools

import pytest

from difference.programme.evidence.verdicts import verdict

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("count", "low", "high", "title"),
    [
        (0, 0.0, 0.0, "Too few to tell"),
        (2, 0.5, 0.9, "Too few to tell"),
        (3, -0.11, 0.11, "Too few to tell"),
        (30, -0.5, 0.6, "Too few to tell"),
        (3, -0.10, 0.11, "May help"),
        (3, -0.11, 0.10, "Found not to be effective"),
        (3, -0.10, 0.10, "Makes little difference"),
        (9, 0.02, 0.08, "Makes little difference"),
        (3, 0.01, 0.50, "Helps"),
        (3, 0.0, 0.50, "May help"),
        (3, -0.50, -0.01, "Harms"),
        (3, -0.50, 0.0, "Found not to be effective"),
        (5, -0.04, 0.30, "May help"),
    ],
)
def test_the_verdict_is_that_of_the_rule(count, low, high, title):
    assert verdict(count, low, high).title == title


def test_every_interval_has_exactly_one_verdict_and_too_few_is_what_the_issue_says():
    points = [round(number / 20, 2) for number in range(-20, 21)]
    for low, high in itertools.combinations_with_replacement(points, 2):
        for count in (1, 2, 3, 10):
            assert (verdict(count, low, high).key == "too_few") == (count < 3 or (low < -0.10 and high > 0.10))

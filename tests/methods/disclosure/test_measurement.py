"""The measurement of the design, on worlds of our own: what suppressing under five beside exact totals gives away, and what we do not.

Design, FACTS §7, on its own 229 cells of 1–9: under five beside exact totals, 70% found exactly; under ten, then rounded to five with rounded
totals: none, and every interval at least 5 wide.
"""

from dataclasses import replace

import numpy as np
import pytest

from difference.methods.disclosure import attack, current, release
from tests.methods.disclosure.naive import naive
from tests.methods.disclosure.worlds import table

pytestmark = [pytest.mark.once, pytest.mark.deep]
RULES = current()


def worlds(cells):
    """Tables of 6 × 5 until they hold so many cells of 1–9."""
    rng, met = np.random.default_rng(229), 0
    while met < cells:
        counts = rng.poisson(np.exp(rng.normal(np.log(12), 1.0, (6, 5))))
        met += int(((counts >= 1) & (counts <= 9)).sum())
        yield counts


def found(published, counts, rules):
    """The findings about cells of 1–9 that are held back."""
    cells = table(counts).cells
    return [each for each in attack([published], rules).findings if cells[tuple(each.where.values())].count]


def test_under_five_beside_exact_totals_gives_most_away():
    rules = replace(RULES, threshold=5, rounded_to=1)
    findings = [each for counts in worlds(229) for each in found(naive(counts, 5, 1, exact_totals=True), counts, rules)]
    exact = sum(each.low == each.high for each in findings)
    assert (len(findings), exact) == (117, 97)


def test_under_ten_then_rounded_beside_rounded_totals_gives_none_away():
    findings = [each for counts in worlds(229) for each in found(naive(counts, 10, 5, exact_totals=False), counts, RULES)]
    assert (len(findings), min(each.width for each in findings)) == (237, 5)


def test_released_by_our_rules_to_somebody_who_knows_every_rounded_total_gives_none_away():
    releases = [(release(table(counts, outsiders_know="totals")).published, counts) for counts in worlds(229)]
    findings = [each for published, counts in releases for each in found(published, counts, RULES)]
    assert (len(findings), min(each.width for each in findings)) == (237, 6)

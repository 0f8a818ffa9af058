"""The findings' file: every id once, every figure as published, and arithmetic that is only arithmetic."""

from __future__ import annotations

import datetime as dt

import pytest

from difference.sector.observatory import arithmetic, showing, wording
from difference.sector.observatory.published import published

pytestmark = pytest.mark.once

# From the table of figures and sources that the project stands on.
FIGURES = {
    "permanent-exclusions": (6685, "pupils", "2015/16"), "pupils-in-ap": (48000, "pupils", "2017"), "cost-per-pupil": (370000, "pounds", "2017"),
    "cost-per-cohort": (2_100_000_000, "pounds", "2017"), "relative-risk-care": (2, "times", "2017"), "relative-risk-poverty": (4, "times", "2017"),
    "relative-risk-sen": (7, "times", "2017"), "relative-risk-mental-health": (10, "times", "2017"), "unqualified-teachers": (2, "times", "2017"),
    "supply-teachers": (2, "times", "2017"), "leader-vacancies": (2, "times", "2011 to 2016"), "inadequate-ap-north-east": (8, "times", "2017"),
    "inadequate-ap-all-pupils": (100, "per cent", "2017"), "uncounted": (None, "pupils", "2017"),
}  # fmt: skip
OTHERS = {
    "pupils-in-ap": [49477], "cost-per-pupil": [170000], "cost-per-cohort": [2_900_000_000, 1_600_000_000, 1_900_000_000], "relative-risk-care": [14],
    "relative-risk-poverty": [5], "relative-risk-sen": [5], "relative-risk-mental-health": [20], "unqualified-teachers": [2.5], "supply-teachers": [2.5],
}  # fmt: skip


def test_every_finding_stands_once_with_its_figure():
    ids = [finding.id for finding in published().findings]
    assert ids == list(FIGURES)
    assert {finding.id: (finding.published.value, finding.published.unit, finding.published.period) for finding in published().findings} == FIGURES


def test_later_figures_stand_apart_from_the_first():
    assert {finding.id: [other.value for other in finding.others] for finding in published().findings if finding.others} == OTHERS


def test_the_file_is_dated_and_each_finding_says_how_it_was_made_and_what_it_needs():
    assert published().dated == dt.date(2026, 11, 24)
    assert [finding.id for finding in published().findings if not all((finding.title, finding.made, finding.critique, finding.needs))] == []
    assert [
        figure for finding in published().findings for figure in (finding.published, *finding.others) if not (figure.source and figure.period)
    ] == []


def test_the_cost_of_a_cohort_stands_for_fewer_pupils_than_are_quoted():
    assert arithmetic.implied_pupils() == 5676
    cohort = published().find("cost-per-cohort")
    assert arithmetic.sentences(cohort) == [
        "Arithmetic on published figures: £2.1bn ÷ £370,000 is 5,676 pupils.",
        "6,685 pupils (the pupils of 2015/16, which the report quotes) × £370,000 is £2.47bn.",
        "5,795 pupils (the pupils of the year before) × £370,000 is £2.14bn.",
        "The Difference (the charity), £2.9bn: 7,720 pupils × £370,000 is £2.86bn.",
        "IPPR (2024), £1.9bn: 10,885 pupils × £170,000 is £1.85bn.",
    ]


def test_the_three_registers_add_up_to_what_was_published_of_them():
    finding = published().find("pupils-in-ap")
    (other,) = finding.others
    assert sum(part.value for part in other.parts) == other.value == 49477
    assert [part.value for part in other.parts] == [16732, 9897, 22848]
    assert arithmetic.sentences(finding)[0].endswith("together 49,477.")


def test_findings_without_arithmetic_have_none():
    assert [finding.id for finding in published().findings if arithmetic.sentences(finding)] == ["pupils-in-ap", "cost-per-cohort"]


def test_the_story_is_told_in_the_published_figures():
    story = " ".join(showing.story())
    assert ("{" in story, "2 times" in story, story.count("twice as")) == (False, False, 4)
    assert all(words in story for words in ("6,685 pupils", "48,000 pupils", "£370,000", "£2.1bn", "10 times as likely", "8 times as likely"))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (6685, "pupils", "6,685 pupils"), (370000, "pounds", "£370,000"), (2_100_000_000, "pounds", "£2.1bn"), (2_000_000_000, "pounds", "£2bn"),
        (999_999_999, "pounds", "£1bn"), (323_730_000, "pounds", "£324m"), (2.5, "times", "2.5 times"), (2.0, "times", "2 times"), (100, "per cent", "100%"), (0, "times", "0 times"),
        (None, "pupils", "No figure"),
    ],
)  # fmt: skip
def test_figures_are_read_with_their_unit(value, unit, words):
    assert wording.figure(value, unit) == words

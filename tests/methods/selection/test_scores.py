"""Combining scores: means, percentage, spread, third readers, and every mistake by its place."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from difference.errors import BadInput
from difference.methods.selection import Criteria, Criterion, Score, combine

pytestmark = pytest.mark.once
ANCHORS = {1: "no evidence", 2: "little", 3: "some", 4: "much", 5: "outstanding"}
CRITERIA = Criteria(
    tuple(Criterion(code, code.title(), weight, ANCHORS) for code, weight in [("motivation", 1), ("teaching", 2), ("leadership", 3)]), 2
)


def scores(**by_assessor):
    return [Score(assessor, code, value) for assessor, values in by_assessor.items() for code, value in zip(CRITERIA.codes, values, strict=False)]


def test_means_percentage_and_spread():
    found = combine(scores(ada=[4, 3, 5], ben=[5, 4, 3]), CRITERIA)
    assert [(each.code, each.mean, each.spread, each.needs_third_reader) for each in found.criteria] == [
        ("motivation", Fraction(9, 2), 1, False),
        ("teaching", Fraction(7, 2), 1, False),
        ("leadership", Fraction(4), 2, True),
    ]
    # (1 × 4.5 + 2 × 3.5 + 3 × 4) ÷ (5 × 6) = 23.5 ÷ 30; the assessors alone: 25 ÷ 30 and 22 ÷ 30.
    assert (found.total, found.exact, found.spread, found.for_third_reader) == (Decimal("78.33"), Fraction(235, 3), Decimal("10.00"), ("leadership",))


def test_a_third_reads_only_what_is_disputed_and_settles_it():
    found = combine([*scores(ada=[4, 3, 5], ben=[5, 4, 3]), Score("cyd", "leadership", 4)], CRITERIA, third_readers=["cyd"])
    assert (found.for_third_reader, found.criteria[2].mean, found.criteria[2].scores) == ((), 4, {"ada": 5, "ben": 3, "cyd": 4})


def test_three_who_score_everything_need_no_other():
    assert combine(scores(ada=[1, 1, 1], ben=[5, 5, 5], cyd=[3, 3, 3]), CRITERIA).for_third_reader == ()


@pytest.mark.parametrize(("lowest", "total"), [(1, "20.00"), (5, "100.00")])
def test_the_ends_of_the_scale(lowest, total):
    assert combine(scores(ada=[lowest] * 3, ben=[lowest] * 3), CRITERIA).total == Decimal(total)


def test_every_mistake_is_told_by_place():
    given_ = [
        *scores(ada=[4, 3]),
        Score("ada", "motivation", 4),
        Score("ben", "motivation", 6),
        Score("ben", "teaching", 3.5),
        Score("ben", "leadership", True),
        Score("ben", "charm", 5),
    ]
    with pytest.raises(BadInput) as caught:
        combine(given_, CRITERIA)
    assert caught.value.fields == {
        "ada, motivation": ["It was scored twice."],
        "ben, motivation": ["The score must be a whole number from 1 to 5."],
        "ben, teaching": ["The score must be a whole number from 1 to 5."],
        "ben, leadership": ["The score must be a whole number from 1 to 5."],
        "ben, charm": ["There is no such criterion."],
        "ada, leadership": ["The score is missing."],
    }


@pytest.mark.parametrize(("given_", "sentence"), [([], "there are 0."), (scores(ada=[1, 2, 3]), "there is 1.")])
def test_one_assessor_is_not_enough(given_, sentence):
    with pytest.raises(BadInput) as caught:
        combine(given_, CRITERIA)
    assert caught.value.fields == {"assessors": [f"At least two must have scored; {sentence}"]}


def test_criteria_that_make_no_sense_are_refused_at_once():
    with pytest.raises(BadInput) as caught:
        Criteria((Criterion("a", "A", 0, {1: "x"}), Criterion("a", "A", 1, ANCHORS)), 7)
    assert caught.value.fields == {
        "third_reader_at": ["It must be from 1 to 4, the widest difference there can be."],
        "criteria 1 (a)": ["Its weight must be a whole number from 1.", "Its anchors must say what each score from 1 to 5 means."],
        "criteria 2 (a)": ["It needs a code of its own."],
    }


VALUES = st.lists(st.integers(1, 5), min_size=3, max_size=3)


@settings(max_examples=100)
@given(VALUES, VALUES, st.integers(0, 2))
def test_who_scored_first_does_not_matter_and_a_higher_score_never_lowers(first, second, raised):
    found = combine(scores(ada=first, ben=second), CRITERIA)
    assert combine(scores(ben=second, ada=first), CRITERIA).exact == found.exact
    better = [min(value + (place == raised), 5) for place, value in enumerate(first)]
    assert combine(scores(ada=better, ben=second), CRITERIA).exact >= found.exact
    assert 20 <= found.total <= 100

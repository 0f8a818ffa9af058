"""What may be shown of a cohort's answers: nothing small, no lone zero, and nothing that several questions give away together."""

import pytest

from difference.errors import BadInput
from difference.methods.disclosure import attack
from difference.programme.equality.counting import released

pytestmark = pytest.mark.once


def shown(**counts):
    (published,) = released("cohort", {"question": counts})
    return {words: str(cell) for (words,), cell in published.cells.items()}, published.totals[None,]


def test_large_cells_are_rounded_and_the_total_is_of_the_rounded():
    assert shown(a=12, b=13, c=41) == ({"a": "10", "b": "15", "c": "40"}, 65)


def test_small_cells_and_zeros_are_held_back():
    assert shown(a=40, b=30, c=9, d=0, e=8) == ({"a": "40", "b": "30", "c": "[c]", "d": "[c]", "e": "[c]"}, 70)


def test_a_cell_whose_rest_is_small_is_held_back_too():
    assert shown(a=50, b=9, c=0) == ({"a": "[c]", "b": "[c]", "c": "[c]"}, None)


def test_a_small_cell_takes_the_next_with_it_when_the_rest_would_give_it_away():
    assert shown(a=50, b=30, c=4) == ({"a": "50", "b": "[c]", "c": "[c]"}, 50)


def test_that_nobody_gave_an_answer_is_not_given_away_either():
    assert shown(a=50, b=30, c=0) == ({"a": "50", "b": "[c]", "c": "[c]"}, 50)


def test_nobody_at_all_shows_nothing():
    assert shown(a=0, b=0) == ({"a": "[c]", "b": "[c]"}, None)


def test_all_questions_together_withstand_an_attack():
    counts = {"sex": {"f": 41, "m": 25, "none": 4}, "age": {"20s": 33, "30s": 28, "40s": 9, "none": 0}, "faith": {"some": 12, "none": 58}}
    assert attack(released("cohort", counts)).violations == ()


@pytest.mark.parametrize("counts", [{"sex": {"f": -1, "m": 30}}, {"sex": {"f": 30, "m": 30}, "age": {"20s": 12, "30s": 12}}])
def test_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(BadInput):
        released("cohort", counts)

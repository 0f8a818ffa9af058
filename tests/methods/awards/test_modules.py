"""Module results: boundary marks, resits and their cap, and what cannot be a mark."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from difference.errors import BadInput
from difference.methods.awards import Sitting, module_result, read
from tests.methods.awards import second

pytestmark = pytest.mark.once
TEXT = (Path(__file__).parent / "curriculum.toml").read_text()
CURRICULUM = read(TEXT)
BY_MODULE = read(TEXT.replace('on = "component"', 'on = "module"'))
FINE = read(TEXT.replace("module_decimals = 0", "module_decimals = 1"))


def result(code, curriculum=CURRICULUM, **marks):
    return module_result(curriculum, code, {name: given if isinstance(given, list) else [given] for name, given in marks.items()})


@pytest.mark.parametrize(
    ("given", "mark", "passed"),
    [("49.49", 49, False), ("49.5", 50, True), ("59.5", 60, True), ("69.5", 70, True), ("69.49", 69, True), ("0", 0, False), ("100", 100, True)],
)
def test_a_half_is_rounded_up(given, mark, passed):
    found = result("CURRIC", portfolio=given)
    assert (found.mark, found.passed, found.credits, found.exact, found.rounding) == (mark, passed, 20 if passed else 0, Decimal(given), "half_up")


def test_a_half_from_weights_is_rounded_up_exactly():
    # 0.6 × 49.5 + 0.4 × 49.5 is 49.5 exactly, though not in binary fractions.
    found = result("NEEDS", essay="49.5", talk="49.5")
    assert (found.exact, found.mark, found.passed) == (Decimal("49.5"), 50, True)


def test_the_arithmetic_is_shown():
    assert result("NEEDS", essay=[42, 71], talk="65.5").lines == (
        "Essay on one child's path: 50 (a resit, capped at 50), weight 60%",
        "Presentation to colleagues: 65.5, weight 40%",
        "60% × 50 + 40% × 65.5 = 56.2, rounded half up to 56",
        "Passed: the pass mark is 50",
    )


def test_decimals_of_a_module_are_a_rule():
    assert str(result("NEEDS", FINE, essay="61.25", talk=70).mark) == "64.8"


@pytest.mark.parametrize(
    ("sittings", "mark", "capped"),
    [
        ([42, 71], 50, True),
        ([42, 50], 50, False),
        ([42, 47], 47, False),
        ([48, 20], 48, False),
        ([42, Sitting(71, as_first=True)], 71, False),
        ([Sitting(20), Sitting(30, as_first=True), 64], 50, True),
    ],
)
def test_a_resit_is_capped_and_never_lowers(sittings, mark, capped):
    found = result("CURRIC", portfolio=sittings)
    assert (found.mark, found.capped) == (mark, capped)


def test_the_cap_may_fall_on_the_whole_module():
    assert [
        (found.mark, found.capped) for found in (result("NEEDS", BY_MODULE, essay=[42, 71], talk=80), result("NEEDS", essay=[42, 71], talk=80))
    ] == [
        (50, True),
        (62, True),
    ]


def test_a_component_that_must_be_reached_fails_the_module_and_cannot_be_compensated():
    found = result("TEAMS", plan=39, reflection=80)
    assert (found.mark, found.passed, found.compensatable, found.condonable, found.credits) == (60, False, False, False, 0)


@pytest.mark.parametrize(
    ("mark", "compensatable", "condonable"), [(49, True, True), (40, True, True), (39, False, True), (30, False, True), (29, False, False)]
)
def test_a_narrow_fail_may_be_compensated_or_condoned(mark, compensatable, condonable):
    found = result("SYSTEM", report=mark)
    assert (found.compensatable, found.condonable) == (compensatable, condonable)


def test_a_module_that_is_barred_is_neither():
    found = result("PROJECT", protocol=49, dissertation=49)
    assert (found.mark, found.compensatable, found.condonable) == (49, False, False)


def test_without_all_marks_there_is_no_mark():
    found = module_result(CURRICULUM, "NEEDS", {"essay": [60], "talk": []})
    assert (found.mark, found.passed, found.credits, found.lines[-1]) == (None, False, 0, "Presentation to colleagues: no mark yet")


@pytest.mark.parametrize("mark", [-1, 101, "NaN", "Infinity", "", "sixty", "1e1", "6_0", "٦٠", "60.123", 60.0, True, None, Decimal("1e-99")])
def test_what_is_no_mark_is_refused_by_place(mark):
    with pytest.raises(BadInput) as caught:
        module_result(CURRICULUM, "NEEDS", {"essay": [mark], "talk": [50]})
    assert list(caught.value.fields) == ["NEEDS, essay"]


def test_every_mistake_is_told_at_once():
    with pytest.raises(BadInput) as caught:
        module_result(CURRICULUM, "NEEDS", {"essay": [60, 70], "talk": [10, 20, 30], "exam": [50]})
    assert caught.value.fields == {
        "NEEDS, exam": ["There is no such component."],
        "NEEDS, essay": ["Sitting 2: it was passed before, and cannot be sat again."],
        "NEEDS, talk": ["It was sat again 2 times; the rules allow 1."],
    }


def test_an_unknown_module_is_refused():
    with pytest.raises(BadInput, match="There is no module “ART”"):
        module_result(CURRICULUM, "ART", {})


MARKS = st.decimals(0, 100, places=2)
FAILS = st.decimals(0, "49.99", places=2)


@settings(max_examples=150)
@given(st.sampled_from([CURRICULUM, FINE]), st.tuples(MARKS) | st.tuples(FAILS, MARKS), st.tuples(MARKS) | st.tuples(FAILS, MARKS))
def test_it_agrees_with_the_second_implementation(curriculum, plan, reflection):
    marks = {"plan": plan, "reflection": reflection}
    found = module_result(curriculum, "TEAMS", marks)
    assert (found.mark, found.passed) == second.module(curriculum, "TEAMS", marks)

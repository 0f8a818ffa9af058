"""Awards: credits, exits, classes at their boundaries, compensation and condonement within limits."""

import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from difference.errors import BadInput
from difference.methods.awards import award, module_result, read
from tests.methods.awards import second

pytestmark = pytest.mark.once
TEXT = (Path(__file__).parent / "curriculum.toml").read_text()
CURRICULUM = read(TEXT)
FINE = read(TEXT.replace("mean_decimals = 0", "mean_decimals = 2"))
ALL = [module.code for module in CURRICULUM.modules]


def results(marks, curriculum=CURRICULUM):
    return [module_result(curriculum, code, {part.code: [mark] for part in curriculum.module[code].components}) for code, mark in marks.items()]


def reached(marks, condoned=(), curriculum=CURRICULUM):
    return award(curriculum, results(marks, curriculum), condoned)


@pytest.mark.parametrize(
    ("mark", "project", "mean", "grade"),
    [
        (50, 50, 50, "pass"),
        (60, 60, 60, "merit"),
        (70, 70, 70, "distinction"),
        (59, 60, 59, "pass"),
        (69, 70, 69, "merit"),
        (100, 100, 100, "distinction"),
    ],
)
def test_classes(mark, project, mean, grade):
    found = reached(dict.fromkeys(ALL, mark) | {"PROJECT": project})
    assert (found.award.code, found.best_exit.code, found.credits, found.mean, found.classification) == ("MASTERS", "MASTERS", 180, mean, grade)


@pytest.mark.parametrize(("half", "grade"), [(("59", "60"), "merit"), (("69", "70"), "distinction")])
def test_a_mean_of_exactly_a_half_is_rounded_up_to_the_class(half, grade):
    low, high = half
    marks = dict.fromkeys(["NEEDS", "CURRIC", "FAMILY", "TEAMS"], low) | {"SYSTEM": high, "PROJECT": high}
    found = reached(marks)
    assert (found.exact, found.classification) == (Decimal(low) + Decimal("0.5"), grade)
    # The mean to two places is not rounded up to the class.
    assert reached(marks, curriculum=FINE).classification != grade
    # A hundred-and-eightieth less is less.
    assert reached(marks | {"NEEDS": str(int(low) - 1)}).classification != grade


def test_the_arithmetic_is_shown_line_by_line():
    marks = dict(zip(ALL, [62, 71, 45, 58, 66, 64], strict=True))
    found = reached(marks)
    assert found.lines == (
        "Trauma, needs and behaviour: 20 credits × 62 = 1240",
        "A curriculum for pupils who move often: 20 credits × 71 = 1420",
        "Families and the services around them: 20 credits × 45 = 900, compensated",
        "Leading a team under strain: 30 credits × 58 = 1740",
        "Funding, law and commissioning: 30 credits × 66 = 1980",
        "Improvement project: 60 credits × 64 = 3840",
        "Master's degree takes 180 credits; 180 count.",
        "11120 ÷ 180 ≈ 61.777778, rounded half up to 62",
        "20 credits compensated: at most 30, each mark at least 40, the mean at least 50",
        "merit: the mean is at least 60",
    )
    assert (found.compensated, found.condoned, found.credits, found.missing) == (("FAMILY",), (), 180, ())


def test_exits_are_reached_one_after_another():
    seen = []
    marks = {}
    for code in ["NEEDS", "CURRIC", "FAMILY", "TEAMS", "SYSTEM", "PROJECT"]:
        marks[code] = 65
        found = reached(marks)
        seen.append((found.credits, found.best_exit and found.best_exit.code, found.award and found.award.code, found.classification))
    assert seen == [
        (20, None, None, None),
        (40, None, None, None),
        (60, "PGCERT", None, None),
        (90, "PGCERT", None, None),
        (120, "PGDIP", None, "merit"),
        (180, "MASTERS", "MASTERS", "merit"),
    ]


def test_nothing_at_all():
    found = award(CURRICULUM, [])
    assert (found.award, found.best_exit, found.credits, found.mean, found.missing) == (
        None,
        None,
        0,
        None,
        (
            "Master's degree requires Improvement project.",
            "Postgraduate diploma takes 120 credits; 0 are earned.",
            "Postgraduate certificate takes 60 credits; 0 are earned.",
        ),
    )


def test_an_exit_counts_the_best_modules_that_add_up_to_it():
    found = reached({"NEEDS": 50, "CURRIC": 60, "FAMILY": 55, "TEAMS": 52, "SYSTEM": 80})
    # All 120 for the diploma; of 100 credits without CURRIC, the certificate takes 30 + 30.
    assert (found.best_exit.code, found.counted) == ("PGDIP", ("NEEDS", "CURRIC", "FAMILY", "TEAMS", "SYSTEM"))
    exit_ = reached({"NEEDS": 50, "FAMILY": 55, "TEAMS": 52, "SYSTEM": 80})
    assert (exit_.best_exit.code, exit_.counted, exit_.mean, exit_.credits) == ("PGCERT", ("TEAMS", "SYSTEM"), 66, 100)


def test_compensation_stops_at_its_limit():
    good = dict.fromkeys(ALL, 65)
    one = reached(good | {"SYSTEM": 45})
    assert (one.award.code, one.compensated) == ("MASTERS", ("SYSTEM",))
    two = reached(good | {"SYSTEM": 45, "FAMILY": 45})
    # Fifty credits are too many for the Master's; the diploma is reached without any.
    assert (two.award, two.best_exit.code, two.counted, two.compensated, two.credits) == (
        None,
        "PGDIP",
        ("NEEDS", "CURRIC", "TEAMS", "PROJECT"),
        (),
        130,
    )


def test_the_diploma_may_lean_on_twenty_credits_where_it_must():
    good = {"NEEDS": 65, "CURRIC": 65, "TEAMS": 65}
    assert [reached(good | more).best_exit.code for more in ({"SYSTEM": 65, "FAMILY": 45}, {"SYSTEM": 45, "FAMILY": 65})] == ["PGDIP", "PGCERT"]


def test_compensation_asks_for_its_floor_and_for_strength_elsewhere():
    good = dict.fromkeys(ALL, 65)
    assert [reached(good | {"SYSTEM": mark}).award is not None for mark in (40, 39)] == [True, False]
    bare = dict.fromkeys(ALL, 50)
    # 150 × 50 + 30 × 47 over 180 is 49.5, which rounds to 50; with 46 it is 49.33.
    assert [reached(bare | {"SYSTEM": mark}).award is not None for mark in (47, 46)] == [True, False]


def test_condonement_needs_a_board_and_keeps_to_its_limits():
    good = dict.fromkeys(ALL, 65)
    failed = good | {"FAMILY": 33}
    assert (reached(failed).award, reached(failed, ["FAMILY"]).condoned) == (None, ("FAMILY",))
    assert reached(good | {"SYSTEM": 33}, ["SYSTEM"]).award is None
    assert reached(dict.fromkeys(ALL, 56) | {"FAMILY": 33}, ["FAMILY"]).award is None


def test_a_module_that_must_be_there_cannot_be_replaced():
    found = reached(dict.fromkeys(ALL, 65) | {"PROJECT": 49})
    assert (found.award, found.best_exit.code, found.missing) == (None, "PGDIP", ("Master's degree requires Improvement project.",))


def test_results_that_contradict_the_curriculum_are_refused_by_place():
    good = results({"NEEDS": 65, "FAMILY": 20})
    other = read(TEXT.replace('"CURRIC"', '"ART"'))
    with pytest.raises(BadInput) as caught:
        award(CURRICULUM, [*good, good[0], *results({"ART": 60}, other)], ["NEEDS", "FAMILY", "TEAMS"])
    assert caught.value.fields == {
        "NEEDS": ["It has two results.", "It is to be condoned, and was passed."],
        "ART": ["There is no such module in this curriculum."],
        "FAMILY": ["It is to be condoned, and the rules do not allow it."],
        "TEAMS": ["It is to be condoned, and has no result."],
    }


@pytest.mark.parametrize("trial", range(200))
def test_it_agrees_with_the_second_implementation(trial):
    source = random.Random(trial)
    curriculum = source.choice([CURRICULUM, FINE])
    taken = source.sample(ALL, source.randint(0, 6))
    marks = {code: source.choice([source.randint(28, 52), source.randint(45, 75)]) for code in taken}
    condoned = [code for code in taken if code != "PROJECT" and (40 if code == "TEAMS" else 30) <= marks[code] < 50 and source.random() < 0.4]
    found = reached(marks, condoned, curriculum)
    met = [(each, second.best_sets(curriculum, each, marks, condoned)) for each in curriculum.awards]
    best = next(((each, counted) for each, counted in reversed(met) if counted), None)
    if best is None:
        assert (found.best_exit, found.mean) == (None, None)
        return
    assert found.best_exit == best[0]
    counted = [(curriculum.module[code].credits, marks[code]) for code in found.counted]
    assert sum(worth for worth, _ in counted) == best[1][0]
    assert abs(Fraction(found.exact) - best[1][1]) < Fraction(1, 10**40)
    assert found.mean == second.mean(counted, curriculum.rules.mean_decimals)


@pytest.mark.parametrize("trial", range(30))
def test_a_better_mark_never_lowers_an_award(trial):
    source = random.Random(trial)
    marks = {code: source.randint(38, 62) for code in ALL}
    order = [None, *CURRICULUM.awards]
    before = reached(marks)
    code = source.choice(ALL)
    after = reached(marks | {code: marks[code] + source.randint(1, 30)})
    assert order.index(after.best_exit) >= order.index(before.best_exit)

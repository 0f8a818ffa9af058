"""A curriculum's file: what it becomes, and every mistake in it told at once with its place."""

import datetime as dt
from pathlib import Path

import pytest

from difference.errors import BadInput
from difference.methods.awards import Limit, read

pytestmark = pytest.mark.once
TEXT = (Path(__file__).parent / "curriculum.toml").read_text()


def refused(text):
    with pytest.raises(BadInput) as caught:
        read(text)
    return caught.value


def test_the_example_is_read():
    found = read(TEXT)
    assert (found.in_force, found.level, [(award.code, award.credits) for award in found.awards], [grade.mean for grade in found.grades]) == (
        dt.date(2026, 9, 1),
        7,
        [("PGCERT", 60), ("PGDIP", 120), ("MASTERS", 180)],
        [50, 60, 70],
    )
    assert (found.rules.compensation, sum(module.credits for module in found.modules)) == (Limit(40, 50), 180)


def test_contradictions_are_told_at_once_with_their_place():
    wrong = (
        TEXT.replace("weight = 60", "weight = 50")
        .replace('strand = "evidence"', 'strand = "magic"')
        .replace('code = "SYSTEM"', 'code = "TEAMS"')
        .replace("credits = 30\ncomponents = [{", "credits = 25\ncomponents = [{")
        .replace("cap = 50", "cap = 45")
        .replace("floor = 40", "floor = 50")
        .replace('requires = ["PROJECT"]', 'requires = ["PROJECT", "PROJECT", "THESIS"]')
        .replace('name = "pass"\nmean = 50', 'name = "pass"\nmean = 60')
    )
    assert refused(wrong).fields == {
        "modules": ["“TEAMS” stands there more than once.", "Their credits add to 175; Master's degree takes 180."],
        "rules.resit": ["The cap, 45, is below the pass mark, 50: no resit could pass."],
        "rules.compensation": ["The floor, 50, must be below the pass mark, 50."],
        "grades": ["The lowest asks for 60: somebody who passes with 50 would have no class.", "Two ask for the same mean."],
        "modules 1 (NEEDS)": ["The weights of its components add to 90, not 100."],
        "modules 6 (PROJECT)": ["There is no strand “magic”."],
        "awards, MASTERS": ["It requires “THESIS”, and there is no such module.", "It requires a module more than once."],
    }


def test_missing_and_unknown_keys_are_told_at_once():
    wrong = (
        TEXT.replace('title = "Portfolio"', 'titel = "Portfolio"')
        .replace("credits = 60\ncompensatable = false", 'credits = "60"\ncompensatable = "no"')
        .replace("in_force = 2026-09-01", "in_force = 2026-09-01T09:00:00")
        .replace('rule = "half_up"', 'rule = "bankers"')
        .replace("attempts = 1", "attempts = true")
        .replace('counting = "best"', "")
        .replace("level = 7", "level = 9")
    )
    found = refused(wrong).fields
    assert found.pop("modules") == ["Their credits add to 121; Master's degree takes 180."]
    assert {key: found[key] for key in found if not key.startswith("awards")} == {
        "rules": ["It needs “counting”, one of: best."],
        "rules.resit": ["It needs “attempts”, a whole number from 0 to 9."],
        "rules.rounding": ["It needs “rule”, one of: half_up."],
        "curriculum": ["It needs “in_force”, a date such as 2026-09-01.", "It needs “level”, a whole number from 4 to 8."],
        "modules 2 (CURRIC), components 1 (portfolio)": ["It needs “title”, a text.", "“titel” is not known here."],
        "modules 6 (PROJECT)": ["It needs “credits”, a whole number from 1 to 1000.", "“compensatable” must be true or false."],
    }


def test_an_exit_that_nothing_adds_up_to_is_a_mistake():
    assert refused(TEXT.replace("credits = 120", "credits = 115")).fields == {
        "awards, PGDIP": ["No set of modules with those it requires adds to its 115 credits."]
    }


def test_an_award_may_allow_only_what_there_are_rules_for():
    assert refused(TEXT.replace("[rules.condonement]\nfloor = 30\nmean = 55\n", "")).fields == {
        "awards, MASTERS": ["It allows condonement of 20 credits, and there are no rules.condonement."]
    }


@pytest.mark.parametrize(("text", "line"), [("title = ", 1), ('title = "a"\nlevel == 7\n', 2), ("[rules", 1), ("a = 1\na = 2\n", 2)])
def test_what_is_not_toml_is_refused_with_its_line(text, line):
    assert list(refused(text).lines) == [line]


@pytest.mark.parametrize("text", ["", "strands = 1\nmodules = [1]\nawards = {}\nrules = []\ngrades = [{}]", "[" * 2000])
def test_nonsense_is_refused_and_never_crashes(text):
    refused(text)

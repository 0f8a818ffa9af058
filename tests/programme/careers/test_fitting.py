"""How well a vacancy and an alumnus fit: the points, the sentences, and the order."""

import dataclasses
import datetime as dt
import random

import pytest

from difference.programme.careers import fitting
from difference.programme.careers.fitting import MET, NOT_MET, UNKNOWN, Fit, Offered, Reason, Wanted
from difference.programme.careers.rules import fitting_rule

pytestmark = pytest.mark.once

WORDS = {"senco": "SENCO", "north": "North East", "primary": "Primary", "full-time": "Full time"}
OFFERED = Offered("senco", "north", "primary", "full-time", dt.date(2027, 9, 1), WORDS)
WANTED = Wanted(frozenset({"senco"}), frozenset({"north"}), frozenset({"primary"}), frozenset({"full-time"}), dt.date(2027, 9, 1))


def verdicts(fit):
    return {reason.criterion: (reason.verdict, reason.points) for reason in fit.reasons}


def test_whoever_meets_everything_has_all_points_and_reads_why():
    fit = fitting.fit(WANTED, OFFERED, fitting_rule(), who="You")
    assert (fit.points, fit.out_of, fit.fits) == (100, 100, True)
    assert [reason.sentence for reason in fit.reasons] == [
        "You look for this role: SENCO.",
        "You look for this region: North East.",
        "You look for this phase: Primary.",
        "You can start from 1 September 2027. The post starts on 1 September 2027.",
        "You look for this working pattern: Full time.",
    ]


def test_what_is_unknown_gets_half_and_is_held_against_nobody():
    fit = fitting.fit(Wanted(), OFFERED, fitting_rule())
    assert (fit.points, fit.fits) == (49, True)
    assert set(verdicts(fit).values()) == {(UNKNOWN, 20), (UNKNOWN, 12), (UNKNOWN, 7), (UNKNOWN, 5)}
    silent = fitting.fit(WANTED, dataclasses.replace(OFFERED, region="", phase=""), fitting_rule())
    assert [reason.sentence for reason in silent.reasons if reason.verdict == UNKNOWN] == [
        "The register does not say the school’s region.",
        "The register does not say the school’s phase.",
    ]


@pytest.mark.parametrize(
    ("change", "criterion", "sentence", "fits"),
    [
        ({"roles": frozenset({"head"})}, "role", "They have not named this role: SENCO.", False),
        ({"regions": frozenset({"south"})}, "region", "They have not named this region: North East.", False),
        ({"phases": frozenset({"secondary"})}, "phase", "They have not named this phase: Primary.", True),
        ({"patterns": frozenset({"job-share"})}, "pattern", "They have not named this working pattern: Full time.", True),
        (
            {"available_from": dt.date(2027, 9, 2)}, "start",
            "They can start from 2 September 2027 only. The post starts on 1 September 2027.", True,
        ),
    ],
)  # fmt: skip
def test_what_is_not_met_loses_its_points_and_only_what_must_be_met_means_that_it_does_not_fit(change, criterion, sentence, fits):
    fit = fitting.fit(dataclasses.replace(WANTED, **change), OFFERED, fitting_rule())
    lost = next(reason for reason in fit.reasons if reason.criterion == criterion)
    assert (lost.verdict, lost.points, lost.sentence, fit.fits, fit.points) == (NOT_MET, 0, sentence, fits, 100 - lost.out_of)


def worth(points, fits=True):
    return Fit((Reason("role", MET, "", points, 100),), fits)


def test_those_that_fit_stand_first_then_points_count_and_between_equals_the_keyed_hash():
    fits = {"a": worth(50), "b": worth(90, fits=False), "c": worth(60), "d": worth(50), "e": worth(50)}
    order = fitting.ranked(fits, "one vacancy")
    assert (order[0], order[-1], sorted(order[1:4])) == ("c", "b", ["a", "d", "e"])
    orders = {tuple(fitting.ranked(fits, f"vacancy {number}")[1:4]) for number in range(40)}
    assert len(orders) == 6


def test_the_order_does_not_depend_on_who_came_first():
    keys, chance = [f"person {number}" for number in range(30)], random.Random(4)
    wanted = fitting.ranked(dict.fromkeys(keys, worth(50)), "seed")
    for _ in range(5):
        chance.shuffle(keys)
        assert fitting.ranked(dict.fromkeys(keys, worth(50)), "seed") == wanted


def test_the_rule_knows_every_criterion_adds_up_to_a_hundred_and_reads_nothing_else():
    rule = fitting_rule()
    assert (sum(rule.weights.values()), set(rule.weights)) == (100, set(fitting.CRITERIA))
    assert [one.name for one in dataclasses.fields(Wanted)] == ["roles", "regions", "phases", "patterns", "available_from"]

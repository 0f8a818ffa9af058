"""A cohort's applications in every state, with their referees, checks, readers, scores and decisions."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from benchmarks.filling.people import make_people

# How a cohort of a hundred stands in the middle of its cycle.
SHARES = {
    "draft": 20, "submitted": 12, "in_review": 34, "shortlisted": 9, "assessed": 5, "offered": 2, "accepted": 3, "reserve": 2,
    "ineligible": 4, "unsuccessful": 5, "withdrawn": 2, "declined": 1, "lapsed": 1,
}  # fmt: skip
STATES = [state for state, share in SHARES.items() for _ in range(share)]
READ = {"in_review", "shortlisted", "assessed", "offered", "accepted", "reserve", "unsuccessful", "declined", "lapsed"}
SEEN = {"shortlisted", "assessed", "offered", "accepted", "reserve", "declined", "lapsed"}
REGIONS = (
    "London",
    "North East",
    "North West",
    "Yorkshire and the Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "South East",
    "South West",
)
BATCH = 1000
TEXT = "I have taught pupils whom others had given up on, and learnt to begin with what they can do. " * 10


def make_cohort(days_to_close: int = -20, places: int = 300) -> Any:
    """A cohort whose applications close in so many days."""
    from difference.foundations import clock
    from difference.programme.cohorts.models import Cohort, Programme

    now, today = clock.now(), clock.today()
    programme, _ = Programme.objects.get_or_create(name="The programme")
    return Cohort.objects.create(
        programme=programme, name=f"Bench {days_to_close}", opens_at=now - dt.timedelta(days=90), closes_at=now + dt.timedelta(days=days_to_close),
        assessment_from=today - dt.timedelta(days=10), assessment_until=today + dt.timedelta(days=20), ranking_opens_at=now - dt.timedelta(days=5),
        ranking_closes_at=now + dt.timedelta(days=20), matching_on=today + dt.timedelta(days=25), starts_on=today + dt.timedelta(days=200),
        ends_on=today + dt.timedelta(days=900), places=places, host_policy="any_open",
    )  # fmt: skip


def make_rounds(cohort: Any) -> tuple[Any, Any]:
    """The round of reading and the assessment day, both open."""
    from difference.foundations import clock
    from difference.programme.recruitment import criteria
    from difference.programme.recruitment.models import SelectionRound

    now, edition = clock.now(), criteria.present().edition
    made = [
        SelectionRound.objects.create(
            cohort=cohort,
            stage=stage,
            name=name,
            opens_at=now - dt.timedelta(days=days),
            closes_at=now + dt.timedelta(days=15),
            criteria_edition=edition,
        )
        for stage, name, days in (("reading", "First reading", 15), ("assessment_day", "Assessment day", 10))
    ]
    return made[0], made[1]


def make_applications(cohort: Any, numbers: range, states: Sequence[str] = STATES) -> list[Any]:
    """One application for each number, its state from `states` in turn, with every section written."""
    from difference.foundations import clock
    from difference.programme.recruitment import criteria
    from difference.programme.recruitment.models import Application, CompetencyAnswer

    now, chance = clock.now(), random.Random(numbers.start)
    made = []
    for number, person in zip(numbers, make_people("candidate", numbers, "candidate"), strict=True):
        state, saved = states[number % len(states)], now - dt.timedelta(minutes=chance.randrange(100_000))
        made.append(Application(
            cohort=cohort, person=person, state=state, saved_at=saved, started_at=saved - dt.timedelta(days=9), submitted_at=None if state == "draft" else saved,
            inactive_since=now if state == "draft" and number % 3 == 0 else None, phone="07700 900123", town="Leeds", postcode="LS1 1AA",
            right_to_work=True, qualified_teacher=True, mainstream_years=Decimal(4), works_in_ap_or_special=state == "ineligible",
            ineligible_reason="works-in-ap" if state == "ineligible" else "", objected_at=now if state == "ineligible" and number % 2 else None,
            present_school=f"School number {number}", present_role="Head of year", subjects="Science", experience=TEXT, responsibility="pastoral",
            responsibility_months=18, responsibility_text=TEXT, preferred_regions=chance.sample(REGIONS, 2), travel_minutes=45,
            adjustments_needed=False,
        ))  # fmt: skip
    Application.objects.bulk_create(made, batch_size=BATCH)
    CompetencyAnswer.objects.bulk_create(
        [CompetencyAnswer(application=one, criterion=each.key, text=TEXT) for one in made for each in criteria.present().asked], batch_size=BATCH
    )
    make_references(made)
    return made


def make_references(applications: list[Any]) -> None:
    """Two referees each; asked, answered and checked by telephone for some of those who have come so far."""
    from difference.foundations import clock
    from difference.programme.recruitment.models import Reference
    from difference.programme.recruitment.reference_states import ASKED_IN

    now, rows = clock.now(), []
    for number, application in enumerate(applications):
        for position in (1, 2):
            more: dict[str, Any] = {}
            stage = (number + position) % 4 if application.state in ASKED_IN else 0
            if stage:
                asked = now - dt.timedelta(days=10)
                more = {
                    "state": "requested",
                    "requested_at": asked,
                    "requested_by": application.person_id,
                    "expires_at": now + dt.timedelta(days=11 if number % 5 else -1),
                }
            if stage > 1:
                more |= {"state": "received", "received_at": now}
            if stage > 2:
                more |= {
                    "read_at": now,
                    "read_by": application.person_id,
                    "verified_on": clock.today(),
                    "verified_how": "known",
                    "verified_at": now,
                    "verified_by": application.person_id,
                }
            rows.append(Reference(
                application=application, position=position, name=f"Referee {position} of {application.reference}", is_head=position == 1,
                email=f"head{position}.{application.reference.lower()}@school.example", relation="My head", organisation="A school", **more,
            ))  # fmt: skip
    Reference.objects.bulk_create(rows, batch_size=BATCH)


def make_selection(cohort: Any, rounds: tuple[Any, Any], applications: list[Any], assessors: list[Any], staff: tuple[Any, Any]) -> None:
    """Two readers for each application that is read, most of whom have sent their scores; decisions, offers, checks."""
    from difference.foundations import clock
    from difference.programme.recruitment import criteria
    from difference.programme.recruitment.commands.adding_up import add_up_all
    from difference.programme.recruitment.models import Assessment, Score

    chance, now = random.Random(cohort.name + str(len(applications))), clock.now()
    given, scores = [], []
    for round_, states in zip(rounds, (READ, SEEN), strict=True):
        for number, application in enumerate(one for one in applications if one.state in states):
            for reader in chance.sample(assessors, 2):
                sent = number % 10 < 8 or application.state not in {"in_review", "shortlisted"}
                declared = now if sent or number % 2 else None
                one = Assessment(
                    round=round_,
                    application=application,
                    assessor_id=reader.pk,
                    assigned_by=staff[0],
                    no_conflict_at=declared,
                    submitted_at=now if sent else None,
                )
                given.append(one)
                scores += [
                    Score(assessment=one, criterion=each.key, value=chance.randint(2, 5), reason="Because of what they wrote.")
                    for each in criteria.present().criteria
                    if sent
                ]
    Assessment.objects.bulk_create(given, batch_size=BATCH)
    Score.objects.bulk_create(scores, batch_size=BATCH)
    for round_ in rounds:
        add_up_all(round_)
    make_decisions(applications, staff)
    make_checks(applications)


def make_decisions(applications: list[Any], staff: tuple[Any, Any]) -> None:
    """A pending decision about every tenth that can be decided, half of them confirmed; offers to those who have one."""
    from difference.foundations import clock
    from difference.programme.recruitment.models import Decision, Offer

    now = clock.now()
    outcomes = {"in_review": "shortlist", "assessed": "offer", "reserve": "offer"}
    decisions, offers = [], []
    for number, application in enumerate(applications):
        if application.state in outcomes and number % 10 < 3:
            confirmed: dict[str, Any] = {"confirmed_by": staff[1], "confirmed_at": now} if number % 2 else {}
            decisions.append(Decision(application=application, outcome=outcomes[application.state], proposed_by=staff[0], **confirmed))
        if application.state in {"offered", "accepted"}:
            answered = {"answered_at": now, "accepted": True} if application.state == "accepted" else {}
            offers.append(Offer(application=application, answer_by=now + dt.timedelta(days=14), **answered))
    Decision.objects.bulk_create(decisions, batch_size=BATCH)
    Offer.objects.bulk_create(offers, batch_size=BATCH)


def make_checks(applications: list[Any]) -> None:
    """Some checks of everybody who has come so far."""
    from difference.foundations import clock
    from difference.programme.recruitment.models import SaferCheck
    from difference.programme.recruitment.safer_checks import in_force

    now, keys = clock.now(), [check.key for check in in_force() if not check.derived]
    rows = [
        SaferCheck(application=one, check_key=key, result="clear", seen_on=clock.today(), done_by=one.person_id, done_at=now)
        for number, one in enumerate(applications)
        if one.state in {"shortlisted", "assessed", "offered", "accepted"}
        for key in keys[: number % (len(keys) + 1)]
    ]
    SaferCheck.objects.bulk_create(rows, batch_size=BATCH)

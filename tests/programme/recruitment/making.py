"""Makes applications in any state, rounds and scores for the tests of selection: through models where commands would take long."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.people.queries import actor_for
from difference.programme.recruitment import criteria
from difference.programme.recruitment.commands import selection_rounds, selection_scores
from difference.programme.recruitment.models import Application, Assessment, CompetencyAnswer, Reference, SelectionRound
from difference.programme.recruitment.queries import assessing, selection, standings
from difference.programme.recruitment.queries.sight import sight
from tests.making import make_account
from tests.programme.candidates import make_cohort

KEYS = [one.key for one in criteria.present().criteria]
_numbers = itertools.count(1)


def make_application(cohort: Any, state: str = "in_review", name: str = "", email: str = "", **fields: Any) -> Application:
    """An application in a state, sent a week ago unless it is a draft, of a candidate of its own."""
    account = make_account("candidate", strong=False, name=name or f"Candidate Number{next(_numbers)}", email=email)
    when = None if state == "draft" else clock.now() - dt.timedelta(days=7)
    made = Application.objects.create(cohort=cohort, person=account.person, state=state, submitted_at=when, mainstream_years=4, **fields)
    CompetencyAnswer.objects.bulk_create(CompetencyAnswer(application=made, criterion=key, text=f"What I did about {key}.") for key in KEYS[:-1])
    return made


def name_referee(application: Application, name: str, email: str, position: int = 1, organisation: str = "") -> Reference:
    """A referee of an application."""
    return Reference.objects.create(application=application, position=position, name=name, email=email, relation="My head", organisation=organisation)


def make_round(cohort: Any, stage: str = "reading", name: str = "First reading", days: int = 10, begins: int = -1) -> SelectionRound:
    """A round that opened yesterday and closes in ten days, unless said otherwise."""
    now = clock.now()
    return SelectionRound.objects.create(
        cohort=cohort, stage=stage, name=name, opens_at=now + dt.timedelta(days=begins), closes_at=now + dt.timedelta(days=days),
        criteria_edition=criteria.present().edition, seed=7,
    )  # fmt: skip


def full(value: int = 3, **other: int) -> dict[str, tuple[int | None, str]]:
    """Whole scores with reasons: `value` for each criterion but those named."""
    return {key: (other.get(key, value), f"Because of {key}") for key in KEYS}


def give(by: Actor, round_: SelectionRound, application: Application, *assessors: Any) -> list[Assessment]:
    """Give an application to accounts or actors by hand."""
    application.refresh_from_db()
    people = [one.person_id for one in assessors]
    return [selection_rounds.give(by=by, round_=round_, application=application, assessor_id=person) for person in people]


def score(assessment: Assessment, account: Any, given: dict[str, tuple[int | None, str]] | None = None) -> Assessment:
    """The assessor declares no conflict and sends scores."""
    by = account if isinstance(account, Actor) else actor_for(account)
    assessment = assessing.one(by, assessment.pk)
    selection_scores.declare_no_conflict(by=by, assessment=assessment)
    return selection_scores.send_scores(by=by, assessment=assessment, revision=assessment.revision, given=given or full())


def read_by_two(by: Actor, round_: SelectionRound, application: Application, first: Any, second: Any, values: tuple[int, int] = (3, 3)) -> None:
    """Two assessors score an application."""
    for assessment, account, value in zip(give(by, round_, application, first, second), (first, second), values, strict=True):
        score(assessment, account, full(value))


__all__ = ["KEYS", "full", "give", "make_application", "make_cohort", "make_round", "name_referee", "read_by_two", "score"]


def lines_of(actor: Actor, round_: SelectionRound) -> list[Any]:
    """Every line of a round's page, in its order."""
    seen = sight(actor, round_.cohort_id)
    keys = standings.in_order(round_, seen, standings.in_numbers(round_, seen).applications)
    return selection.lines(actor, round_, keys[0 : len(keys)], seen)

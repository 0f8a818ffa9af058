"""What comes of it: the two sides talk, somebody is appointed, or the vacancy is closed otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor, system
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands.grants import NOBODY
from difference.programme.careers import letters, offering
from difference.programme.careers.commands.introducing import CAREERS, afresh, end, hold
from difference.programme.careers.models import Appointment, Introduction, Vacancy
from difference.programme.careers.queries import introductions
from difference.programme.careers.queries.introductions import RUNNING
from difference.programme.careers.reasons import APPOINTED_ELSEWHERE, CLOSED_BY_HAND, DECLINED, FILLED_BY_ALUMNUS, POST_FILLED, VACANCY_CLOSED
from difference.programme.careers.rules import rules
from difference.programme.careers.sides import PERSON, PROGRAMME, side_of
from difference.web.components.moments import in_words


@command
def interview(*, by: Actor, introduction: Introduction) -> Introduction:
    """Say that the two are talking: a visit, an interview, an application that the school reads. The other side is told."""
    allow(by, "careers.go-on", introduction)
    found = afresh(introduction)
    move(found, "interview", by=by, values={"moved_at": clock.now()}, subject=found.person_id)
    if side_of(by, found) == PERSON:
        letters.to_school(by=by, introduction=found, kind="interviewing_to_school")
    else:
        letters.to_person(by=by, introduction=found, kind="interviewing")
    return found


def _hold_running(condition: Q) -> list[Introduction]:
    """Running introductions, held in one order, so that several who appoint at once wait for each other and never in a circle."""
    found = Introduction.objects.select_for_update(of=("self",)).filter(condition, state__in=RUNNING)
    return list(found.select_related("vacancy__school").order_by("pk"))


def _check_start(starts_on: dt.date) -> None:
    furthest = dt.timedelta(days=rules().days_ahead)
    if not isinstance(starts_on, dt.date) or abs(starts_on - clock.today()) > furthest:
        raise BadInput("Give the day on which they start.", fields={"starts_on": ["Give the day on which they start, within three years"]})


@command
def appoint(*, by: Actor, introduction: Introduction, starts_on: dt.date) -> Appointment:
    """Say that the alumnus was appointed: the vacancy closes, filled by an alumnus, and what else ran for it or for them ends, kindly.

    Either side may say so. Raises BadInput for a day that makes no sense, NotNow where somebody was quicker.
    """
    allow(by, "careers.appoint", introduction)
    _check_start(starts_on)
    vacancy = hold(introduction.vacancy)
    held = _hold_running(Q(vacancy=vacancy) | Q(person=introduction.person_id))
    found = next((one for one in held if one.pk == introduction.pk), None)
    if found is None:
        raise NotNow("This introduction has ended meanwhile: somebody was appointed, or one of you declined.")
    now = clock.now()
    move(found, "appoint", by=by, values={"moved_at": now}, subject=found.person_id)
    made = Appointment.objects.create(
        introduction=found, school=offering.school_today(vacancy), role_kind=vacancy.role_kind, starts_on=starts_on,
        recorded_by=by.person_id or NOBODY, recorded_at=now,
    )  # fmt: skip
    values = {"closed_at": now, "closed_by": by.person_id or NOBODY, "outcome": FILLED_BY_ALUMNUS}
    move(vacancy, "close", by=system(CAREERS), reason=FILLED_BY_ALUMNUS, values=values)
    record(by, "careers.appoint", made, subject=found.person_id, fields=["school", "role_kind", "starts_on"])
    starts = in_words(starts_on, weekday=False)
    letters.to_person(by=by, introduction=found, kind="appointed", starts_on=starts)
    letters.to_school(by=by, introduction=found, kind="appointed_to_school", starts_on=starts)
    _end_the_others(by, found, held)
    return made


def _end_the_others(by: Actor, appointed: Introduction, held: Iterable[Introduction]) -> None:
    for one in held:
        if one.pk == appointed.pk:
            continue
        if one.vacancy_id == appointed.vacancy_id:
            if end(one, side=PROGRAMME, reason=POST_FILLED):
                letters.to_person(by=by, introduction=one, kind="post_filled")
        else:
            told = introductions.shown_to_school(one)
            if end(one, side=PROGRAMME, reason=APPOINTED_ELSEWHERE) and told:
                letters.to_school(by=by, introduction=one, kind="declined_by_alumnus", reason=DECLINED[APPOINTED_ELSEWHERE])


@command
def close_vacancy(*, by: Actor, vacancy: Vacancy, outcome: str) -> Vacancy:
    """Close a vacancy that nobody introduced here was appointed to, with its outcome; whoever was on the way to it is told.

    Raises BadInput for an outcome that is not on the list: that an alumnus filled it is said on the introduction.
    """
    allow(by, "careers.close-vacancy", vacancy)
    if outcome not in CLOSED_BY_HAND:
        raise BadInput("Choose an outcome from the list.", fields={"outcome": ["Choose how it ended"]})
    found = hold(vacancy)
    held = _hold_running(Q(vacancy=found))
    values = {"closed_at": clock.now(), "closed_by": by.person_id or NOBODY, "outcome": outcome}
    move(found, "close", by=by, reason=outcome, values=values)
    for one in held:
        if end(one, side=PROGRAMME, reason=VACANCY_CLOSED):
            letters.to_person(by=by, introduction=one, kind="vacancy_closed", outcome=CLOSED_BY_HAND[outcome])
    if by.holds("staff", "careers"):
        letters.of_vacancy(by=by, vacancy=found, kind="vacancy_closed_by_us", outcome=CLOSED_BY_HAND[outcome])
    return found

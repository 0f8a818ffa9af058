"""Bringing an alumnus and a school together: suggested by staff, asked for by one side, agreed to by the other, or declined by either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from difference.errors import BadInput, NotFound, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor, system
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands.grants import NOBODY
from difference.programme.careers import guards, letters
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.queries import hiding, introductions, profiles, ranking
from difference.programme.careers.queries.introductions import RUNNING
from difference.programme.careers.reasons import CHOSEN
from difference.programme.careers.sides import PERSON, PROGRAMME, SCHOOL, agreed, other, side_of

CAREERS = "careers"
HIDDEN = "You hide from this school or its trust, or speak for it, so you cannot be introduced to it. Your profile says from whom you hide."


@dataclass(frozen=True)
class Asking:
    """One alumnus in view of one vacancy: what a policy is asked about before there is an introduction."""

    vacancy: Vacancy
    person_id: UUID


def hold(vacancy: Vacancy) -> Vacancy:
    """The vacancy as it stands, held until the transaction ends: whoever begins or ends something on it waits for whoever was first."""
    found = Vacancy.objects.select_for_update(of=("self",)).select_related("school").filter(pk=vacancy.pk).first()
    if found is None:
        raise NotNow(guards.CLOSED)
    return found


def afresh(introduction: Introduction) -> Introduction:
    """The introduction as it stands, held: both sides may act in the same moment."""
    return Introduction.objects.select_for_update(of=("self",)).select_related("vacancy__school").get(pk=introduction.pk)


def end(introduction: Introduction, *, side: str, reason: str) -> bool:
    """The system ends an introduction, within the caller’s command; returns whether it still ran. Letters are the caller’s."""
    values = {"declined_side": side, "reason": reason, "moved_at": clock.now()}
    try:
        move(introduction, "decline", by=system(CAREERS), reason=reason, values=values, subject=introduction.person_id)
    except NotNow:
        return False
    return True


def _begin(vacancy: Vacancy, person_id: UUID, side: str) -> Introduction:
    """The introduction that runs, or a new one; not where the other side, or one of both, has declined before."""
    last = introductions.last_between(vacancy, person_id)
    if last is not None and last.state in RUNNING:
        return last
    if last is not None and last.declined_side in {PERSON, SCHOOL} - {side}:
        raise NotNow("An introduction to this vacancy was declined before. If things have changed, the side that declined can ask for it.")
    objection = guards.takes_introductions(vacancy)
    if objection:
        raise NotNow(objection)
    return Introduction(vacancy=vacancy, person_id=person_id)


def _check_person(vacancy: Vacancy, person_id: UUID) -> None:
    """An alumnus who hides from a school, or speaks for it, is not introduced to it."""
    if person_id in hiding.kept_from(vacancy.school):
        raise NotNow(HIDDEN)
    if profiles.of(person_id) is None:
        raise NotNow("Write your career profile first: it is what the school reads.")


def _check_school(by: Actor, vacancy: Vacancy, person_id: UUID) -> None:
    """A school asks for nobody but those whom it may see: others are not there for it."""
    running = introductions.last_between(vacancy, person_id)
    if running is not None and running.state in RUNNING and introductions.visible_to(by).filter(pk=running.pk).exists():
        return
    if not any(one.profile.person_id == person_id for one in ranking.for_vacancy(by, vacancy)):
        raise NotFound()


@command
def suggest(*, by: Actor, vacancy: Vacancy, person_id: UUID) -> Introduction:
    """Staff suggest an introduction: to the alumnus, and to the school if the alumnus lets schools see them.

    Raises NotFound for whoever is not shown to staff or not to this school, NotNow where one runs already or was declined.
    """
    allow(by, "careers.suggest", vacancy)
    found = hold(vacancy)
    profile = profiles.visible_to(by).filter(person=person_id).first()
    if profile is None or person_id in hiding.kept_from(found.school):
        raise NotFound()
    made = _begin(found, person_id, PROGRAMME)
    if made.state in RUNNING and not made._state.adding:
        raise NotNow("They are being introduced to this vacancy already.")
    made.suggested_by = by.person_id or NOBODY
    _keep(by, made, "careers.suggest")
    letters.to_person(by=by, introduction=made, kind="suggested")
    letters.to_school(by=by, introduction=made, kind="suggested_to_school")
    return made


def _keep(by: Actor, made: Introduction, action: str) -> None:
    made.save(force_insert=True)
    record(by, action, made, subject=made.person_id, fields=["vacancy", "state"])


def _agreement(by: Actor, side: str) -> dict[str, Any]:
    now = clock.now()
    if side == PERSON:
        return {"person_agreed_at": now, "moved_at": now}
    return {"school_agreed_at": now, "school_agreed_by": by.person_id or NOBODY, "moved_at": now}


def _introduce(by: Actor, introduction: Introduction, side: str) -> Introduction:
    move(introduction, "accept", by=by, values=_agreement(by, side), subject=introduction.person_id)
    letters.to_person(by=by, introduction=introduction, kind="introduced")
    letters.to_school(by=by, introduction=introduction, kind="introduced_to_school")
    return introduction


@command
def request(*, by: Actor, vacancy: Vacancy, person_id: UUID) -> Introduction:
    """Ask for an introduction: an alumnus for themself, a school for somebody on its list. Asking where the other side has asked is agreeing.

    Raises NotFound where the school may not see the alumnus; NotNow where it was asked for or declined, or the vacancy takes no more.
    """
    asking = Asking(vacancy, person_id)
    side = side_of(by, asking)
    allow(by, "careers.ask", asking)
    found = hold(vacancy)
    if side == PERSON:
        _check_person(found, person_id)
    else:
        _check_school(by, found, person_id)
    running = _begin(found, person_id, side)
    if running._state.adding:
        _keep(by, running, "careers.ask")
    running = afresh(running)
    if running.state == "requested" and agreed(running, other(side)) and not agreed(running, side):
        return _introduce(by, running, side)
    if running.state != "suggested":
        raise NotNow(f"You have asked already: it is {running.lifecycle.state(running.state).words} now.")
    move(running, "request", by=by, values=_agreement(by, side), subject=person_id)
    if side == PERSON:
        letters.to_school(by=by, introduction=running, kind="asked_by_alumnus")
    else:
        letters.to_person(by=by, introduction=running, kind="asked_by_school")
    return running


@command
def accept(*, by: Actor, introduction: Introduction) -> Introduction:
    """Agree to what the other side asked for: from now on both know who the other is. Raises NotNow for the side that asked."""
    allow(by, "careers.answer", introduction)
    found = afresh(introduction)
    side = side_of(by, found)
    if agreed(found, side):
        raise NotNow("You have agreed already. The other side answers next.")
    if found.person_id in hiding.kept_from(found.vacancy.school):
        raise NotNow(HIDDEN) if side == PERSON else NotFound()
    return _introduce(by, found, side)


@command
def decline(*, by: Actor, introduction: Introduction, reason: str) -> Introduction:
    """Decline, with a reason from the list; the other side is told. The school no longer sees who it was."""
    allow(by, "careers.decline", introduction)
    if reason not in CHOSEN:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Choose a reason from the list."]})
    found = afresh(introduction)
    side, told = side_of(by, found), introductions.shown_to_school(found)
    values = {"declined_side": side, "reason": reason, "moved_at": clock.now()}
    move(found, "decline", by=by, reason=reason, values=values, subject=found.person_id)
    if side == PERSON and told:
        letters.to_school(by=by, introduction=found, kind="declined_by_alumnus", reason=CHOSEN[reason])
    elif side == SCHOOL:
        letters.to_person(by=by, introduction=found, kind="declined_by_school", reason=CHOSEN[reason])
    return found

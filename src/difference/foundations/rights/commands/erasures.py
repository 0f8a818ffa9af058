"""Erasing a person, on request or because their time is over, and rows whose time is over."""

from __future__ import annotations

from typing import Any

from difference.errors import NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.models import Person
from difference.foundations.rights import letters
from difference.foundations.rights.erasure import due, obstacles
from difference.foundations.rights.erasure.erasing import erase_person, finish_letters, with_followers
from difference.foundations.rights.models import Request
from difference.foundations.rights.reasons import ERASURE
from difference.foundations.rights.retention.entries import NOBODY, Entry
from difference.foundations.rights.retention.reading import schedule
from difference.foundations.rights.states import OPEN


def _locked(person_id: Any) -> Person:
    # A hold takes the same lock, so that the two never pass each other.
    return Person.objects.select_for_update().get(pk=person_id)


def _erase(by: Actor, person: Person, *, asked: bool) -> dict[str, int]:
    why_not = [*obstacles.holds_on(person), *obstacles.in_the_way(person)]
    if why_not:
        raise NotNow(" ".join(why_not))
    farewell = None if person.erased_at else letters.send(by=by, person=person, kind="erased", asked=asked)
    counts = erase_person(person, farewell=farewell)
    for each in Request.objects.filter(person=person, state__in=OPEN):
        move(each, "answer", by=by, reason="erased", values=_closed(by), subject=person.pk)
    record(by, "rights.erase", person, subject=person.pk, fields=list(counts), reason="asked" if asked else "past-its-time")
    return counts


def _closed(by: Actor) -> dict[str, Any]:
    return {"decided_at": clock.now(), "decided_by": by.person_id, "reason": "erased"}


@command
def erase(*, by: Actor, request: Request) -> dict[str, int]:
    """Erase whoever asked for it, by the schedule, in one transaction; returns how many rows of each model.

    Raises NotNow, saying what to do first, while a hold stands or the person still has a part in the programme.
    """
    allow(by, "rights.erase", request)
    if request.kind != ERASURE or request.person_id is None:
        raise NotNow("This request is not for an erasure of somebody who has a record here.")
    person = _locked(request.person_id)
    request.refresh_from_db()
    if request.state not in OPEN:
        raise NotNow("This request has been closed already.")
    counts = _erase(by, person, asked=True)
    request.refresh_from_db()
    return counts


@command
def erase_past_time(*, by: Actor, person: Person) -> dict[str, int]:
    """Erase somebody who has had no part in the programme for so long. Raises NotNow where that is so no longer."""
    allow(by, "rights.erase", person)
    person = _locked(person.pk)
    if not due.people_due(clock.now()).filter(pk=person.pk).exists():
        raise NotNow("Their time is not over.")
    return _erase(by, person, asked=False)


def _lock_people_of(entry: Entry, keys: list[Any]) -> None:
    if entry.about != NOBODY:
        people = entry.model._base_manager.filter(pk__in=keys).exclude(**{entry.path: None}).values(entry.path)
        list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk", flat=True))


@command
def retain_rows(*, by: Actor, label: str, limit: int) -> int:
    """Erase at most `limit` rows of one model that are past their time, and what hangs on them; returns how many rows."""
    allow(by, "rights.retain")
    entry, now = schedule()[label], clock.now()
    keys = list(due.rows_due(entry, now).order_by("pk").values_list("pk", flat=True)[:limit])
    _lock_people_of(entry, keys)
    keys = list(due.rows_due(entry, now).filter(pk__in=keys).values_list("pk", flat=True))
    count = with_followers(entry, keys)
    record(by, "rights.retain", label, reason="past-its-time")
    return count


@command
def finish_erasures(*, by: Actor, limit: int) -> int:
    """Blank the last letters of erased people once they have left; returns how many."""
    allow(by, "rights.retain")
    count = finish_letters(limit)
    record(by, "rights.retain", "mail.letter", reason="erased")
    return count

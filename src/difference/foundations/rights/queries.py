"""Reading requests and holds, and what an erasure would do. Each list starts at what the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.foundations.documents import queries as documents
from difference.foundations.documents.models import Document
from difference.foundations.people.models import Account, Person
from difference.foundations.rights.models import Hold, Request
from difference.foundations.rights.retention.codes import terms
from difference.foundations.rights.retention.entries import BLANK, KEEP, Entry
from difference.foundations.rights.retention.reading import about_people
from difference.foundations.rights.states import OPEN
from difference.foundations.rights.subjects import rows_about, subject_of


@dataclass(frozen=True)
class Fate:
    """What an erasure does to one part of what we hold: how many rows, and why what stays does."""

    title: str
    rows: int
    goes: bool
    because: str


def visible_to(actor: Actor) -> QuerySet[Request]:
    """Every request to the data protection officer, their own to anyone else."""
    requests = Request.objects.select_related("person")
    if allows(actor, "rights.see-register"):
        return requests.all()
    return own(actor)


def own(actor: Actor) -> QuerySet[Request]:
    """What somebody asked about their own data."""
    requests = Request.objects.select_related("person").order_by("-received_at", "pk")
    return requests.filter(person_id=actor.person_id) if actor.person_id else requests.none()


def one(actor: Actor, request_id: UUID) -> Request:
    """One request within the actor's scope. Raises NotFound."""
    found = visible_to(actor).filter(pk=request_id).first()
    if found is None:
        raise NotFound()
    return found


def still_open(actor: Actor) -> QuerySet[Request]:
    """Requests that are not closed, those due first at the top."""
    return visible_to(actor).filter(state__in=OPEN)


def waiting_for(actor: Actor) -> QuerySet[Request]:
    """What waits for the data protection officer to decide, the earliest due first; nothing for anyone else."""
    if actor.person_id is None or not allows(actor, "rights.see-register"):
        return Request.objects.none()
    return still_open(actor).exclude(person_id=actor.person_id)


def holds_visible_to(actor: Actor) -> QuerySet[Hold]:
    """All holds to the data protection officer but those on themself; none to anyone else."""
    holds = Hold.objects.select_related("person")
    if actor.person_id is None or not allows(actor, "rights.see-holds"):
        return holds.none()
    return holds.exclude(person_id=actor.person_id)


def hold(actor: Actor, hold_id: UUID) -> Hold:
    """One hold. Raises NotFound."""
    found = holds_visible_to(actor).filter(pk=hold_id).first()
    if found is None:
        raise NotFound()
    return found


def person(actor: Actor, person_id: UUID) -> Person:
    """A person on whom the data protection officer may place a hold. Raises NotFound."""
    found = Person.objects.filter(pk=person_id, erased_at=None).first()
    if found is None or not allows(actor, "rights.see-holds"):
        raise NotFound()
    return found


def person_with_address(actor: Actor, address: str) -> Person | None:
    """Whoever signs in with an address. For the data protection officer."""
    account = Account.objects.filter(email__iexact=address.strip()).select_related("person").first()
    return account.person if account and allows(actor, "rights.see-register") else None


def copy_of(actor: Actor, request: Request) -> Document | None:
    """The copy that was made for a request, while it is kept and the actor may have it."""
    made = documents.visible_to(actor, purpose="export", about_id=request.pk)
    return made[0] if made else None


def may_have_copy(actor: Actor, document: Document) -> bool:
    """The person themself for a week; the data protection officer where the request was made on somebody's behalf."""
    if document.uploaded_at < clock.now() - terms()["export"].length:
        return False
    if actor.person_id is not None and document.owner_id == actor.person_id:
        return True
    asked_for = Request.objects.filter(document_id=document.pk).exclude(registered_by=None)
    return allows(actor, "rights.see-register") and asked_for.exists()


def _fate(entry: Entry, count: int) -> Fate:
    goes = entry.at_erasure != KEEP
    return Fate(entry.title, count, goes, entry.because if entry.at_erasure in {KEEP, BLANK} else "")


def what_goes(person: Person) -> list[Fate]:
    """What an erasure would do, by the schedule. Of holds nothing is said: see `erasure.obstacles`."""
    subject = subject_of(person)
    fates = [(entry, rows_about(entry, subject).count()) for entry in about_people() if entry.hidden != "hold"]
    return [_fate(entry, count) for entry, count in sorted(fates, key=lambda each: each[0].title) if count]

"""Making a copy of everything that we hold about a person, and deleting it a week later."""

from __future__ import annotations

import datetime as dt

from difference.errors import NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor, system
from difference.foundations.audit.commands import record
from difference.foundations.documents import commands as documents
from difference.foundations.documents.models import Document
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.models import Person
from difference.foundations.rights import letters
from difference.foundations.rights.copies.gathering import size
from difference.foundations.rights.copies.packing import PURPOSE, chunks, pack
from difference.foundations.rights.models import Request
from difference.foundations.rights.reasons import ACCESS
from difference.foundations.rights.retention.codes import terms
from difference.foundations.rights.rules import rules
from difference.foundations.rights.states import PREPARING
from difference.foundations.rights.subjects import subject_of
from difference.web.components.moments import in_words


def _not_too_soon(person: Person) -> None:
    since = clock.now() - dt.timedelta(hours=rules().copy_again_hours)
    last = Request.objects.filter(person=person, kind=ACCESS, reason="copy-made", decided_at__gt=since).order_by("-decided_at").first()
    if last is not None and last.decided_at:
        raise NotNow(f"A copy was made on {in_words(last.decided_at)}. Use that one, or ask for another in an hour.")


@command
def prepare_copy(*, by: Actor, request: Request) -> bool:
    """Begin a copy; returns whether the worker makes it, because it is large. Raises NotNow for one just made, or not open."""
    if request.kind != ACCESS or request.person is None:
        raise NotNow("There is no record here from which a copy could be made. Answer it in writing.")
    _not_too_soon(request.person)
    decided_by = by.person_id if by.person_id != request.person_id else None
    move(request, "prepare", by=by, values={"decided_by": decided_by}, subject=request.person_id)
    large = size(subject_of(request.person)) > rules().at_once_rows
    if large:
        from difference.foundations.rights.tasks import make

        make.enqueue(str(request.pk))
    return large


@command
def make_copy(*, by: Actor, request: Request) -> Document:
    """Make the copy and close the request. The person is told that it is there, and for how long."""
    allow(by, "rights.answer", request)
    if request.person is None or request.state != PREPARING:
        raise NotNow("No copy is being made for this request.")
    now = clock.now()
    name = f"your-data-{clock.in_london(now):%Y-%m-%d}.zip"
    # Of a request that was written down for them, the data protection officer hands the copy over: what is sealed stays shut in it.
    with pack(subject_of(request.person, alone=request.registered_by is None)) as packed:
        made = documents.add(
            by=by, purpose_name=PURPOSE, name=name, chunks=chunks(packed), about_id=request.pk, owner_id=request.person_id
        )  # fmt: skip
    values = {"document_id": made.pk, "decided_at": now, "reason": "copy-made"}
    move(request, "answer", by=by, reason="copy-made", values=values, subject=request.person_id)
    letters.send(by=by, person=request.person, kind="copy_ready")
    return made


def have_copy_made(*, by: Actor, request: Request) -> bool:
    """Begin a copy and, where it is small, make it now; returns whether it is there."""
    if prepare_copy(by=by, request=request):
        return False
    make_copy(by=system("rights.copy"), request=request)
    return True


@command
def sweep_copies(*, by: Actor) -> int:
    """Delete copies that are older than they are kept; returns how many."""
    allow(by, "rights.retain")
    before = clock.now() - terms()["export"].length
    old = list(Document.objects.filter(purpose=PURPOSE, uploaded_at__lt=before))
    for document in old:
        documents.delete(by=by, document=document, reason="past-its-time")
    record(by, "rights.retain", "rights.copies", reason="past-its-time")
    return len(old)

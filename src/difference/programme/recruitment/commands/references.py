"""Asking referees: one, all of a cohort, again, another one; and the reminder."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from difference.errors import BadInput, Conflict, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.mail import addresses
from difference.foundations.people import tokens
from difference.foundations.people.commands.grants import NOBODY
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import letters_references as letters
from difference.programme.recruitment.models import Reference, ReferenceLink, Testimony
from difference.programme.recruitment.queries import references as queries
from difference.programme.recruitment.reference_rules import rules


def _new_link(reference: Reference) -> str:
    token, kept = tokens.new()
    ReferenceLink.objects.create(reference=reference, token_hash=kept, sent_at=clock.now())
    return reverse("recruitment:reference-link", args=[token])


def _replace_links(reference: Reference) -> None:
    ReferenceLink.objects.filter(reference=reference, replaced_at=None).update(replaced_at=clock.now())


@command
def request_reference(*, by: Actor, reference: Reference, revision: int | None = None) -> str:
    """Ask a referee, or ask them again, and return the path of their link. Any link they had before stops working.

    `revision` is that of the page from which it was asked, so that a second click asks nobody twice. Raises BadInput for an address that must not or cannot be written to, NotNow when it is too early, too late or done.
    """
    allow(by, "recruitment.request-reference", reference)
    if revision is not None and reference.revision != revision:
        raise NotNow("This has just been done, or somebody else has changed it. Nobody was written to again.")
    found = queries.flags([reference])[reference.pk]
    if queries.cannot_be_asked(found):
        raise BadInput(found[0])
    again = reference.state != reference.lifecycle.initial
    now = clock.now()
    values = {
        "requested_at": now, "requested_by": by.person_id or NOBODY, "expires_at": now + rules().works_for,
        "reminded_at": None, "declined_at": None, "decline_reason": "",
    }  # fmt: skip
    move(reference, "ask_again" if again else "ask", by=by, values=values, subject=reference.application.person_id)
    _replace_links(reference)
    Testimony.objects.get_or_create(reference=reference, defaults={"saved_at": now})
    path = _new_link(reference)
    letters.to_referee(by=by, reference=reference, kind=letters.REQUEST, path=path)
    return path


@dataclass(frozen=True)
class Asked:
    """How many referees were asked at once, and how many were left out: asked meanwhile, or at an address that will not do."""

    asked: int
    left_out: int


@command
def request_all(*, by: Actor, cohort: Cohort, chosen: Collection[UUID]) -> Asked:
    """Ask the referees who were on the page that was read, each once, however often it is sent."""
    allow(by, "recruitment.request-reference")
    wanted = list(queries.not_asked(by).filter(application__cohort=cohort, pk__in=chosen))
    asked = 0
    for reference in wanted:
        try:
            request_reference(by=by, reference=reference)
        except (BadInput, NotNow):
            continue
        asked += 1
    record(by, "recruitment.request-reference", cohort, reason="all-at-once")
    return Asked(asked, len(set(chosen)) - asked)


@command
def name_referee(*, by: Actor, reference: Reference, revision: int, values: dict[str, Any]) -> Reference:
    """Mend a referee’s address, or put down another whom the candidate has named. Their link dies; what another wrote goes.

    Raises BadInput for an address that will not do, Conflict when somebody else has changed it, NotNow once it has come.
    """
    allow(by, "recruitment.name-referee", reference)
    if reference.revision != revision:
        return _named_already(by, reference, values)
    address = addresses.address(values["email"])
    own = queries.own_addresses([reference.application.person_id])[reference.application.person_id]
    other = Reference.objects.filter(application=reference.application_id, email__iexact=address).exclude(pk=reference.pk)
    if address.casefold() in own or other.exists():
        sentence = queries.OWN if address.casefold() in own else queries.SAME
        raise BadInput(sentence, fields={"email": [sentence]})
    another = values["name"] != reference.name or address.casefold() != reference.email.casefold()
    emptied = {"requested_at": None, "requested_by": None, "expires_at": None, "reminded_at": None, "declined_at": None, "decline_reason": ""}
    move(reference, "name_another", by=by, values={**values, "email": address, **emptied}, subject=reference.application.person_id)
    _replace_links(reference)
    if another:
        Testimony.objects.filter(reference=reference).delete()
    return reference


def _named_already(by: Actor, reference: Reference, values: dict[str, Any]) -> Reference:
    labels = {name: str(Reference._meta.get_field(name).verbose_name) for name in values}  # type: ignore[union-attr]
    differences = [(labels[name], str(value), str(getattr(reference, name))) for name, value in values.items() if getattr(reference, name) != value]
    if differences or reference.state != reference.lifecycle.initial:
        raise Conflict("Somebody else changed this reference while you were working on it.", differences=differences)
    record(by, "recruitment.name-referee", reference, subject=reference.application.person_id, reason="sent-again")
    return reference


@command
def remind(*, by: Actor, reference: Reference) -> bool:
    """Remind a referee once, with another link beside the first; returns whether they still had to be."""
    allow(by, "recruitment.remind-referee", reference)
    waiting = Reference.objects.filter(pk=reference.pk, state="requested", reminded_at=None, requested_at=reference.requested_at)
    still = waiting.update(reminded_at=clock.now()) == 1
    if still:
        letters.to_referee(by=by, reference=reference, kind=letters.REMINDER, path=_new_link(reference))
    record(by, "recruitment.remind-referee", reference, subject=reference.application.person_id, reason="" if still else "answered-meanwhile")
    return still

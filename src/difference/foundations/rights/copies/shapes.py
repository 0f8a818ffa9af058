"""Rows that need more than their fields to be understood, or less: the audit, and letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from difference.foundations.access.actions import UndeclaredAction, find
from difference.foundations.audit.models import Event
from difference.foundations.mail import kinds
from difference.foundations.people.looks import WHO
from difference.foundations.people.models import Grant
from difference.foundations.people.roles import roles
from difference.foundations.rights.retention.codes import reasons_to_withhold
from difference.foundations.rights.subjects import Subject
from difference.foundations.sealing import SealedText, unseal


def _role_then(actor_id: UUID, event: Event, subject: Subject) -> str:
    """Their part in the programme at that moment, never their name."""
    if actor_id not in subject.seen:
        subject.seen[actor_id] = list(Grant.objects.filter(person_id=actor_id))
    grants = [grant for grant in subject.seen[actor_id] if grant.starts_at <= event.at and not (grant.ended_at and grant.ended_at < event.at)]
    held = {roles()[grant.role].title for grant in grants}
    return f"Somebody who was {', '.join(sorted(held))}" if held else "Somebody with an account"


def _who(event: Event, subject: Subject) -> str:
    if event.actor_id == subject.person_id:
        return "You"
    return _role_then(event.actor_id, event, subject) if event.actor_id else WHO[event.actor_kind]


def _what(event: Event) -> str:
    try:
        return f"{'Opened a page on which they can' if event.kind == Event.SEEN else 'Used the right to'} {find(event.action).says}"
    except UndeclaredAction:
        return event.action


def audit(event: Event, names: list[str], subject: Subject) -> dict[str, Any]:
    """One entry: who by their role, and nothing of other people whom it may speak of."""
    mine = event.subject_id == subject.person_id
    return {
        "at": event.at,
        "who": _who(event, subject),
        "what": _what(event),
        "about": "you" if mine else "something else, or somebody else",
        "fields": event.fields if mine else [],
        "reason": event.reason if mine else "",
        "entry": event.pk,
    }


def plain(row: Any, names: list[str], subject: Subject) -> dict[str, Any]:
    """A row as it stands."""
    return {name: getattr(row, row._meta.get_field(name).attname) for name in names}


def letter(row: Any, names: list[str], subject: Subject) -> dict[str, Any]:
    """One letter; one with a link that signs somebody in is listed without its words."""
    shown = plain(row, names, subject)
    kind = kinds.kind(row.kind)
    shown["kind"] = kind.says
    if kind.secret:
        shown["text"] = reasons_to_withhold()["secret_letter"].says
    return shown


def sealed(row: Any, names: list[str], subject: Subject) -> dict[str, Any]:
    """A row with text that is kept sealed: opened in a copy that nobody but the person can fetch, and in no other."""
    shown = plain(row, names, subject)
    for name in names:
        if isinstance(row._meta.get_field(name), SealedText):
            shown[name] = unseal(shown[name]) if subject.alone else reasons_to_withhold()["own_eyes"].says
    return shown


Shape = Callable[[Any, list[str], Subject], dict[str, Any]]
SHAPES: dict[str, Shape] = {"": plain, "audit": audit, "letter": letter, "sealed": sealed}

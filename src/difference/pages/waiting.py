"""What is waiting for somebody, by when: the top of their home."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from difference.foundations.actors import Actor
from difference.foundations.concerns import queries as concerns
from difference.foundations.people import queries
from difference.foundations.people.models import NoticeAccepted
from difference.pages import notice


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what it is, where it is done, and a word on it."""

    what: str
    href: str
    note: str = ""


def _notice(actor: Actor) -> list[Waiting]:
    version = notice.present().version
    if actor.person_id and NoticeAccepted.objects.filter(person_id=actor.person_id, version=version).exists():
        return []
    return [Waiting("Read and accept the privacy notice", reverse("privacy"), "It says what we hold about you and why")]


def _losses(actor: Actor) -> list[Waiting]:
    count = queries.losses_visible_to(actor).filter(decided_at=None).count()
    if not count:
        return []
    who = "One person has" if count == 1 else f"{count} people have"
    return [Waiting(f"{who} lost their second factor", reverse("people:losses"), "They cannot work until you have checked who they are")]


def _concerns(actor: Actor) -> list[Waiting]:
    count = concerns.waiting_for(actor).count()
    if not count:
        return []
    what = "A concern waits" if count == 1 else f"{count} concerns wait"
    return [Waiting(f"{what} to be taken", reverse("concerns:index"), "Somebody must have read it within a working day")]


SOURCES = (_notice, _concerns, _losses)


def waiting_for(actor: Actor) -> list[Waiting]:
    """Everything that waits for `actor`."""
    return [waiting for source in SOURCES for waiting in source(actor)]

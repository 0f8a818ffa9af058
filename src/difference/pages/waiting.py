"""What is waiting for somebody, by when: the top of their home."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from difference.foundations.actors import Actor
from difference.foundations.concerns import queries as concerns
from difference.foundations.people import queries
from difference.foundations.people.models import NoticeAccepted
from difference.foundations.rights import queries as rights
from difference.pages import notice
from difference.programme.careers.queries import waiting as careers
from difference.programme.evidence.queries import waiting as evidence
from difference.programme.placement.queries import waiting as placement
from difference.programme.recruitment import queries as recruitment
from difference.programme.recruitment import showing, waiting_references
from difference.programme.recruitment.queries import selection_waiting
from difference.programme.training.queries import waiting as training

# The stages after recruitment, each of which says itself what waits.
STAGES = (placement, training, careers, evidence)


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


def _drafts(actor: Actor) -> list[Waiting]:
    return [
        Waiting(f"Your application: {showing.to_go(draft).lower()}", showing.address(draft), showing.time_left(draft.cohort))
        for draft in (recruitment.open_drafts(actor) if actor.takes_part else ())
    ]


def _applications(actor: Actor) -> list[Waiting]:
    sent, objections = recruitment.waiting(actor)
    found = []
    if sent:
        what = "One application waits" if sent == 1 else f"{sent} applications wait"
        found.append(Waiting(f"{what} to be taken in", reverse("recruitment:cohorts"), "Assessors can be given them then"))
    if objections:
        who = "One candidate asks" if objections == 1 else f"{objections} candidates ask"
        found.append(Waiting(f"{who} us to look again", reverse("recruitment:cohorts"), "They were found not eligible"))
    return found


def _references(actor: Actor) -> list[Waiting]:
    return [Waiting(*row) for row in waiting_references.waiting(actor)]


def _stages(actor: Actor) -> list[Waiting]:
    return [Waiting(*thing) for stage in STAGES for thing in stage.waiting_for(actor)]


def _selection(actor: Actor) -> list[Waiting]:
    return [Waiting(thing.what, thing.href, thing.note) for thing in selection_waiting.waiting_for(actor)]


def _requests(actor: Actor) -> list[Waiting]:
    due = rights.waiting_for(actor).first()
    if due is None:
        return []
    count = rights.waiting_for(actor).count()
    what = "A request about data waits" if count == 1 else f"{count} requests about data wait"
    return [Waiting(what, reverse("rights:requests"), f"The first is due on {due.due_on:%-d %B %Y}")]


SOURCES = (_notice, _drafts, _selection, _concerns, _losses, _requests, _applications, _references, _stages)


def waiting_for(actor: Actor) -> list[Waiting]:
    """Everything that waits for `actor`."""
    return [waiting for source in SOURCES for waiting in source(actor)]

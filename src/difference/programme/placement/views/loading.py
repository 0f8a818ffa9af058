"""What the pages of placement are about, loaded within the actor’s reach; and the note that somebody’s details were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from difference.errors import NotFound
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.audit.models import Event
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import checklist
from difference.programme.placement.models import MatchingRun, Placement, Post
from difference.programme.placement.queries import candidacies, cold_spots, placements, posts, rankings, reach, runs
from difference.programme.placement.queries.rankings import Applicant

hosting = posts.hosting
post = posts.find
chooser = rankings.chooser
cohort = reach.staffed_cohort
run = runs.find
placement = placements.find
candidacy = candidacies.find

PARTS = {"instance": "instance", "result": "result", "certificate": "certificate"}


@dataclass(frozen=True)
class Item:
    """One item of one placement’s checklist."""

    placement: Placement
    key: str


@dataclass(frozen=True)
class Place:
    """One authority in view of one cohort, as it stood when the page was asked for."""

    cohort: Cohort
    spot: cold_spots.Spot


@dataclass(frozen=True)
class Part:
    """One document of a run: its instance, its result or its certificate."""

    run: MatchingRun
    name: str


def whose(placement: Placement) -> UUID:
    """Whom a placement is about."""
    return placement.person_id


def own_post(actor: Actor, post_id: UUID) -> Post:
    """One post, for its school; a draft that somebody else’s staff look for is not found."""
    return posts.find(actor, post_id)


def item(actor: Actor, placement_id: UUID, key: str) -> Item:
    """One item of a checklist that somebody ticks."""
    found = placements.find(actor, placement_id)
    checklist.find(key)
    return Item(found, key)


def place(actor: Actor, cohort_id: UUID, code: str) -> Place:
    """One authority of England in view of a cohort that the actor places."""
    found = cohort(actor, cohort_id)
    spot = cold_spots.of_authority(actor, found, code)
    if spot is None:
        raise NotFound()
    return Place(found, spot)


def part(actor: Actor, run_id: UUID, name: str) -> Part:
    """One document of a run that has one."""
    found = runs.find(actor, run_id)
    if name not in PARTS or getattr(found, name) is None:
        raise NotFound()
    return Part(found, name)


def note_reading(actor: Actor, post: Post, people: Iterable[Applicant]) -> None:
    """Put in the audit, for each of these people, that they were looked at: by name, or without it."""
    with transaction.atomic():
        for one in people:
            action, more = ("placement.see-named", ("name", "email", "journey")) if one.known else ("placement.see-applicants", ())
            fields = ("present_role", "subjects", "responsibility", *more)
            record(actor, action, post, subject=one.person_id, fields=fields, kind=Event.SEEN)


def may(actor: Actor, action: str, thing: object) -> bool:
    """Whether a page offers an action."""
    return allows(actor, action, thing)

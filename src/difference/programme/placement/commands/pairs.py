"""Staff decide a pair by hand before a matching, with a reason for those concerned to read."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from difference.errors import BadInput, Conflict
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.records import change
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import PairChoice
from difference.programme.placement.models.pairs import KINDS, LOCKED
from difference.programme.placement.queries import instances, pairs

LONGEST = 300


def _refuse(field: str, sentence: str) -> BadInput:
    return BadInput("The pair cannot be decided as it stands.", fields={field: [sentence]})


def _check(cohort: Cohort, person: str, post: str, kind: str, reason: str) -> None:
    market = instances.undecided(cohort)
    if person not in {one["id"] for one in market["candidates"]}:
        raise _refuse("person", "Choose somebody from the list: they have a place, and no post yet")
    seats = {one["id"]: one["seats"] for one in market["posts"]}
    if post not in seats:
        raise _refuse("post", "Choose a post from the list: it is open, and has a free seat")
    if kind not in KINDS:
        raise _refuse("kind", "Choose what is decided")
    if not reason:
        raise _refuse("reason", "Say why: those concerned read it")
    if len(reason) > LONGEST:
        raise _refuse("reason", f"Use at most {LONGEST} characters")
    others = [one for one in pairs.in_market(cohort, market) if (one["candidate"], one["post"]) != (person, post) and one["kind"] == LOCKED]
    if kind == LOCKED and any(one["candidate"] == person for one in others):
        raise _refuse("person", "They are matched by hand to another post already. Leave that to the matching first")
    if kind == LOCKED and sum(one["post"] == post for one in others) >= seats[post]:
        raise _refuse("post", "As many people are matched to it by hand as it has free seats")


@command
def choose_pair(*, by: Actor, cohort: Cohort, person: UUID, post: UUID, kind: str, reason: str) -> PairChoice:
    """Lock a person to a post (“locked”), bar the pair (“barred”), or leave it to the matching again (“left”). What was said last holds.

    Raises BadInput by field: an unknown person or post, no reason, a second lock of one person, more locks than free seats.
    """
    pair = PairChoice(cohort=cohort, person_id=person, post_id=post)
    allow(by, "placement.choose-pairs", pair)
    # Two who decide at the same moment come one after the other.
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    said = reason.replace("\x00", "").strip()
    _check(cohort, str(person), str(post), kind, said)
    values = {"kind": kind, "reason": said, "chosen_by": by.person_id or NOBODY, "chosen_at": clock.now()}
    present = PairChoice.objects.filter(person=person, post=post).first()
    try:
        with transaction.atomic():
            if present is None:
                present = PairChoice.objects.create(cohort=cohort, person_id=person, post_id=post, **values)
            else:
                change(present, revision=present.revision, values=values)
    except IntegrityError:
        raise Conflict("They are matched by hand to another post already.", differences=[]) from None
    record(by, "placement.choose-pairs", present, subject=person, fields=["kind"], reason=kind)
    return present

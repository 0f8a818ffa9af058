"""A school says that a placement is not theirs, and staff answer."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.urls import reverse

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.commands.grants import NOBODY
from difference.programme.placement import letters
from difference.programme.placement.commands.placing import end_placement
from difference.programme.placement.models import Challenge, Placement
from difference.programme.placement.queries import challenges

LONGEST = 500


def _said(words: str, field: str, missing: str) -> str:
    said = words.replace("\x00", "").strip()
    if not said or len(said) > LONGEST:
        raise BadInput("It cannot be kept as it stands.", fields={field: [f"Use at most {LONGEST} characters" if said else missing]})
    return said


@command
def challenge_placement(*, by: Actor, placement: Placement, words: str) -> Challenge:
    """Say that a placement is not one’s school’s, and why. Raises NotNow while an earlier challenge waits, or once it is over; BadInput."""
    allow(by, "placement.challenge", placement)
    said = _said(words, "words", "Say why it is not yours")
    if not challenges.can_be_raised(placement):
        raise NotNow("This placement cannot be challenged now: it has not been accepted, is over, or a challenge waits for its answer.")
    try:
        with transaction.atomic():
            made = Challenge.objects.create(placement=placement, words=said, raised_by=by.person_id or NOBODY)
    except IntegrityError:
        raise NotNow("A challenge of this placement waits for its answer already.") from None
    record(by, "placement.challenge", placement, subject=placement.person_id, fields=["challenge"])
    return made


@command
def answer_challenge(*, by: Actor, placement: Placement, upheld: bool, words: str) -> Challenge:
    """Answer the challenge that waits; where the school is right the placement ends, and both sides are told. Raises NotNow when none waits."""
    allow(by, "placement.answer-challenge", placement)
    said = _said(words, "words", "Say what you found: the school reads it")
    found = challenges.open_one(placement)
    values = {"upheld": upheld, "answer": said, "answered_by": by.person_id or NOBODY, "answered_at": clock.now()}
    if found is None or Challenge.objects.filter(pk=found.pk, answered_at=None).update(**values) != 1:
        raise NotNow("No challenge of this placement waits for an answer.")
    record(by, "placement.answer-challenge", placement, subject=placement.person_id, fields=["challenge"], reason="upheld" if upheld else "stands")
    if upheld:
        end_placement(by=by, placement=placement, reason="not-theirs")
    path = reverse("placement:placement", args=[placement.pk])
    letters.to_school(by=by, post=placement.post, kind="challenge_answered", path=path, answer=said, upheld=upheld)
    found.refresh_from_db()
    return found

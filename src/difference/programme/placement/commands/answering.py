"""Both sides answer a match."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.records import change
from difference.programme.placement import letters
from difference.programme.placement.models import Placement
from difference.programme.placement.reasons import DECLINED
from difference.programme.placement.sides import PERSON, SCHOOL, answered, side_of


def _afresh(placement: Placement) -> Placement:
    # Both sides may answer in the same moment: the second waits here and sees the first.
    return Placement.objects.select_for_update(of=("self",)).select_related("post__cohort", "post__school").get(pk=placement.pk)


@command
def accept_match(*, by: Actor, placement: Placement) -> Placement:
    """Accept a match for one's own side. When the other side has accepted as well, the placement is accepted by both."""
    allow(by, "placement.answer-match", placement)
    found, side, now = _afresh(placement), side_of(by, placement), clock.now()
    if found.state != "proposed" or answered(found, side):
        raise NotNow(f"This match has been answered: it is {found.lifecycle.state(found.state).words} now.")
    values: dict[str, Any] = {"person_accepted_at": now} if side == PERSON else {"host_accepted_at": now, "host_accepted_by": by.person_id}
    if answered(found, SCHOOL if side == PERSON else PERSON):
        move(found, "accept", by=by, values=values, subject=found.person_id)
    else:
        change(found, revision=found.revision, values=values)
        record(by, "placement.answer-match", found, subject=found.person_id, fields=list(values))
    return found


@command
def decline_match(*, by: Actor, placement: Placement, reason: str) -> Placement:
    """Decline a match, with a reason from the list; the other side is told, and the seat is free again."""
    allow(by, "placement.answer-match", placement)
    if reason not in DECLINED:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Choose a reason from the list."]})
    found, side = _afresh(placement), side_of(by, placement)
    move(found, "decline", by=by, reason=reason, values={"declined_side": side, "reason": reason}, subject=found.person_id)
    post, words = found.post, DECLINED[reason]
    if side == PERSON:
        letters.to_school(by=by, post=post, kind="declined_by_candidate", path=reverse("placement:our-posts"), reason=words)
    else:
        letters.to_person(
            by=by, person_id=found.person_id, kind="declined_by_school", path=reverse("placement:my-posts"), title=post.title, school=post.school,
            reason=words,
        )  # fmt: skip
    return found

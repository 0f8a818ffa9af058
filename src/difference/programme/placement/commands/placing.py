"""From a match that both sides accepted to its end: confirmed, ticked off, started, completed or ended early."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.urls import reverse

from difference.errors import NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor, system
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands import end_grant, grant
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.people.models import Grant
from difference.foundations.people.queries import in_force
from difference.programme.placement import checklist, letters
from difference.programme.placement.models import ChecklistItem, Placement, Post
from difference.programme.placement.reasons import ENDED_EARLY
from difference.web.components.moments import in_words

BEFORE_START = ("accepted", "confirmed")
CONFIRMED = ("confirmed", "started", "completed")


def _path(placement: Placement) -> str:
    return reverse("placement:placement", args=[placement.pk])


def _tell_both(by: Actor, placement: Placement, kind: str, kind_to_school: str, **context: str) -> None:
    post, path = placement.post, _path(placement)
    letters.to_person(by=by, person_id=placement.person_id, kind=kind, path=path, title=post.title, school=post.school, **context)
    letters.to_school(by=by, post=post, kind=kind_to_school, path=path, **context)


@command
def confirm_placement(*, by: Actor, placement: Placement) -> Placement:
    """Confirm a placement that both sides accepted. A post all of whose seats are confirmed is filled."""
    # Two seats of one post may be confirmed at once: the second waits, and sees that the post is full.
    post = Post.objects.select_for_update(of=("self",)).select_related("cohort", "school").get(pk=placement.post_id)
    move(placement, "confirm", by=by, values={"confirmed_at": clock.now()}, subject=placement.person_id)
    if post.state in post.lifecycle.move("fill").sources and post.placements.filter(state__in=CONFIRMED).count() >= post.seats:
        move(post, "fill", by=by)
    _tell_both(by, placement, "confirmed", "confirmed_to_school", starts_on=in_words(post.cohort.starts_on))
    return placement


@command
def tick(*, by: Actor, placement: Placement, key: str) -> ChecklistItem:
    """Note that an item of the checklist is done. Raises NotFound for one that nobody ticks, NotNow once the placement has started."""
    allow(by, "placement.tick", placement)
    item = checklist.find(key)
    if placement.state not in BEFORE_START:
        raise NotNow("The list is ticked off between both sides’ acceptance and the start.")
    try:
        with transaction.atomic():
            made = ChecklistItem.objects.create(placement=placement, key=item.key, done_at=clock.now(), done_by=by.person_id or NOBODY)
    except IntegrityError:
        raise NotNow("Somebody has noted this already.") from None
    record(by, "placement.tick", placement, subject=placement.person_id, fields=[item.key], reason="done")
    return made


@command
def untick(*, by: Actor, placement: Placement, key: str) -> None:
    """Take back that an item is done; the audit keeps that it was noted."""
    allow(by, "placement.tick", placement)
    item = checklist.find(key)
    if placement.state not in BEFORE_START:
        raise NotNow("The placement has started: its list stays as it was.")
    gone, _ = ChecklistItem.objects.filter(placement=placement, key=item.key).delete()
    if not gone:
        raise NotNow("This is not noted as done.")
    record(by, "placement.tick", placement, subject=placement.person_id, fields=[item.key], reason="undone")


@command
def start_placement(*, by: Actor, placement: Placement) -> Placement:
    """Start a placement whose list is complete, on its cohort's day or later; the person becomes a participant.

    Where it is a move to another school, the placement that it follows ends with it.
    """
    if placement.moving and placement.moved_from:
        leave(by, placement.moved_from, placement.reason)
    move(placement, "start", by=by, values={"started_on": clock.today(), "moving": False, "reason": ""}, subject=placement.person_id)
    grant(by=system("placement"), person=placement.person, role="participant", scope="placement", scope_id=str(placement.pk))
    letters.to_person(
        by=by, person_id=placement.person_id, kind="started", path=_path(placement), title=placement.post.title, school=placement.post.school
    )  # fmt: skip
    return placement


@command
def complete_placement(*, by: Actor, placement: Placement) -> Placement:
    """Complete a placement at the end of its two years. The participant stays one: their award has a status of its own."""
    move(placement, "complete", by=by, values={"ended_on": clock.today()}, subject=placement.person_id)
    return placement


def _end_grants(placement: Placement) -> None:
    held = Grant.objects.filter(person=placement.person_id, role="participant", scope="placement", scope_id=str(placement.pk))
    for one in in_force(held):
        end_grant(by=system("placement"), grant=one, reason="moved")


def leave(by: Actor, placement: Placement, reason: str) -> None:
    """Leave a school for another: within the command that starts the placement there. One that ended meanwhile is left as it is."""
    if placement.state != "started":
        return
    move(placement, "transfer", by=by, reason=reason, values={"ended_on": clock.today(), "reason": reason}, subject=placement.person_id)
    _end_grants(placement)
    letters.to_school(by=by, post=placement.post, kind="moved", path=_path(placement))


@command
def end_placement(*, by: Actor, placement: Placement, reason: str) -> Placement:
    """End a placement early, with a reason from the list; both sides are told, and the grant that came with it ends."""
    move(placement, "end_early", by=by, reason=reason, values={"ended_on": clock.today(), "reason": reason}, subject=placement.person_id)
    _end_grants(placement)
    _tell_both(by, placement, "ended", "ended_to_school", reason=ENDED_EARLY[reason])
    return placement

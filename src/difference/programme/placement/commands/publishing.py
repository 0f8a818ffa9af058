"""Publishing a matching: by a second person, once, all of it or nothing; placements are proposed and both sides are written to."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.urls import reverse

from difference.errors import BadInput, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import letters
from difference.programme.placement.commands.matching import certificate
from difference.programme.placement.models import MatchingRun, Placement, Post
from difference.programme.placement.queries import instances, runs
from difference.web.components.moments import in_words

ALTERED = "The result of this run is not the one that was verified. Nothing was published. Run the matching again."


def answer_by(run: MatchingRun, since: dt.datetime | None = None) -> dt.date:
    """The day by which both sides are asked to answer a match of this run, or what was proposed at another moment."""
    asked = since or run.published_at or clock.now()
    return clock.in_london(asked).date() + dt.timedelta(days=run.cohort.answer_days)


def _check(run: MatchingRun) -> None:
    try:
        sound = certificate(run) == run.certificate and bool(run.certificate["stable"])
    except BadInput:
        sound = False
    if not sound:
        raise NotNow(ALTERED)
    stale = instances.changed_since(run)
    if stale:
        raise NotNow(stale)


def _ask(by: Actor, run: MatchingRun) -> None:
    try:
        allow(by, "placement.publish", run)
    except NotAllowed:
        if run.run_by == by.person_id:
            raise NotAllowed("You ran this matching. Somebody else has to publish it.") from None
        raise


@command
def publish(*, by: Actor, run: MatchingRun) -> int:
    """Publish a verified run in one transaction; returns how many placements are proposed.

    Raises NotAllowed for whoever ran it; NotNow when it is published already, does not verify, or no longer fits what stands today.
    """
    _ask(by, run)
    # Whoever withdraws a post meanwhile waits until this is over, or this sees that it is gone.
    cohort = Cohort.objects.select_for_update().get(pk=run.cohort_id)
    list(Post.objects.select_for_update().filter(cohort=cohort).order_by("pk").values_list("pk"))
    if run.state == "verified":
        _check(run)
    now = clock.now()
    try:
        with transaction.atomic():
            move(run, "publish", by=by, values={"published_by": by.person_id, "published_at": now})
    except IntegrityError:
        raise NotNow("Another matching of this cohort is published already.") from None
    posts, made, unplaced = runs.posts_of(run), [], []
    for person, key in runs.matched(run).items():
        if key is None:
            unplaced.append(person)
        else:
            made.append(Placement(run=run, post=posts[key], person_id=person, proposed_at=now))
    Placement.objects.bulk_create(made)
    for placement in made:
        record(by, "placement.publish", placement, subject=placement.person_id, fields=["post", "state"])
    _write(by, run, cohort, made, unplaced)
    return len(made)


def _write(by: Actor, run: MatchingRun, cohort: Cohort, made: list[Placement], unplaced: list[str]) -> None:
    context = {"cohort": cohort, "answer_by": in_words(answer_by(run))}
    for placement in made:
        post, path = placement.post, reverse("placement:placement", args=[placement.pk])
        letters.to_person(by=by, person_id=placement.person_id, kind="matched", path=path, title=post.title, school=post.school, **context)
        letters.to_school(by=by, post=post, kind="somebody_matched", path=path, **context)
    for person in unplaced:
        letters.to_person(by=by, person_id=person, kind="not_matched", path=reverse("placement:my-posts"), **context)

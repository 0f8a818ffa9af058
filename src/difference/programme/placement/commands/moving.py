"""A participant moves to another school: proposed by staff, accepted by both sides, and made when the placement there starts."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.urls import reverse

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.programme.placement import letters
from difference.programme.placement.commands.publishing import answer_by
from difference.programme.placement.models import Placement, Post
from difference.programme.placement.queries.posts import HOLDING, free_in
from difference.programme.placement.reasons import MOVED
from difference.web.components.moments import in_words

PROPOSED = "A move of theirs is proposed already. It is answered, or declined, first."


@command
def propose_move(*, by: Actor, placement: Placement, post: Post, reason: str) -> Placement:
    """Propose to move somebody to another post of their cohort that has a free seat; their present placement runs until they start there.

    Raises NotNow unless it has started, or while another move is proposed; BadInput by field.
    """
    allow(by, "placement.transfer", placement)
    if placement.state != "started":
        raise NotNow("Only somebody whose placement has started is moved.")
    if Placement.objects.filter(moved_from=placement, state__in=HOLDING).exists():
        raise NotNow(PROPOSED)
    if reason not in MOVED:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Choose a reason from the list"]})
    # Two who give away the last seat at the same moment come one after the other.
    list(Post.objects.select_for_update().filter(pk=post.pk).values_list("pk"))
    if post.pk == placement.post_id or not free_in(placement.post.cohort).filter(pk=post.pk).exists():
        raise BadInput("They cannot be moved there.", fields={"post": ["Choose a post of their cohort that is open and has a free seat"]})
    try:
        with transaction.atomic():
            made = Placement.objects.create(
                run=placement.run, post=post, person=placement.person, moved_from=placement, moving=True, reason=reason, proposed_at=clock.now()
            )
    except IntegrityError:
        raise NotNow(PROPOSED) from None
    record(by, "placement.transfer", made, subject=made.person_id, fields=["post", "moved_from"], reason=reason)
    path, until = reverse("placement:placement", args=[made.pk]), in_words(answer_by(made.run, made.proposed_at))
    letters.to_person(
        by=by, person_id=made.person_id, kind="move_proposed", path=path, title=post.title, school=post.school, reason=MOVED[reason], answer_by=until
    )
    letters.to_school(by=by, post=post, kind="move_proposed_to_school", path=path, answer_by=until)
    return made

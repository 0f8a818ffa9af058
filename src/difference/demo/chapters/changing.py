"""One participant of a cohort moves to another school in their first autumn, as invented people do it."""

from __future__ import annotations

from difference.demo.chapters.hosts import Host, approve, hosts, offer
from difference.demo.chapters.placing import make_ready, sides, standing
from difference.demo.personas import actor_of, personas
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.commands import answering, placing
from difference.programme.placement.commands.moving import propose_move
from difference.programme.placement.models import Placement
from difference.programme.placement.queries import placements

REASON = "school-changes"


def _elsewhere(placement: Placement) -> Host:
    return next(host for host in hosts() if host.school.urn != placement.post.school_id)


def change_school(cohort: Cohort) -> None:
    """The last by name whose placement runs, and as whom nobody can sign in, moves; nobody does where somebody has moved already."""
    if Placement.objects.filter(post__cohort=cohort, moved_from__isnull=False).exists():
        return
    followed = {one.email for one in personas().values()}
    running = [one for one in standing(cohort, "started") if one.person.account.email not in followed]
    if not running:
        return
    leaving = running[-1]
    post = offer(cohort, _elsewhere(leaving))
    approve(post)
    new = propose_move(by=actor_of("placement"), placement=leaving, post=post, reason=REASON)
    for by in sides(new):
        answering.accept_match(by=by, placement=placements.find(by, new.pk))
    make_ready(cohort)
    staff = actor_of("placement")
    placing.start_placement(by=staff, placement=placements.find(staff, new.pk))

"""What placement contributes: posts of three schools, a matching in each of two cohorts, and placements in every state."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from difference.foundations import clock
from difference.foundations.people.queries import actor_for
from difference.programme.placement.commands import matching, ranking
from difference.programme.placement.models import Candidacy, CandidateRanking, Challenge, HostRanking, MatchingRun, Placement, Post
from difference.programme.placement.queries import rankings
from tests.programme.candidates import now_is
from tests.programme.placement.market import MATCHING_DAY, RANKING, STAFF, STARTS, make_lead, make_post
from tests.safety.world.foundations import SOMEBODY, of
from tests.safety.world.recruitment import apply
from tests.safety.world.visitors import Visitor

ITEM = "contract"


def contribute(world: Any) -> dict[str, Any]:
    """All of it. Returns the posts, runs and placements by “own” (of the host lead's school), “near” and “foreign”."""
    lead, staff = world.visitors["host lead"].account, world.other(STAFF)
    other_lead = make_lead(world.other_school, name="Zephyrine Quillfeather", email="lead.quillfeather@others.example")
    people = {visitor.name: apply(world.placing, visitor.person, "accepted") for visitor in world.people()}
    with now_is(RANKING):
        posts = {
            "own": make_post(world.placing, world.school, lead, staff, title="Head of maths", seats=10),
            "near": make_post(world.placing, world.other_school, other_lead, staff, title="Head of care"),
            "foreign": make_post(world.placing_theirs, world.other_school, other_lead, staff, title="Head of year"),
        }
    # The visitors hold posts by now: whom a school can still meet is somebody else.
    met = world.other("candidate")
    apply(world.placing, met.person, "accepted")
    for number, person in enumerate([met.person, *(visitor.person for visitor in world.people())], 1):
        CandidateRanking.objects.create(cohort=world.placing, person=person, posts=[str(posts["own"].pk)])
        Candidacy.objects.create(post=posts["own"], person=person, number=number)
    runs = {
        "near": _run(world, world.placing, [posts["own"], posts["near"]], staff),
        "foreign": _run(world, world.placing_theirs, [posts["foreign"]], staff),
    }
    hosting(world, posts)
    matchings(world, runs)
    certified(world, posts, runs)
    placed(world, posts, runs)
    return {"posts": posts, "runs": runs, "people": people}


def _run(world: Any, cohort: Any, posts: list[Post], staff: Any) -> MatchingRun:
    """A matching in which somebody wants the last of the posts and is wanted there."""
    account = world.other("candidate")
    apply(cohort, account.person, "accepted")
    by, post = actor_for(account), posts[-1]
    with now_is(RANKING):
        ranking.rank_posts(by=by, chooser=rankings.chooser(by, cohort.pk), posts=[post.pk], revision=ranking.NEW)
        HostRanking.objects.create(post=post, classes=[[str(account.person_id)]], saved_by=SOMEBODY)
    with now_is(MATCHING_DAY):
        return matching.run_matching(by=actor_for(staff), cohort=cohort)


def _of_school(world: Any, key: str, value: Any, **more: Any) -> Any:
    """What belongs to the school of the host lead."""
    return lambda visitor: {**more, key: value} if visitor is world.visitors["host lead"] else None


def hosting(world: Any, posts: dict[str, Post]) -> None:
    """Interest, posts and rankings."""
    in_ours, in_theirs = {"cohort_id": world.placing.pk}, {"cohort_id": world.placing_theirs.pk}
    schools = {"near": {**in_ours, "urn": world.other_school.urn}, "foreign": {**in_theirs, "urn": world.other_school.urn}}
    world.offer("placement:interest", "placement:write-post", own=_of_school(world, "urn", world.school.urn, **in_ours), **schools, at=RANKING)
    some = {"own": _of_school(world, "post_id", posts["own"].pk), "near": {"post_id": posts["near"].pk}, "foreign": {"post_id": posts["foreign"].pk}}

    met = {kind: {"post_id": post.pk, "candidacy_id": Candidacy.objects.filter(post=post).order_by("number")[0].pk} for kind, post in posts.items()}
    own = _of_school(world, "candidacy_id", met["own"]["candidacy_id"], post_id=posts["own"].pk)
    world.offer("placement:candidate", "placement:ask-for-interview", **{**met, "own": own}, at=RANKING)

    def draft(given: Any) -> None:
        Post.objects.filter(pk=given["post_id"]).update(state="draft", approved_at=None, approved_by=None)

    def sent_in(given: Any) -> None:
        Post.objects.filter(pk=given["post_id"]).update(state="submitted", approved_at=None, approved_by=None)

    world.offer("placement:post", "placement:confirm-post", "placement:withdraw-post", "placement:candidates", **some, at=RANKING)
    world.offer("placement:change-post", "placement:submit-post", **some, arrange=draft, at=RANKING)
    world.offer("placement:review", "placement:approve-post", "placement:send-back-post", **some, arrange=sent_in, at=RANKING)

    def choosing(visitor: Visitor) -> dict[str, Any]:
        return {"cohort_id": world.placing.pk} if visitor.account else {}

    world.offer("placement:rank-posts", "placement:commute", own=choosing, foreign=in_theirs, at=RANKING)
    kinds = {"near": {**in_ours, "code": world.school.authority_id}, "foreign": {**in_theirs, "code": world.school.authority_id}}
    world.offer("placement:cold-spot", **kinds, at=RANKING)
    world.offer("placement:cold-spots", "placement:refusals", near=in_ours, foreign=in_theirs, at=RANKING)
    world.offer(
        "placement:board",
        "placement:matching",
        "placement:run-matching",
        "placement:pairs",
        "placement:another-round",
        near=in_ours,
        foreign=in_theirs,
        at=MATCHING_DAY,
    )
    tables(world, some, in_ours, in_theirs)


def tables(world: Any, posts: dict[str, Any], in_ours: dict[str, Any], in_theirs: dict[str, Any]) -> None:
    """Lists as files."""
    named = {"name": "posts", "kind": "csv"}
    world.offer("placement:own-table", own=lambda visitor: named if visitor is world.visitors["host lead"] else None, at=RANKING)
    world.offer("placement:years-table", near={"name": "years", "kind": "xlsx"}, at=RANKING)
    world.offer("placement:board-table", near={**in_ours, **named}, foreign={**in_theirs, **named}, at=MATCHING_DAY)
    world.offer("placement:refusals-table", near={**in_ours, "kind": "xlsx"}, foreign={**in_theirs, "kind": "xlsx"}, at=RANKING)
    world.offer("placement:cold-spots-table", near={**in_ours, "kind": "xlsx"}, foreign={**in_theirs, "kind": "xlsx"}, at=RANKING)

    def as_file(visitor: Visitor) -> dict[str, Any] | None:
        found = posts["own"](visitor)
        return found and {**found, "kind": "xlsx"}

    kinds = {kind: {**posts[kind], "kind": "xlsx"} for kind in ("near", "foreign")}
    world.offer("placement:candidates-table", own=as_file, **kinds, at=RANKING)
    world.offer("placement:upload-classes", "placement:keep-classes", "placement:mend-classes", **posts, at=RANKING)
    world.offer("placement:upload-posts", "placement:make-posts", "placement:mend-posts", near=in_ours, foreign=in_theirs, at=RANKING)
    world.offer("placement:posts-to-fill-in", near={**in_ours, "kind": "csv"}, foreign={**in_theirs, "kind": "csv"}, at=RANKING)


def matchings(world: Any, runs: dict[str, MatchingRun]) -> None:
    """Runs: one that the visitor started themself, and those that somebody else did."""
    own = {}
    for visitor in world.people():
        again = MatchingRun.objects.get(pk=runs["near"].pk)
        again.pk, again.run_by = uuid.uuid4(), visitor.person.pk
        again.save(force_insert=True)
        own[visitor.name] = again
    kinds = {"near": {"run_id": runs["near"].pk}, "foreign": {"run_id": runs["foreign"].pk}}
    world.offer("placement:run", "placement:publish", own=of(own, "run_id"), **kinds, at=MATCHING_DAY)

    def published(given: Any) -> None:
        MatchingRun.objects.filter(pk=given["run_id"]).update(state="published", published_by=uuid.UUID(int=9), published_at=clock.now())

    world.offer("placement:close-run", own=of(own, "run_id"), **kinds, arrange=published, at=MATCHING_DAY)
    named = {kind: {**one, "name": "certificate"} for kind, one in kinds.items()}
    table = {"name": "outcome", "kind": "csv"}
    world.offer("placement:run-table", **{kind: {**one, **table} for kind, one in kinds.items()}, at=MATCHING_DAY)
    world.offer("placement:document", own=lambda visitor: {"run_id": own[visitor.name].pk, "name": "certificate"}, **named, at=MATCHING_DAY)


def certified(world: Any, posts: dict[str, Post], runs: dict[str, MatchingRun]) -> None:
    """Certificates of both published matchings, the visitor’s own and those of posts."""

    def published(given: Any) -> None:
        chosen = MatchingRun.objects.filter(pk__in=[run.pk for run in runs.values()])
        chosen.update(state="published", published_by=uuid.UUID(int=9), published_at=clock.now())

    def own(visitor: Visitor) -> dict[str, Any] | None:
        return {"cohort_id": world.placing.pk} if visitor.account else None

    world.offer("placement:own-certificate", own=own, foreign={"cohort_id": world.placing_theirs.pk}, arrange=published, at=MATCHING_DAY)
    some = {"own": _of_school(world, "post_id", posts["own"].pk), "near": {"post_id": posts["near"].pk}, "foreign": {"post_id": posts["foreign"].pk}}
    world.offer("placement:post-certificate", **some, arrange=published, at=MATCHING_DAY)


def placed(world: Any, posts: dict[str, Post], runs: dict[str, MatchingRun]) -> None:
    """Placements: the visitor's own (for the host lead, somebody's at their school), and those of others."""

    def place(kind: str, person: Any) -> Placement:
        return Placement.objects.create(run=runs["foreign" if kind == "foreign" else "near"], post=posts[kind], person=person)

    own = {visitor.name: place("own", visitor.person) for visitor in world.people()}
    own["host lead"] = place("own", world.other("candidate").person)
    near, foreign = place("near", world.other("candidate").person), place("foreign", world.other("candidate").person)

    def offer(*routes: str, state: str, at: dt.datetime, then: Any = None, **more: Any) -> None:
        def arrange(given: Any) -> None:
            now, both = clock.now(), state != "proposed"
            values = {"person_accepted_at": now, "host_accepted_at": now, "host_accepted_by": SOMEBODY} if both else {}
            values |= {"started_on": clock.today()} if state == "started" else {}
            Placement.objects.filter(pk=given["placement_id"]).update(state=state, **values)
            if then:
                then(given)

        kinds = {"near": {"placement_id": near.pk, **more}, "foreign": {"placement_id": foreign.pk, **more}}
        world.offer(
            *(f"placement:{one}" for one in routes),
            own=lambda visitor: {"placement_id": own[visitor.name].pk, **more},
            **kinds,
            arrange=arrange,
            at=at,
        )

    offer("placement", "accept-match", "decline-match", state="proposed", at=MATCHING_DAY)
    offer("handle", "confirm", state="accepted", at=MATCHING_DAY)
    offer("tick", "untick", state="confirmed", at=MATCHING_DAY, key=ITEM)
    offer("start", state="confirmed", at=STARTS)
    offer("complete", "end", "transfer", state="started", at=STARTS)
    offer("challenge", state="started", at=STARTS)

    def challenged(given: Any) -> None:
        Challenge.objects.create(placement_id=given["placement_id"], words="Nobody of this name ever came.", raised_by=SOMEBODY)

    offer("answer-challenge", state="started", at=STARTS, then=challenged)

"""Reading matching runs: their result in words, for staff, and the reasons of an outcome, for the candidate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.foundations.people.models import Person
from difference.methods.matching import Market, Matching, Register, explain, from_document, read_result, register, rule_named, salt
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import MatchingRun, Post
from difference.programme.placement.models.pairs import BARRED, LOCKED
from difference.programme.placement.queries import reach
from difference.programme.placement.queries.rankings import Chooser
from difference.programme.placement.rule_words import TITLES

TOLD = ("published", "closed")
BY_HAND = {
    LOCKED: "The programme matched you to {post} by hand, before the matching: {reason}",
    BARRED: "The programme ruled {post} out for you by hand, before the matching: {reason}",
}


@dataclass(frozen=True)
class Given:
    """One candidate's outcome in a run: the post, and the rank that they had given it."""

    person_id: UUID
    name: str
    post: Post | None
    rank: int | None
    ranked: int


@dataclass(frozen=True)
class Left:
    """One post's outcome in a run: its seats, and how many of them stayed free."""

    post: Post
    seats: int
    free: int


@dataclass(frozen=True)
class Outcome:
    """What a candidate is told: the post or none, its rank, and one sentence for each post that they had preferred."""

    run: MatchingRun
    post: Post | None
    rank: int | None
    reasons: tuple[str, ...]
    # What staff decided by hand for this candidate, each in a sentence with its reason.
    by_hand: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """What the rule is called."""
        return TITLES.get(self.run.rule, self.run.rule)

    @property
    def guarantee(self) -> str:
        """What the rule promises."""
        return rule_named(self.run.rule).guarantee


def visible_to(actor: Actor) -> QuerySet[MatchingRun]:
    """The runs of the cohorts that the actor places."""
    return MatchingRun.objects.filter(reach.of_cohorts(actor)).select_related("cohort")


def find(actor: Actor, run_id: UUID) -> MatchingRun:
    """One run. Raises NotFound."""
    found = visible_to(actor).filter(pk=run_id).first()
    if found is None:
        raise NotFound()
    return found


def of_cohort(actor: Actor, cohort: Cohort) -> list[MatchingRun]:
    """The runs of a cohort, the latest first."""
    return list(visible_to(actor).filter(cohort=cohort))


def read(run: MatchingRun) -> tuple[Market, Matching]:
    """The market and the matching of a run. Raises BadInput where they do not fit each other."""
    market = from_document(run.instance)
    return market, read_result(market, run.result, run.instance_sha256)


def register_of(run: MatchingRun) -> Register:
    """Every row of a run, salted and hashed to the root that is published: what certificates for single people are taken from."""
    market, matching = read(run)
    told: dict[str, list[dict[str, Any]]] = {}
    for one in run.by_hand:
        told.setdefault(one["candidate"], []).append({"post": one["post"], "kind": one["kind"], "reason": one["reason"]})

    def called(post: str, candidate: str) -> str:
        number = run.numbers.get(post, {}).get(candidate)
        return f"Candidate {number}" if number else salt(run.secret, (post, candidate))

    return register(market, matching, run.secret, inputs_sha256=run.instance_sha256, by_hand=told, called=called)


def matched(run: MatchingRun) -> dict[str, str | None]:
    """Each candidate's post in the result of a run, by keys; nothing before it has one."""
    return dict(run.result["matches"]) if run.result else {}


def posts_of(run: MatchingRun) -> dict[str, Post]:
    """The posts of a run's market, by key."""
    keys = [row["id"] for row in run.instance["posts"]]
    found = Post.objects.filter(pk__in=keys).select_related("school__authority", "school__region")
    return {str(post.pk): post for post in found}


def names_in(run: MatchingRun) -> dict[str, str]:
    """The names of those in a run, by key; whoever has been erased is left out."""
    found = Person.objects.filter(pk__in=[one["id"] for one in run.instance["candidates"]]).values_list("pk", "full_name")
    return {str(key): name for key, name in found}


def given(run: MatchingRun) -> list[Given]:
    """Who got what in a run, by name."""
    posts = posts_of(run)
    outcome = matched(run)
    names, made = names_in(run), []
    ranked = {one["candidate"]: one["ranked"] for one in run.by_hand}
    for row in run.instance["candidates"]:
        key, wanted = outcome.get(row["id"]), ranked.get(row["id"], row["preferences"])
        rank = wanted.index(key) + 1 if key in wanted else None
        made.append(Given(UUID(row["id"]), names.get(row["id"], "Somebody who has left"), posts.get(key or ""), rank, len(wanted)))
    return sorted(made, key=lambda one: one.name)


def left(run: MatchingRun) -> list[Left]:
    """How many seats stayed free, by school and post."""
    posts, taken = posts_of(run), list(matched(run).values())
    rows = [Left(posts[row["id"]], row["seats"], row["seats"] - taken.count(row["id"])) for row in run.instance["posts"] if row["id"] in posts]
    return sorted(rows, key=lambda row: (row.post.school.name, row.post.title))


def told_to(chooser: Chooser) -> MatchingRun | None:
    """The last published run of a cohort in which this candidate took part."""
    key = str(chooser.person_id)
    for run in MatchingRun.objects.filter(cohort=chooser.cohort, state__in=TOLD):
        if key in matched(run):
            return run
    return None


def outcome_of(chooser: Chooser) -> Outcome | None:
    """A candidate's own outcome, from the published matching alone; nobody else is named."""
    run = told_to(chooser)
    if run is None:
        return None
    market, matching = read(run)
    explained = explain(market, matching, str(chooser.person_id))
    posts = posts_of(run)
    named = {key: f"“{post.title}” at {post.school.name}" for key, post in posts.items()}
    reasons = tuple(replace(reason, post=named.get(reason.post, "A post")).sentence for reason in explained.reasons)
    own = [one for one in run.by_hand if one["candidate"] == str(chooser.person_id)]
    rank = explained.rank
    for one in own:
        rank = one["ranked"].index(explained.outcome) + 1 if explained.outcome in one["ranked"] else None
    return Outcome(
        run,
        posts.get(explained.outcome or ""),
        rank,
        reasons,
        tuple(BY_HAND[one["kind"]].format(post=named.get(one["post"], "A post"), reason=one["reason"]) for one in own),
    )

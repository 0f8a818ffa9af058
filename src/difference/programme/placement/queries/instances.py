"""The market of a cohort as it stands, in the format of the command line: what a matching is run on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from difference.foundations.actors import ANYONE
from difference.methods.matching import digest
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import CandidateRanking, HostRanking, MatchingRun, Placement
from difference.programme.placement.queries import pairs
from difference.programme.placement.queries.cold_spots import cold_codes
from difference.programme.placement.queries.posts import HOLDING, open_in
from difference.programme.recruitment.queries import places


@dataclass(frozen=True)
class Frozen:
    """A market with the pairs decided by hand in it, those pairs, and the market as it would be without them."""

    instance: dict[str, Any]
    by_hand: list[dict[str, Any]]
    undecided: dict[str, Any]


def frozen(cohort: Cohort) -> Frozen:
    """What a matching of a cohort would be run on now."""
    market = undecided(cohort)
    by_hand = pairs.in_market(cohort, market)
    return Frozen(pairs.decided(market, by_hand) if by_hand else market, by_hand, market)


def undecided(cohort: Cohort) -> dict[str, Any]:
    """Those with a place who hold no post yet, the open posts with the seats that are free, and both sides' rankings; ids are keys."""
    rows = open_in(cohort).order_by().values_list("pk", "seats", "held", "school__authority_id", "school__region_id")  # type: ignore[misc]
    seats = {str(key): seats - held for key, seats, held, _, _ in rows if seats > held}
    cold, where = cold_codes(ANYONE, cohort), {str(key): (authority, region) for key, _, _, authority, region in rows}
    holding = {str(key) for key in Placement.objects.filter(state__in=HOLDING).values_list("person_id", flat=True)}
    people = {str(key) for key in places.people_with_place(cohort.pk)} - holding
    chosen = {str(key): wanted for key, wanted in CandidateRanking.objects.filter(cohort=cohort).values_list("person_id", "posts")}
    classes = {str(key): tied for key, tied in HostRanking.objects.filter(post__cohort=cohort).values_list("post_id", "classes")}
    return {
        "candidates": [{"id": key, "preferences": [post for post in chosen.get(key, []) if post in seats]} for key in sorted(people)],
        "posts": [
            {
                "id": key,
                "seats": free,
                "ranking": _known(classes.get(key, []), people),
                "region": where[key][1],
                "cold_spot": where[key][0] in cold,
            }
            for key, free in sorted(seats.items())
        ],
    }


def _known(classes: list[list[str]], people: set[str]) -> list[list[str]]:
    kept = [sorted(key for key in tied if key in people) for tied in classes]
    return [tied for tied in kept if tied]


def changed_since(run: MatchingRun) -> str:
    """Why a run no longer fits what stands today, or nothing."""
    found = frozen(run.cohort)
    now = found.instance
    if digest(now) == run.instance_sha256 and found.by_hand == run.by_hand:
        return ""
    today, then = ({post["id"]: post["seats"] for post in market["posts"]} for market in (now, run.instance))
    gone = then.keys() - today.keys()
    people, before = ({one["id"] for one in market["candidates"]} for market in (now, run.instance))
    said = []
    if gone:
        said.append(
            "a post has been withdrawn or is no longer open" if len(gone) == 1 else f"{len(gone)} posts have been withdrawn or are no longer open"
        )
    if today.keys() - then.keys():
        said.append("there is a new post")
    if any(today[key] != then[key] for key in today.keys() & then.keys()):
        said.append("the seats of a post have changed")
    marks, marked = ({post["id"]: post.get("cold_spot") for post in market["posts"]} for market in (now, run.instance))
    if any(marks[key] != marked[key] for key in marks.keys() & marked.keys()):
        said.append("what counts as a cold spot has changed")
    if found.by_hand != run.by_hand:
        said.append("a pair has been decided by hand, or left to the matching again")
    if people != before:
        said.append("somebody has come or gone")
    words = "; ".join(said) or "a ranking has changed"
    return f"Since this matching was run, {words}. Run it again: a matching of what no longer stands is not published."

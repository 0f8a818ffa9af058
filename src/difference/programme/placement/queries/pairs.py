"""Reading pairs that staff decided by hand, and what they make of a market."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import PairChoice
from difference.programme.placement.models.pairs import BARRED, LEFT, LOCKED

Market = Mapping[str, Any]
Decided = dict[str, Any]


def of_cohort(cohort: Cohort) -> QuerySet[PairChoice]:
    """Every pair of a cohort that was ever decided by hand. The caller has asked a policy."""
    return PairChoice.objects.filter(cohort=cohort).select_related("person", "post__school")


def in_market(cohort: Cohort, market: Market) -> list[Decided]:
    """The pairs decided by hand whose person and post both stand in a market: candidate, post, kind, reason, and the order that the person had given."""
    wanted = {one["id"]: one["preferences"] for one in market["candidates"]}
    posts = {post["id"] for post in market["posts"]}
    rows = of_cohort(cohort).exclude(kind=LEFT).values_list("person_id", "post_id", "kind", "reason").order_by("person_id", "post_id")
    found = ({"candidate": str(person), "post": str(post), "kind": kind, "reason": reason} for person, post, kind, reason in rows)
    return [one | {"ranked": wanted[one["candidate"]]} for one in found if one["candidate"] in wanted and one["post"] in posts]


def decided(market: Market, by_hand: Iterable[Decided]) -> dict[str, Any]:
    """A market with these pairs decided: whoever is locked wants nothing else and stands before everybody; whoever is barred does not want the post."""
    locked, barred = ({(one["candidate"], one["post"]) for one in by_hand if one["kind"] == kind} for kind in (LOCKED, BARRED))
    where = dict(locked)
    return dict(market) | {
        "candidates": [
            one
            | {
                "preferences": [where[one["id"]]]
                if one["id"] in where
                else [post for post in one["preferences"] if (one["id"], post) not in barred]
            }
            for one in market["candidates"]
        ],
        "posts": [post | {"ranking": _ranking(post, where, barred)} for post in market["posts"]],
    }  # fmt: skip


def _ranking(post: Mapping[str, Any], where: Mapping[str, str], barred: set[tuple[str, str]]) -> list[list[str]]:
    first = sorted(candidate for candidate, key in where.items() if key == post["id"])
    others = [[name for name in tied if name not in where and (name, post["id"]) not in barred] for tied in post["ranking"]]
    return [tied for tied in (first, *others) if tied]


def crowded(market: Market, by_hand: Iterable[Decided]) -> list[str]:
    """The posts, by key, to which more people are locked than they have free seats."""
    seats = {post["id"]: post["seats"] for post in market["posts"]}
    locked = [one["post"] for one in by_hand if one["kind"] == LOCKED]
    return sorted({post for post in locked if locked.count(post) > seats[post]})


def changes(by_hand: Iterable[Decided], market: Market, without: Mapping[str, str | None], outcome: Mapping[str, str | None]) -> list[dict[str, Any]]:
    """Whom the pairs decided by hand give another outcome: the post and the rank that they had given it, without them and with them."""
    wanted = {one["id"]: one["preferences"] for one in market["candidates"]} | {one["candidate"]: one["ranked"] for one in by_hand}

    def rank(candidate: str, post: str | None) -> int | None:
        return wanted[candidate].index(post) + 1 if post in wanted[candidate] else None

    return [
        {"candidate": key, "without": without[key], "rank_without": rank(key, without[key]), "with": post, "rank_with": rank(key, post)}
        for key, post in sorted(outcome.items())
        if without[key] != post
    ]

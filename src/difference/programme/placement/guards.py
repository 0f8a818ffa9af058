"""What stands in the way of a move: predicates on the loaded object, each a sentence or nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.foundations import clock
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import checklist
from difference.programme.placement.rules import rules
from difference.web.components.moments import in_words


def hosts_close_at(cohort: Cohort) -> dt.datetime:
    """When schools stop ranking: as matching day begins, or later if candidates still rank then, so that schools see who came last."""
    day = dt.datetime.combine(cohort.matching_on, dt.time(), tzinfo=clock.LONDON).astimezone(dt.UTC)
    return max(day, cohort.ranking_closes_at)


def posts_can_still_come(post: Any) -> str:
    """Posts come in until candidates stop ranking: nobody could choose one that came later. While placements run, they come in for whoever has to move."""
    closes = post.cohort.ranking_closes_at
    if under_way(post.cohort):
        return ""
    return "" if clock.now() < closes else f"Ranking of posts for cohort {post.cohort} closed on {in_words(closes)}. This post is too late for it."


def under_way(cohort: Cohort) -> bool:
    """Whether the placements of a cohort run."""
    return cohort.starts_on <= clock.today() < cohort.ends_on


def candidates_can_rank(cohort: Cohort) -> str:
    """Why candidates cannot rank now, or nothing."""
    now = clock.now()
    if now < cohort.ranking_opens_at:
        return f"Ranking of posts opens on {in_words(cohort.ranking_opens_at)}."
    return "" if now < cohort.ranking_closes_at else f"Ranking of posts closed on {in_words(cohort.ranking_closes_at)}."


def commutes_can_change(cohort: Cohort) -> str:
    """Why candidates cannot say any more where they start from and how far they would go, or nothing. They can from the day on which they have a place."""
    closes = cohort.ranking_closes_at
    return "" if clock.now() < closes else f"It could be changed until ranking of posts closed on {in_words(closes)}."


def hosts_can_rank(cohort: Cohort) -> str:
    """Why schools cannot rank now, or nothing."""
    now, closes = clock.now(), hosts_close_at(cohort)
    if now < cohort.ranking_opens_at:
        return f"Ranking of candidates opens on {in_words(cohort.ranking_opens_at)}."
    return "" if now < closes else f"Ranking of candidates closed on {in_words(closes)}."


def hosts_can_still_rank(post: Any) -> str:
    """The same, of a post."""
    return hosts_can_rank(post.cohort)


def matching_can_run(cohort: Cohort) -> str:
    """A matching is run once both sides have ranked, and not for a cohort that is over."""
    if clock.today() >= cohort.ends_on:
        return f"The two years of this cohort ended on {in_words(cohort.ends_on)}. Nobody is placed in it any more."
    closes = hosts_close_at(cohort)
    return "" if clock.now() >= closes else f"Schools rank until {in_words(closes)}. The matching can be run from then on."


def _holders(post: Any) -> int:
    running = post.placements.model.lifecycle.having(running=True)
    return int(post.placements.filter(state__in=running).count())


def can_withdraw(post: Any) -> str:
    """A post is not withdrawn under somebody's feet."""
    return (
        "Somebody is matched to this post. Decline the match, or ask us to end the placement, before you withdraw the post." if _holders(post) else ""
    )


def stands_until(post: Any) -> dt.datetime:
    """Until when a post is offered without being confirmed again."""
    last: dt.datetime = post.confirmed_at + dt.timedelta(days=rules().post_stands_days)
    return last


def runs_out(post: Any) -> str:
    """A post expires once its school has not confirmed it for as long as the rules say; never while somebody holds it."""
    if _holders(post):
        return "Somebody is matched to this post."
    last = stands_until(post)
    return "" if last <= clock.now() else f"It stands until {in_words(last)} without being confirmed again."


def every_match_is_answered(run: Any) -> str:
    """A run is closed once both sides have answered each of its matches."""
    waiting = run.placements.filter(state="proposed").count()
    if not waiting:
        return ""
    return "One match still waits for an answer." if waiting == 1 else f"{waiting} matches still wait for an answer."


def can_start(placement: Any) -> str:
    """A placement starts when its checklist is complete, and not before its cohort's day."""
    starts = placement.post.cohort.starts_on
    missing = [item.title for item in checklist.standing(placement) if not item.done]
    why_not = []
    if missing:
        why_not.append(f"Still missing: {'; '.join(missing)}.")
    if clock.today() < starts:
        why_not.append(f"Placements of this cohort start on {in_words(starts)}.")
    return " ".join(why_not)


def can_end(placement: Any) -> str:
    """A placement is complete when the two years of its cohort are over."""
    ends = placement.post.cohort.ends_on
    return "" if clock.today() >= ends else f"The two years of this cohort end on {in_words(ends)}."

"""Reads what the API answers of placement: posts to everybody, and to whoever has signed in what a matching gave them."""

from __future__ import annotations

from typing import Any

from difference.api import reading
from difference.api.shapes.asked import PostsAsked
from difference.errors import BadInput
from difference.foundations import clock
from difference.foundations.actors import ANYONE, Actor
from difference.foundations.schools.models import LocalAuthority, Region
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.guards import stands_until
from difference.programme.placement.queries import certificates, offered, rankings, runs
from difference.programme.placement.queries.offered import Offered
from difference.programme.placement.queries.rankings import Chooser


def list_posts(asked: PostsAsked) -> dict[str, Any]:
    """A page of posts. Raises BadInput for a cohort that there is not, and a region or authority that the register does not have."""
    _check(asked)
    found = offered.announced(ANYONE)
    narrowed = {"cohort": asked.cohort, "school__region": asked.region, "school__authority": asked.authority}
    found = found.filter(**{name: value for name, value in narrowed.items() if value is not None})
    rows, following = reading.page(found, "posts", ("created_at", "id"), asked)
    return {"items": [_post(one) for one in offered.with_words(ANYONE, rows)], "next": following, "source": reading.the_charity()}


def _check(asked: PostsAsked) -> None:
    fields = reading.not_on_register({
        "region": (asked.region, Region.objects, "pk", reading.NO_REGION), "authority": (asked.authority, LocalAuthority.objects, "pk", reading.NO_AUTHORITY),
    })  # fmt: skip
    if asked.cohort is not None and not Cohort.objects.filter(pk=asked.cohort).exists():
        fields["cohort"] = ["No cohort has this id. /api/v1/cohorts lists them."]
    if fields:
        raise BadInput("There is nothing of what was asked for.", fields=fields)


def _post(one: Offered) -> dict[str, Any]:
    post, school, spot = one.post, one.post.school, one.spot
    cold = spot is not None and spot.cold
    return {name: getattr(post, name) for name in ("id", "title", "responsibilities", "seats", "salary", "days")} | {
        "cohort": _cohort(post.cohort),
        "school": {"urn": school.urn, "name": school.name},
        "authority": {"code": school.authority_id, "name": school.authority.name},
        "region": {"slug": school.region.slug, "name": school.region.name} if school.region else None,
        "phase": post.phase or None,
        "starts_on": post.starts_on or post.cohort.starts_on,
        "requirements": one.asks_for,
        "cold_spot": {"cold": cold, "because": spot.because if spot and cold else None},
        "confirmed_on": clock.in_london(post.confirmed_at).date(),
        "offered_until": clock.in_london(stands_until(post)).date(),
    }


def _cohort(cohort: Cohort) -> dict[str, Any]:
    return {"id": cohort.pk, "name": cohort.name}


def own_matches(actor: Actor) -> dict[str, Any]:
    """What the published matchings gave the actor, cohort by cohort; nobody else is named."""
    return {"items": [_match(chooser) for chooser in rankings.choosers(actor)], "next": None}


def _match(chooser: Chooser) -> dict[str, Any]:
    told: dict[str, Any] = {
        "cohort": _cohort(chooser.cohort),
        "outcome": "not-published",
        "post": None,
        "rank": None,
        "rule": None,
        "guarantee": None,
        "reasons": [],
        "by_hand": [],
        "certificate": None,
    }
    found = runs.outcome_of(chooser)
    if found is None:
        return told
    post = found.post
    return told | {
        "outcome": "matched" if post else "not-matched",
        "post": {"id": post.pk, "title": post.title, "school": {"urn": post.school_id, "name": post.school.name}} if post else None,
        "rank": found.rank, "rule": found.rule, "guarantee": found.guarantee, "reasons": list(found.reasons), "by_hand": list(found.by_hand),
        "certificate": certificates.of_candidate(chooser) if found.run.secret else None,
    }  # fmt: skip

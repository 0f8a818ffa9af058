"""Where candidates start from, how far each post is from there, and whether it lies within what they said. For themselves and placement staff alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from difference.foundations.actors import ANYONE
from difference.foundations.schools import distances
from difference.foundations.schools.distances import Distance, Start
from difference.foundations.schools.models import LocalAuthority, School
from difference.foundations.schools.queries import regions
from difference.methods.matching import Market
from difference.methods.matching.market import Floats
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import Commute, Post
from difference.programme.placement.queries import rankings
from difference.programme.placement.queries.posts import open_in
from difference.programme.placement.queries.rankings import Chooser
from difference.programme.recruitment.queries import places


@dataclass(frozen=True)
class Said:
    """What counts as said: the last save, or before any the first half of the postcode of their application."""

    outward: str
    farthest_km: int | None
    authorities: frozenset[str]
    kept: Commute | None


@dataclass(frozen=True)
class Reach:
    """How far a post is from somebody; whether it lies within what they said, None where nothing that they said can tell; and why, to them."""

    distance: Distance
    within: bool | None
    because: str


def said_by(chooser: Chooser) -> Said:
    """What a candidate has said for their cohort."""
    kept = Commute.objects.filter(cohort=chooser.cohort, person=chooser.person_id).first()
    if kept is None:
        applied = places.outward_codes(chooser.cohort.pk, [chooser.person_id])
        return Said(applied.get(chooser.person_id, ""), None, frozenset(), None)
    return Said(kept.outward, kept.farthest_km, frozenset(kept.authorities), kept)


def reach_of(chooser: Chooser, posts: Iterable[Post]) -> dict[UUID, Reach]:
    """For each of these posts, by key, how far it is and whether it is within reach."""
    said = said_by(chooser)
    start = distances.start(ANYONE, said.outward)
    return {post.pk: _reach(said, start, post.school) for post in posts}


def _reach(said: Said, start: Start, school: School) -> Reach:
    distance = start.to(school)
    if school.authority_id in said.authorities:
        return Reach(distance, True, f"It is in {school.authority.name}, which you picked.")
    picked = ", nor in an authority that you picked" if said.authorities else ""
    if said.farthest_km is None:
        return Reach(distance, False, "It is not in an authority that you picked.") if picked else Reach(distance, True, "")
    if distance.km is not None and distance.doubt is not None:
        # Nobody is shut out by a doubt: what may lie within is within.
        within = distance.km - distance.doubt <= said.farthest_km
        limit = f"the {said.farthest_km} km that you gave"
        sure = f"It is within {limit}." if distance.km <= said.farthest_km else f"It may be within {limit}, so it counts as within."
        return Reach(distance, within, sure if within else f"It is not within {limit}{picked}.")
    if picked:
        return Reach(distance, False, "It is not in an authority that you picked, and how far it is cannot be told.")
    return Reach(distance, None, f"Whether it is within the {said.farthest_km} km that you gave is unknown, so it is open to you.")


@dataclass(frozen=True)
class Offer:
    """The open posts of a cohort as one candidate meets them: those that they can rank, those beyond what they said, those that ask for what they lack."""

    chooser: Chooser
    within: list[Post]
    beyond: list[Post]
    cannot: list[tuple[Post, list[str]]]
    reach: Mapping[UUID, Reach]

    def nearness(self, post: Post) -> tuple[bool, float]:
        """A key by which the nearest posts stand first, those whose distance is unknown last."""
        return nearness(self.reach[post.pk])


def nearness(reach: Reach) -> tuple[bool, float]:
    """The same, of how far a post is."""
    return reach.distance.km is None, reach.distance.km or 0.0


def offer_to(chooser: Chooser) -> Offer:
    """What a candidate can rank now. A post that they have ranked already stays with the others, however far it is: they take it out themselves."""
    can, cannot = rankings.eligible_for(chooser)
    ranking, reach = rankings.of_candidate(chooser), reach_of(chooser, can)
    kept = set(ranking.posts if ranking else ())
    far = [post for post in can if reach[post.pk].within is False and str(post.pk) not in kept]
    return Offer(chooser, [post for post in can if post not in far], far, cannot, reach)


def beyond(chooser: Chooser, posts: Iterable[Post]) -> dict[UUID, Reach]:
    """Those of these posts that lie beyond what a candidate said. They can widen it at any time."""
    said = said_by(chooser)
    if not said.farthest_km and not said.authorities:
        return {}
    return {key: reach for key, reach in reach_of(chooser, posts).items() if reach.within is False}


def starts(cohort: Cohort, people: Iterable[UUID]) -> dict[UUID, Start]:
    """Where each of these people starts from; for placement staff and the programme’s own sums."""
    wanted = list(people)
    outward = places.outward_codes(cohort.pk, wanted)
    outward |= dict(Commute.objects.filter(cohort=cohort, person__in=wanted).values_list("person_id", "outward"))
    found = distances.starts(ANYONE, {outward.get(person, "") for person in wanted})
    return {person: found[outward.get(person, "")] for person in wanted}


def kilometres(cohort: Cohort, market: Market) -> Floats:
    """For each entry of a market’s rankings, how far the post is from the candidate; not a number where that is unknown."""
    held = {str(post.pk): post.school for post in Post.objects.filter(pk__in=market.post_ids).select_related("school")}
    people = [UUID(key) for key in market.candidate_ids]
    begun = starts(cohort, people)
    found = np.full(len(market.posts), np.nan)
    for entry, (who, post) in enumerate(zip(market.candidates.tolist(), market.posts.tolist(), strict=True)):
        school = held.get(market.post_ids[post])
        km = begun[people[who]].to(school).km if school else None
        if km is not None:
            found[entry] = km
    return found


def to_pick_from(chooser: Chooser) -> Sequence[tuple[str, Sequence[LocalAuthority]]]:
    """The authorities of the regions that a candidate prefers, those of the cohort’s posts and those picked before, by region."""
    preferred, picked = set(chooser.known.preferred_regions), said_by(chooser).authorities
    offered = set(open_in(chooser.cohort).order_by().values_list("school__authority_id", flat=True))
    by_region: Mapping[str, list[LocalAuthority]] = {region.slug: [] for region in regions() if region.in_england}
    for authority in LocalAuthority.objects.filter(region__in_england=True).select_related("region").order_by("name", "code"):
        region = authority.region
        if region and (not preferred or region.name in preferred or authority.code in offered | picked):
            by_region[region.slug].append(authority)
    return [(region.name, by_region[region.slug]) for region in regions() if by_region.get(region.slug)]


def names_of(codes: Iterable[str]) -> list[str]:
    """The authorities of these codes, by name."""
    return list(LocalAuthority.objects.filter(code__in=list(codes)).order_by("name").values_list("name", flat=True))

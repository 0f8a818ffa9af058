"""Reading the rankings of both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.programme.cohorts import queries as cohorts
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.guards import hosts_can_rank
from difference.programme.placement.models import Candidacy, CandidateRanking, HostRanking, Placement, Post
from difference.programme.placement.queries.posts import HOLDING, free_in
from difference.programme.placement.requirements import objections
from difference.programme.recruitment.queries import places
from difference.programme.recruitment.queries.places import Accepted

# How a school says that it would not appoint somebody.
NO = "no"


@dataclass(frozen=True)
class Chooser:
    """Somebody with a place in a cohort, who chooses among its posts."""

    cohort: Cohort
    known: Accepted

    @property
    def person_id(self) -> UUID:
        """Whose choice it is."""
        return self.known.person_id


@dataclass(frozen=True)
class Applicant:
    """Somebody who ranked a post, as far as its school may know them, with the class that it gave them: a number, “no”, or nothing yet.

    `known` is None until the school has asked for the interview: whatever shows an applicant cannot show a name that it does not have.
    """

    candidacy: Candidacy
    profile: tuple[tuple[str, str], ...]
    known: Accepted | None
    given: str

    @property
    def person_id(self) -> UUID:
        """Who it is, by key. It is put on no page: it is the same at every school."""
        return self.candidacy.person_id

    @property
    def called(self) -> str:
        """What the school calls them: by name once it has asked for the interview."""
        return self.known.name if self.known else str(self.candidacy)


def chooser(actor: Actor, cohort_id: UUID) -> Chooser:
    """The actor, as somebody with a place in a cohort. Raises NotFound for whoever has none there."""
    known = places.accepted_as(actor.person_id, cohort_id)
    if known is None:
        raise NotFound()
    return Chooser(cohorts.find(actor, cohort_id), known)


def choosers(actor: Actor) -> list[Chooser]:
    """The same for every cohort in which the actor has a place, the newest first."""
    found = [(cohort, places.accepted_as(actor.person_id, cohort.pk)) for cohort in places.cohorts_with_place(actor.person_id)]
    return [Chooser(cohort, known) for cohort, known in found if known]


def eligible_for(chooser: Chooser) -> tuple[list[Post], list[tuple[Post, list[str]]]]:
    """The open posts of a cohort that somebody can rank; and the others, each with why they cannot, in sentences to them."""
    can, cannot = [], []
    for post in free_in(chooser.cohort):
        why_not = objections(post.requirements, chooser.known)
        if why_not:
            cannot.append((post, why_not))
        else:
            can.append(post)
    return can, cannot


def holding_in(cohort: Cohort) -> QuerySet[Placement, Any]:
    """The persons, by key, who hold a post of a cohort."""
    return Placement.objects.filter(state__in=HOLDING, post__cohort=cohort).values("person_id")


def holds_one(chooser: Chooser) -> bool:
    """Whether somebody holds a post of their cohort already."""
    return holding_in(chooser.cohort).filter(person=chooser.person_id).exists()


def of_candidate(chooser: Chooser) -> CandidateRanking | None:
    """What a candidate has ranked, if anything."""
    return CandidateRanking.objects.filter(cohort=chooser.cohort, person=chooser.person_id).first()


def ranked_posts(cohort: Cohort, keys: Iterable[str]) -> tuple[list[Post], int]:
    """The posts of a ranking that are still open, in its order, and how many are open no longer."""
    held, wanted = {str(post.pk): post for post in free_in(cohort)}, list(keys)
    found = [held[key] for key in wanted if key in held]
    return found, len(wanted) - len(found)


def in_their_order(cohort: Cohort, keys: Iterable[str]) -> list[Post]:
    """The posts of a ranking in its order, whatever has become of them since."""
    held = {str(post.pk): post for post in Post.objects.filter(cohort=cohort).select_related("school")}
    return [held[key] for key in keys if key in held]


def of_host(post: Post) -> HostRanking | None:
    """How a school has ranked the candidates for a post, if it has."""
    return HostRanking.objects.filter(post=post).first()


def classes_given(ranking: HostRanking | None) -> dict[str, str]:
    """For each candidate whom a school has ranked, by key: the number of the class, or “no”."""
    if ranking is None:
        return {}
    given = {key: str(number) for number, tied in enumerate(ranking.classes, 1) for key in tied}
    return given | dict.fromkeys(ranking.not_wanted, NO)


def by_person(ranking: HostRanking | None) -> dict[UUID, str]:
    """The same, by person."""
    return {UUID(key): answer for key, answer in classes_given(ranking).items()}


def who_ranked(cohort: Cohort) -> dict[str, set[str]]:
    """For each post of a cohort, by key: the keys of those who ranked it. Where they put it is nobody's business but theirs.

    While schools rank in a later round, those who hold a post by now are left out.
    """
    found: dict[str, set[str]] = {}
    chosen = CandidateRanking.objects.filter(cohort=cohort)
    if not hosts_can_rank(cohort):
        chosen = chosen.exclude(person__in=holding_in(cohort))
    for person, posts in chosen.values_list("person_id", "posts"):
        for key in posts:
            found.setdefault(key, set()).add(str(person))
    return found


def applicants(post: Post, only: UUID | None = None) -> list[Applicant]:
    """Those with a place who ranked a post, or the one of that candidacy, by number, with as much as its school may know of them."""
    ranked, given = who_ranked(post.cohort).get(str(post.pk), set()), classes_given(of_host(post))
    found = Candidacy.objects.filter(post=post, **({"pk": only} if only else {})).select_related("post__school", "post__cohort").order_by("number")
    there = [one for one in found if str(one.person_id) in ranked]
    profiles = places.redacted(post.cohort_id, [one.person_id for one in there])
    known = places.accepted_among(post.cohort_id, [one.person_id for one in there if one.asked_at])
    return [
        Applicant(one, profiles[one.person_id], known.get(one.person_id), given.get(str(one.person_id), ""))
        for one in there
        if one.person_id in profiles
    ]


def unranked(posts: Iterable[Post]) -> dict[UUID, int]:
    """For each of these posts, how many of those who ranked it the school has not put in a class yet; posts with none are left out."""
    wanted = list(posts)
    given = {one.post_id: classes_given(one) for one in HostRanking.objects.filter(post__in=wanted)}
    ranked: dict[UUID, dict[str, set[str]]] = {}
    placed: dict[UUID, set[str]] = {}
    found: dict[UUID, int] = {}
    for post in wanted:
        if post.cohort_id not in ranked:
            ranked[post.cohort_id] = who_ranked(post.cohort)
            placed[post.cohort_id] = {str(key) for key in places.people_with_place(post.cohort_id)}
        there = ranked[post.cohort_id].get(str(post.pk), set()) & placed[post.cohort_id]
        left = len(there - given.get(post.pk, {}).keys())
        if left:
            found[post.pk] = left
    return found

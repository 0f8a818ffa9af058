"""Candidates rank posts strictly; schools rank candidates in classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from difference.errors import BadInput, Conflict, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.records import Revisioned, change
from difference.programme.placement.commands.meeting import give_numbers
from difference.programme.placement.guards import candidates_can_rank, hosts_can_rank
from difference.programme.placement.models import Candidacy, CandidateRanking, HostRanking, Post
from difference.programme.placement.queries import candidacies, commutes, rankings
from difference.programme.placement.queries.posts import OPEN
from difference.programme.placement.queries.rankings import NO, Applicant, Chooser
from difference.programme.placement.reasons import AFTER_INTERVIEW, NOT_WANTED

NEW = -1
UNRANKED = "Not ranked"
CHANGED = "This ranking was changed while you were working on it. Nothing of yours has been saved yet."


def keep(present: Any, model: type[Revisioned], key: dict[str, Any], revision: int, values: dict[str, Any]) -> tuple[Any, bool]:
    """The ranking as it now stands, and whether it was kept: not when it does not stand at `revision`, NEW meaning not at all."""
    if present is None and revision == NEW:
        try:
            with transaction.atomic():
                return model._base_manager.create(**key, **values), True
        except IntegrityError:
            return model._base_manager.filter(**key).first(), False
    if present is None:
        return None, False
    try:
        change(present, revision=revision, values=values)
    except Conflict:
        return model._base_manager.filter(**key).first(), False
    return present, True


def _order(posts: Mapping[str, Post], keys: Sequence[str]) -> str:
    names = [f"{number}. {posts[key].title}, {posts[key].school.name}" for number, key in enumerate(keys, 1) if key in posts]
    return "; ".join(names) or "None"


@command
def rank_posts(*, by: Actor, chooser: Chooser, posts: Sequence[UUID], revision: int = NEW) -> CandidateRanking:
    """Put posts in order of preference, the best first; those left out are not wanted. Until the window closes, by the clock.

    Raises NotNow outside the window, BadInput for a post that stands twice, is not open, asks for what they have not done or newly lies beyond the reach that they gave, Conflict (yours
    and theirs) for a stale save.
    """
    allow(by, "placement.rank-posts", chooser)
    objection = candidates_can_rank(chooser.cohort)
    if objection:
        raise NotNow(objection)
    if rankings.holds_one(chooser):
        raise NotNow("You have a post. Ranking is for those who have none.")
    can, cannot = rankings.eligible_for(chooser)
    held, keys = {str(post.pk): post for post in can}, [str(key) for key in posts]
    if len(set(keys)) < len(keys):
        raise BadInput("A post stands in your order twice.", fields={"posts": ["Put each post in your order once."]})
    for post, why_not in cannot:
        if str(post.pk) in keys:
            raise BadInput(f"You cannot rank “{post.title}”. {' '.join(why_not)}", fields={"posts": why_not})
    if any(key not in held for key in keys):
        raise BadInput("A post in your order is not open any more. Load the page again.", fields={"posts": ["A post is not open any more."]})
    present = rankings.of_candidate(chooser)
    # What was ranked before it lay beyond reach stays where it was put.
    far = commutes.beyond(chooser, [held[key] for key in keys if key not in (present.posts if present else ())])
    if far:
        too_far = [f"“{held[str(key)].title}” lies beyond what you said is within your reach. Widen that first" for key in far]
        raise BadInput(f"{too_far[0]}.", fields={"posts": too_far})
    values = {"posts": keys, "saved_at": clock.now()}
    key = {"cohort": chooser.cohort, "person_id": chooser.person_id}
    kept, done = keep(present, CandidateRanking, key, revision, values)
    if not done:
        raise Conflict(CHANGED, differences=[("Your order", _order(held, keys), _order(held, kept.posts if kept else []))])
    give_numbers(chooser.person_id, posts)
    record(by, "placement.rank-posts", kept, subject=chooser.person_id, fields=["posts"])
    return kept  # type: ignore[no-any-return]


def _classes(given: Mapping[UUID, str]) -> list[list[str]]:
    """The classes in order, those that nobody is in left out."""
    found: dict[int, list[str]] = {}
    for person, answer in given.items():
        if answer != NO:
            found.setdefault(int(answer), []).append(str(person))
    return [sorted(found[number]) for number in sorted(found)]


def _check(given: Mapping[UUID, str], because: Mapping[UUID, str], known: Mapping[UUID, Applicant]) -> None:
    answers = {NO, *(str(number) for number in range(1, len(known) + 1))}
    wrong: dict[str, list[str]] = {}
    for person, applicant in known.items():
        if given.get(person) not in answers:
            wrong[str(person)] = ["Choose a class, or say that you would not appoint them"]
        elif given[person] == NO and because.get(person) not in NOT_WANTED:
            wrong[str(person)] = ["Say why you would not appoint them: choose a reason from the list"]
        elif given[person] == NO and because[person] == AFTER_INTERVIEW and applicant.candidacy.met != "held":
            wrong[str(person)] = ["No interview is noted as held. Note it first, or choose another reason"]
    if wrong:
        raise BadInput("Somebody has no class yet, or no reason.", fields=wrong)
    if given.keys() - known.keys():
        raise BadInput("Somebody has taken this post out of their order since you opened the page. Load it again.")


@command
def rank_candidates(
    *, by: Actor, post: Post, given: Mapping[UUID, str], because: Mapping[UUID, str] | None = None, revision: int = NEW
) -> HostRanking:
    """Put everybody who ranked a post in a class (“1” the best, ties welcome), or say “no” to them, with a reason. Until matching day begins.

    Raises NotNow outside the window, BadInput by person, Conflict (yours and theirs) for a stale save.
    """
    allow(by, "placement.rank-candidates", post)
    objection = hosts_can_rank(post.cohort)
    if objection or post.state not in OPEN:
        raise NotNow(objection or "Only for a post that is open are candidates ranked.")
    there, why = {one.person_id: one for one in rankings.applicants(post)}, because or {}
    _check(given, why, there)
    values = {
        "classes": _classes(given), "not_wanted": sorted(str(person) for person, answer in given.items() if answer == NO),
        "saved_at": clock.now(), "saved_by": by.person_id,
    }  # fmt: skip
    kept, done = keep(rankings.of_host(post), HostRanking, {"post": post}, revision, values)
    if not done:
        raise Conflict(
            CHANGED, differences=_differences(there, _words(given, why), _words(rankings.by_person(kept), candidacies.reasons_given(post)))
        )
    _keep_reasons(post, given, why)
    if post.state == "approved":
        move(post, "rank", by=by)
    record(by, "placement.rank-candidates", kept, fields=["classes", "not_wanted", "not_wanted_because"])
    return kept  # type: ignore[no-any-return]


def _keep_reasons(post: Post, given: Mapping[UUID, str], because: Mapping[UUID, str]) -> None:
    """The reasons change with the ranking, whose revision guards them; a note on an interview stays as it is, and so does who is in no later round."""
    Candidacy.objects.filter(post=post, person__in=list(given)).exclude(not_wanted_because="").update(not_wanted_because="")
    for reason in NOT_WANTED:
        people = [person for person, answer in given.items() if answer == NO and because.get(person) == reason]
        Candidacy.objects.filter(post=post, person__in=people).update(not_wanted_because=reason)


def _differences(there: Mapping[UUID, Applicant], yours: Mapping[UUID, str], present: Mapping[UUID, str]) -> list[tuple[str, str, str]]:
    rows = [(one.called, yours.get(person, UNRANKED), present.get(person, UNRANKED)) for person, one in there.items()]
    return [(called, mine, theirs) for called, mine, theirs in rows if mine != theirs]


def _words(given: Mapping[UUID, str], because: Mapping[UUID, str]) -> dict[UUID, str]:
    """Each answer as both sides of a stale save are shown it."""
    why = {person: NOT_WANTED.get(because.get(person, ""), "") for person in given}
    return {
        person: ": ".join(filter(None, ("We would not appoint them", why[person]))) if answer == NO else answer for person, answer in given.items()
    }


@command
def try_candidates(*, by: Actor, post: Post, given: Mapping[UUID, str], because: Mapping[UUID, str], revision: int = NEW) -> None:
    """What `rank_candidates` would raise, found by doing it and taking it back."""
    allow(by, "placement.rank-candidates", post)
    state, present = post.state, post.revision
    with transaction.atomic():
        rank_candidates(by=by, post=post, given=given, because=because, revision=revision)
        transaction.set_rollback(True)
    post.state, post.revision = state, present
    record(by, "placement.rank-candidates", post, reason="rehearsed")


def stands(post: Post, given: Mapping[UUID, str], because: Mapping[UUID, str]) -> bool:
    """Whether what is given stands already, with its reasons."""
    ranking = rankings.of_host(post)
    noes = {person for person, answer in given.items() if answer == NO}
    if ranking is None or ranking.classes != _classes(given) or {UUID(key) for key in ranking.not_wanted} != noes:
        return False
    told = candidacies.reasons_given(post)
    return all(told.get(person, "") == because.get(person, "") for person in noes)

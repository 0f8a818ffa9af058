"""What placement holds about a person, for “my record”: where they can work, what they ranked, and their placements."""

from __future__ import annotations

from collections.abc import Sequence

from difference.foundations.people.holdings import Holding
from difference.foundations.people.models import Person
from difference.programme.placement.models import CandidateRanking, Commute, HostRanking, PairChoice, Placement, Post
from difference.programme.placement.queries import candidacies
from difference.programme.placement.queries.commutes import names_of
from difference.programme.placement.reasons import DECLINED, ENDED_EARLY, MOVED
from difference.web.components.moments import in_words


def _named(keys: Sequence[str]) -> list[Post]:
    held = {str(post.pk): post for post in Post.objects.filter(pk__in=list(keys)).select_related("school")}
    return [held[key] for key in keys if key in held]


def _ranking(ranking: CandidateRanking) -> Holding:
    rows = [(str(number), f"{post.title}, {post.school.name}") for number, post in enumerate(_named(ranking.posts), 1)]
    rows.append(("Last saved", in_words(ranking.saved_at, weekday=False)))
    return Holding(f"The order in which you put posts, cohort {ranking.cohort.name}", rows, "placement.see-board")


def _commute(commute: Commute) -> Holding:
    rows = [
        ("You start from", commute.outward or "You have not said"),
        ("You would go", f"{commute.farthest_km} km as the crow flies" if commute.farthest_km else "No limit"),
        ("Authorities that you picked", ", ".join(names_of(commute.authorities)) or "None"),
        ("Last saved", in_words(commute.saved_at, weekday=False)),
    ]
    return Holding(f"Where you can work, cohort {commute.cohort.name}", rows, "placement.run-matching")


def _placement(placement: Placement) -> Holding:
    rows = [
        ("Post", placement.post.title),
        ("School", placement.post.school.name),
        ("Where it stands", placement.lifecycle.state(placement.state).to_person),
        ("Matched", in_words(placement.proposed_at, weekday=False)),
    ]
    for key, value in (("You accepted", placement.person_accepted_at), ("The school accepted", placement.host_accepted_at)):
        if value:
            rows.append((key, in_words(value, weekday=False)))
    for key, day in (("Started", placement.started_on), ("Ended", placement.ended_on)):
        if day:
            rows.append((key, in_words(day, weekday=False)))
    if placement.reason:
        rows.append(("Reason", (DECLINED | ENDED_EARLY | MOVED).get(placement.reason, "")))
    for one in placement.challenges.all():
        rows.append(("The school said that it is not theirs", one.words))
        if one.answered_at:
            rows.append(("What it was answered", one.answer))
    return Holding(f"Placement at {placement.post.school.name}", rows, "placement.see-own")


def _by_hand(person: Person) -> list[Holding]:
    found = PairChoice.objects.filter(person=person).select_related("post__school").order_by("chosen_at")
    rows = [(f"{one.post.title}, {one.post.school.name}", f"{one.get_kind_display()}: {one.reason}") for one in found]
    return [Holding("Posts decided by hand for you before a matching", rows, "placement.choose-pairs")] if rows else []


def _ranked_by(person: Person) -> list[Holding]:
    key = str(person.pk)
    chosen = {one for ranking in CandidateRanking.objects.filter(person=person) for one in ranking.posts}
    rankings = HostRanking.objects.filter(post__in=list(chosen)).select_related("post__school")
    rows = [(one.post.title, one.post.school.name) for one in rankings if key in one.not_wanted or any(key in tied for tied in one.classes)]
    return [Holding("Schools that put you in a class or said that they would not appoint you", rows, "placement.rank-candidates")] if rows else []


def _met(person: Person) -> list[Holding]:
    rows = []
    for one in candidacies.asked_of(person.pk):
        asked = in_words(one.asked_at, weekday=False) if one.asked_at else ""
        rows.append((f"{one.post.title}, {one.post.school.name}", ", ".join(filter(None, (f"Asked on {asked}", one.get_met_display().lower())))))
    return [Holding("Schools that asked to meet you, and so know your name", rows, "placement.see-named")] if rows else []


def holdings(person: Person) -> Sequence[Holding]:
    """Where they can work, their rankings, which schools know their name or ranked them, and their placements."""
    rankings = CandidateRanking.objects.filter(person=person).select_related("cohort").order_by("-saved_at")
    placements = Placement.objects.filter(person=person).select_related("post__school").order_by("-proposed_at")
    commutes = Commute.objects.filter(person=person).select_related("cohort").order_by("-saved_at")
    return [
        *map(_commute, commutes), *map(_ranking, rankings), *_met(person), *_ranked_by(person), *_by_hand(person), *map(_placement, placements),
    ]  # fmt: skip

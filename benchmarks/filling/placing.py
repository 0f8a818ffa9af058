"""Interest, posts and rankings of a cohort, and a matching of what stands."""

from __future__ import annotations

import random
from typing import Any

ANSWERS = ("yes", "yes", "maybe", "no", "arranged")
LISTED = 10


def make_market(cohort: Any, schools: list[Any], posts: int, by: Any) -> None:
    """Interest of every school, so many posts, and the rankings of both sides."""
    from difference.foundations import clock
    from difference.programme.placement.models import Candidacy, CandidateRanking, HostRanking, Interest, Post
    from difference.programme.recruitment.models import Application

    chance, now = random.Random(posts), clock.now()
    Interest.objects.bulk_create(
        [Interest(cohort=cohort, school=one, answer=ANSWERS[place % 5], reason="no-vacancy" if place % 5 == 3 else "", answered_by=by) for place, one in enumerate(schools)]
    )  # fmt: skip
    made = Post.objects.bulk_create([
        Post(
            cohort=cohort, school=schools[number % len(schools)], state="submitted" if number % 20 == 0 else "ranked", title=f"Assistant head {number}",
            responsibilities="Leads behaviour and inclusion.", seats=1 + number % 2, salary="£48,000 to £56,000", phase="secondary", confirmed_by=by,
            approved_at=None if number % 20 == 0 else now, approved_by=None if number % 20 == 0 else by,
        )
        for number in range(posts)
    ])  # fmt: skip
    ranked = [post for post in made if post.state == "ranked"]
    people = list(Application.objects.filter(cohort=cohort, state="accepted").order_by("pk").values_list("person_id", flat=True))
    wanted: dict[Any, list[list[str]]] = {post.pk: [] for post in ranked}
    rankings = []
    for person in people[: len(people) * 9 // 10]:
        chosen = chance.sample(ranked, min(LISTED, len(ranked)))
        rankings.append(CandidateRanking(cohort=cohort, person_id=person, posts=[str(post.pk) for post in chosen]))
        for post in chosen:
            wanted[post.pk].append([str(person)])
    CandidateRanking.objects.bulk_create(rankings)
    Candidacy.objects.bulk_create([
        Candidacy(post_id=post, person_id=person, number=number) for post, those in wanted.items() for number, (person,) in enumerate(those, 1)
    ])  # fmt: skip
    HostRanking.objects.bulk_create([HostRanking(post=post, classes=wanted[post.pk], saved_by=by) for post in ranked])

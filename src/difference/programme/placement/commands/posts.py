"""Posts: written, sent in, confirmed again, withdrawn by the school; approved or sent back by staff; expired by the system."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Sum
from django.urls import reverse

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.records import change
from difference.programme.placement import hosts, letters
from difference.programme.placement.commands.describing import FIELDS, checked
from difference.programme.placement.guards import posts_can_still_come, stands_until
from difference.programme.placement.models import CandidateRanking, Post
from difference.programme.placement.places import verdict
from difference.programme.placement.queries.posts import OPEN, Hosting, most_people, school_today
from difference.programme.placement.reasons import NOT_APPROVED
from difference.programme.placement.rules import rules
from difference.web.components.moments import in_words


def path_of(post: Post) -> str:
    """The address of a post's page, for its school."""
    return reverse("placement:post", args=[post.pk])


@command
def write_post(*, by: Actor, hosting: Hosting, values: Mapping[str, Any]) -> Post:
    """Describe a new post of a school. Raises BadInput by field, NotNow once posts no longer come in."""
    return _write(by, "placement.write-post", hosting, values)


@command
def write_post_for(*, by: Actor, hosting: Hosting, values: Mapping[str, Any]) -> Post:
    """The same by staff, from what a school told them: a draft, which the school looks at and sends in."""
    return _write(by, "placement.write-post-for", hosting, values)


def _write(by: Actor, action: str, hosting: Hosting, values: Mapping[str, Any]) -> Post:
    allow(by, action, hosting)
    kept = checked(values, hosting.cohort)
    made = Post(cohort=hosting.cohort, school=hosting.school, confirmed_by=by.person_id or NOBODY, **kept)
    objection = posts_can_still_come(made)
    if objection:
        raise NotNow(objection)
    made.save(force_insert=True)
    record(by, action, made, fields=list(FIELDS))
    return made


@command
def change_post(*, by: Actor, post: Post, revision: int, values: Mapping[str, Any]) -> Post:
    """Change a post that has not been sent in. Raises BadInput by field, NotNow, Conflict when it was changed meanwhile."""
    allow(by, "placement.write-post", post)
    kept = checked(values, post.cohort)
    if not post.lifecycle.state(post.state).editable:
        raise NotNow("A post is changed before it is sent in. To change it now, withdraw it and write it again.")
    changed = change(post, revision=revision, values=kept)
    record(by, "placement.write-post", post, fields=changed)
    return post


def _fits(post: Post) -> None:
    """Raises BadInput where the school would take more people than it said, over all its posts."""
    most = most_people(post)
    if most is None:
        return
    schools = hosts.with_former([school_today(post).urn])
    counted = Post.objects.filter(cohort=post.cohort_id, school__in=schools, state__in=("submitted", *OPEN, "filled")).exclude(pk=post.pk)
    # Whoever sends in a second post at the same moment waits here, and then sees the first.
    list(Post.objects.select_for_update().filter(cohort=post.cohort_id, school__in=schools).order_by("pk").values_list("pk"))
    there = counted.aggregate(seats=Sum("seats"))["seats"] or 0
    if there + post.seats > most:
        taken = f", and your other posts are for {there} already" if there else ""
        sentence = f"You said that your school takes {most} at most{taken}. Lower the number of people, or change your answer about hosting."
        raise BadInput(sentence, fields={"seats": [sentence]})


@command
def submit_post(*, by: Actor, post: Post) -> Post:
    """Send a post in for approval. Whoever sends it says that it stands. Raises BadInput where the school would take more people than it said."""
    allow(by, "placement.submit-post", post)
    _fits(post)
    move(post, "submit", by=by, values={"confirmed_at": clock.now(), "confirmed_by": by.person_id})
    return post


@command
def confirm_post(*, by: Actor, post: Post) -> Post:
    """Say that a post still stands. Raises NotNow for one that is not offered."""
    allow(by, "placement.confirm-post", post)
    # It says the same whatever the page showed: a letter that asked meanwhile, or a colleague who was quicker, is in nobody’s way.
    post = Post.objects.select_for_update(of=("self",)).select_related("cohort", "school").get(pk=post.pk)
    if post.state not in ("submitted", *OPEN):
        raise NotNow("Only a post that has been sent in, or is open, is confirmed.")
    change(post, revision=post.revision, values={"confirmed_at": clock.now(), "confirmed_by": by.person_id})
    record(by, "placement.confirm-post", post, fields=["confirmed_at"])
    return post


def _hold(post: Post) -> None:
    # A matching that is being published locks its posts: whoever comes second sees what the first has done.
    list(Post.objects.select_for_update().filter(pk=post.pk).values_list("pk"))


def _tell_whoever_ranked(by: Actor, post: Post) -> None:
    closes = post.cohort.ranking_closes_at
    if clock.now() >= closes:
        return
    path, context = reverse("placement:rank-posts", args=[post.cohort_id]), {"closes": in_words(closes)}
    for ranking in CandidateRanking.objects.filter(cohort=post.cohort):
        if str(post.pk) in ranking.posts:
            letters.to_person(
                by=by, person_id=ranking.person_id, kind="not_offered", path=path, title=post.title, school=post.school, **context
            )  # fmt: skip


@command
def withdraw_post(*, by: Actor, post: Post) -> Post:
    """Withdraw a post. Whoever ranked it is told while they can still change their order. Raises NotNow while somebody is matched to it."""
    _hold(post)
    was_open = post.state in OPEN
    move(post, "withdraw", by=by)
    if was_open:
        _tell_whoever_ranked(by, post)
    return post


@command
def approve_post(*, by: Actor, post: Post, grade_unknown_accepted: bool = False) -> Post:
    """Approve a post by the cohort's policy on where we place; where the register gives no grade, whoever approves takes that upon them.

    Raises NotNow where the policy forbids it, BadInput where the grade is unknown and nobody said that it will do.
    """
    allow(by, "placement.approve-post", post)
    found = verdict(post.cohort, school_today(post))
    if found.allowed is False:
        raise NotNow(f"The cohort’s policy does not allow it. {found.because} Send the post back with that reason.")
    if found.allowed is None and not grade_unknown_accepted:
        sentence = "Say that you approve it though the grade is unknown"
        raise BadInput(f"{found.because} {sentence}.", fields={"grade_unknown_accepted": [sentence]})
    move(post, "approve", by=by, values={"approved_at": clock.now(), "approved_by": by.person_id})
    if found.allowed is None:
        record(by, "placement.approve-post", post, reason="grade-unknown")
    letters.to_school(
        by=by, post=post, kind="post_approved", path=path_of(post), cohort=post.cohort,
        closes=in_words(post.cohort.ranking_closes_at) if clock.now() < post.cohort.ranking_closes_at else "",
    )  # fmt: skip
    return post


@command
def send_back_post(*, by: Actor, post: Post, reason: str) -> Post:
    """Send a post back to its school, with a reason from the list."""
    move(post, "send_back", by=by, reason=reason)
    letters.to_school(by=by, post=post, kind="post_sent_back", path=path_of(post), cohort=post.cohort, reason=NOT_APPROVED[reason])
    return post


@command
def ask_after_post(*, by: Actor, post: Post) -> Post:
    """The system asks a school whether a post still stands that nobody has confirmed for a while."""
    allow(by, "placement.let-expire", post)
    change(post, revision=post.revision, values={"asked_at": clock.now()})
    record(by, "placement.ask-after-post", post, fields=["asked_at"])
    letters.to_school(
        by=by,
        post=post,
        kind="post_asked",
        path=path_of(post),
        confirmed=in_words(post.confirmed_at, time=False),
        stands=in_words(stands_until(post)),
    )
    return post


@command
def let_expire(*, by: Actor, post: Post) -> Post:
    """The system takes a post off the list that its school has not confirmed in time. Raises NotNow when it was confirmed after all."""
    _hold(post)
    move(post, "expire", by=by, reason="not-confirmed")
    letters.to_school(by=by, post=post, kind="post_expired", path=reverse("placement:our-posts"), days=rules().post_stands_days)
    _tell_whoever_ranked(by, post)
    return post

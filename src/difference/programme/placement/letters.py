"""The letters of placement, in the reader’s words. Each is a template: its first line is the subject, the rest the text."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from difference.foundations.actors import Actor
from difference.foundations.mail.commands import post as put_in_outbox
from difference.foundations.people.models import Account
from difference.programme.placement.models import Post
from difference.programme.placement.queries import placements
from difference.programme.placement.queries.posts import school_today

# Each kind with what it is called in the outbox. None to a school names a candidate: who it is stands behind the sign-in.
KINDS = {
    "matched": "Matched to a post",
    "not_matched": "Not matched to a post",
    "somebody_matched": "Somebody matched to a school’s post",
    "declined_by_school": "Match declined by the school",
    "declined_by_candidate": "Match declined by the candidate",
    "confirmed": "Placement confirmed",
    "confirmed_to_school": "Placement confirmed, to the school",
    "started": "Placement started",
    "ended": "Placement ended early",
    "ended_to_school": "Placement ended early, to the school",
    "post_approved": "Post approved",
    "post_sent_back": "Post sent back",
    "posts_written": "Posts written for a school",
    "post_asked": "Post asked after",
    "post_expired": "Post not confirmed in time",
    "round_opened": "Ranking opened once more",
    "round_opened_to_school": "Ranking opened once more, to a school",
    "move_proposed": "A move to another school proposed",
    "move_proposed_to_school": "A move to a school proposed, to that school",
    "moved": "A participant has moved, to the school that they left",
    "challenge_answered": "A school’s challenge answered",
    "interview_asked": "Asked by a school for an interview",
    "not_offered": "Post withdrawn that a candidate had ranked",
}


def _readable(text: str) -> str:
    """As it may stand in a letter: nobody’s letter fails because of a character that cannot be printed."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"})


def _post(by: Actor, account: Account, kind: str, path: str, context: dict[str, Any]) -> None:
    words = render_to_string(
        f"placement/letters/{kind}.txt",
        {**context, "person": _readable(str(account.person)), "address": settings.ADDRESS, "link": settings.ADDRESS + path},
    )
    subject, _, text = words.strip().partition("\n")
    put_in_outbox(by=by, to=account.email, kind=f"placement.{kind}", subject=subject.strip(), text=text.strip() + "\n", person_id=account.person_id)


def to_person(*, by: Actor, person_id: Any, kind: str, path: str, **context: Any) -> bool:
    """Post one letter to a candidate or participant, within the caller’s transaction; returns whether they have an address."""
    account = Account.objects.filter(person_id=person_id).select_related("person").first()
    if account is None:
        return False
    _post(by, account, kind, path, context)
    return True


def to_school(*, by: Actor, post: Post, kind: str, path: str, **context: Any) -> int:
    """Post one letter to each lead of the school that a post belongs to today; returns how many there are."""
    school = school_today(post)
    leads = placements.leads(school)
    for account in leads:
        _post(by, account, kind, path, {**context, "post": post, "title": _readable(post.title), "school": school})
    return len(leads)

"""A school meets whoever ranked its post: a number for each, the request for an interview, which tells the name, and what came of it."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.records import change
from difference.programme.placement import letters
from difference.programme.placement.guards import hosts_can_rank
from difference.programme.placement.models import Candidacy, Post
from difference.programme.placement.models.candidacies import MET
from difference.programme.placement.queries.candidacies import Met
from difference.programme.placement.queries.posts import OPEN, school_today
from difference.web.components.moments import in_words

LONGEST_NOTE = 500


def give_numbers(person_id: UUID, posts: Collection[UUID]) -> None:
    """Give somebody a number, drawn by chance, at each of these posts where they have none. Part of the command by which they rank."""
    known = set(Candidacy.objects.filter(person=person_id, post__in=posts).values_list("post_id", flat=True))
    for post in Post.objects.select_for_update().filter(pk__in=set(posts) - known).order_by("pk"):
        taken = set(Candidacy.objects.filter(post=post).values_list("number", flat=True))
        Candidacy.objects.get_or_create(post=post, person_id=person_id, defaults={"number": draw(taken)})


def draw(taken: Collection[int]) -> int:
    """A number that nobody has, of two figures, or of more once half of those are taken."""
    most = 99
    while 2 * len(taken) >= most:
        most = 10 * most + 9
    return secrets.choice([number for number in range(1, most + 1) if number not in taken])


@command
def ask_for_interview(*, by: Actor, met: Met) -> Candidacy:
    """Ask to meet a candidate: from now on the school knows their name and how to reach them, and they are told so. A second time changes nothing.

    Raises NotNow outside the window in which schools rank, and for a post that is not open.
    """
    allow(by, "placement.ask-for-interview", met)
    candidacy, post = met.candidacy, met.post
    objection = hosts_can_rank(post.cohort)
    if objection or post.state not in OPEN:
        raise NotNow(objection or "Interviews are asked for at posts that are open.")
    now = clock.now()
    asked = Candidacy.objects.filter(pk=candidacy.pk, asked_at=None).update(asked_at=now, asked_by=by.person_id, revision=F("revision") + 1)
    record(by, "placement.ask-for-interview", candidacy, subject=candidacy.person_id, fields=["name", "email"] if asked else [])
    if asked:
        letters.to_person(
            by=by, person_id=candidacy.person_id, kind="interview_asked", path=reverse("placement:my-posts"), title=post.title,
            school=school_today(post),
        )  # fmt: skip
    candidacy.refresh_from_db()
    return candidacy


def _check(candidacy: Candidacy, met_on: dt.date | None, met: str, note: str) -> None:
    cohort, wrong = candidacy.post.cohort, {}
    first = clock.in_london(cohort.ranking_opens_at).date()
    if met not in {"", *MET}:
        wrong["met"] = ["Choose from the list whether it was held"]
    if met and met_on is None:
        wrong["met_on"] = ["Enter the day of the interview"]
    elif met_on and not first <= met_on < cohort.ends_on:
        wrong["met_on"] = [f"The day must be on or after {in_words(first, weekday=False)}, when ranking opened, and before the cohort ends"]
    elif met_on and met and met_on > clock.today():
        wrong["met_on"] = ["It lies ahead: say whether it was held once the day has come"]
    if len(note) > LONGEST_NOTE:
        wrong["note"] = [f"Use at most {LONGEST_NOTE} characters"]
    if wrong:
        raise BadInput("The interview cannot be noted as it stands.", fields=wrong)


@command
def note_interview(*, by: Actor, met: Met, met_on: dt.date | None, held: str, note: str, revision: int) -> Candidacy:
    """Note the day of an interview, whether it was held (“held”, “not_held” or nothing yet), and a short note.

    Raises NotNow before it was asked for, BadInput by field, Conflict (yours and theirs) for a stale save.
    """
    allow(by, "placement.note-interview", met)
    candidacy = met.candidacy
    if candidacy.asked_at is None:
        raise NotNow("Ask for the interview first.")
    text = note.replace("\x00", "").strip()
    _check(candidacy, met_on, held, text)
    values: dict[str, Any] = {"met_on": met_on, "met": held, "note": text}
    changed = change(candidacy, revision=revision, values=values)
    record(by, "placement.note-interview", candidacy, subject=candidacy.person_id, fields=changed)
    return candidacy

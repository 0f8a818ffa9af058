"""What waits for somebody in training: a sentence, where it is done, and a word on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from difference.errors import NotNow
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.training.models import Board, ModuleResult
from difference.programme.training.queries import enrolments, marking, progress, reach, waiting_support
from difference.programme.training.showing import many
from difference.web.components.moments import in_words, length_in_words

Thing = tuple[str, str, str]
AHEAD = dt.timedelta(days=42)


def of_participant(actor: Actor) -> Iterator[Thing]:
    """What is due in the next weeks, or overdue."""
    if not actor.takes_part:
        return
    for enrolment in enrolments.own(actor):
        if enrolment.state != "active":
            continue
        try:
            waiting = progress.of(enrolment).due
        except NotNow:
            continue
        for part in waiting:
            if part.due_at <= clock.now() + AHEAD:
                what = f"Hand in “{part.title}” for {part.module.title}"
                note = (
                    f"Overdue since {in_words(part.due_at)}"
                    if part.late
                    else f"Due {in_words(part.due_at)}, {length_in_words(part.due_at, clock.now())}"
                )
                yield what, reverse("training:module", args=[part.result.pk]), note


def of_marker(actor: Actor) -> Iterator[Thing]:
    """What is to be marked, and moderated."""
    if not (actor.holds("staff", "training") or actor.holds("staff", "examinations")):
        return
    count = len(marking.to_mark(actor))
    if count:
        yield (
            f"{many(count, 'piece of work waits', 'pieces of work wait')} for your mark",
            reverse("training:marking"),
            "Under numbers, without names",
        )
    count = len(marking.to_moderate(actor))
    if count:
        yield f"{many(count, 'mark waits', 'marks wait')} for moderation", reverse("training:marking"), "By somebody other than its marker"


def of_examiner(actor: Actor) -> Iterator[Thing]:
    """What waits for a marker, a board or its release."""
    if not actor.holds("staff", "examinations"):
        return
    for cohort in reach.staffed(actor, "examinations"):
        where, note = reverse("training:examinations", args=[cohort.pk]), f"Cohort {cohort.name}"
        count = sum(len(each.submissions) for each in marking.to_allot(actor, cohort))
        if count:
            yield f"{many(count, 'piece of work waits', 'pieces of work wait')} for a marker", where, note
        yield from _boards(actor, cohort, note)


def _boards(actor: Actor, cohort: Cohort, note: str) -> Iterator[Thing]:
    found = {board.on: board for board in Board.objects.filter(cohort=cohort)}
    for board in found.values():
        where = reverse("training:board", args=[board.pk])
        if board.state == "held" and board.chair == actor.person_id:
            yield f"The board of {in_words(board.on)} waits for you to confirm it", where, note
        if board.state == "confirmed" and board.confirmed_by != actor.person_id:
            yield f"The board of {in_words(board.on)} waits for a second person to release it", where, note
    met = [each.on for each in cohort.boards.all() if each.on <= clock.today() and each.on not in found]
    if met and ModuleResult.objects.filter(enrolment__cohort=cohort, state="moderated").exists():
        yield f"The board of {in_words(max(met))} can be held", reverse("training:examinations", args=[cohort.pk]), note


def waiting_for(actor: Actor) -> list[Thing]:
    """Everything in training that waits for `actor`."""
    return [
        *of_participant(actor),
        *of_marker(actor),
        *of_examiner(actor),
        *waiting_support.waiting_for(actor),
    ]

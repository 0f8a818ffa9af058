"""What waits for assessors, recruitment staff and candidates in selection: for the top of their home."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from difference.foundations import clock
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment.models import Offer
from difference.programme.recruitment.queries import assessing, decisions, selection, standings
from difference.programme.recruitment.queries.reach import cohorts, who
from difference.web.components.moments import in_words


@dataclass(frozen=True)
class ToDo:
    """One thing that waits: what it is, where it is done, and a word on it."""

    what: str
    href: str
    note: str = ""


def waiting_for(actor: Actor) -> list[ToDo]:
    """Everything in selection that waits for somebody."""
    return [*for_candidate(actor), *for_assessor(actor), *for_staff(actor)]


def for_assessor(actor: Actor) -> list[ToDo]:
    """How many to read by when."""
    if not allows(actor, "recruitment.see-queue"):
        return []
    due = assessing.count_due_first(actor)
    if due is None:
        return []
    number, closes_at = due
    return [ToDo(f"{_count(number, 'application')} to read by {in_words(closes_at)}", reverse("recruitment:queue"), "You read without names")]


def for_staff(actor: Actor) -> list[ToDo]:
    """What lacks readers in open rounds, what is to be confirmed by them, and what can be published."""
    if not allows(actor, "recruitment.plan-rounds"):
        return []
    found = []
    for cohort in cohorts(actor):
        found += [*_rounds(actor, cohort), *_decisions(actor, cohort)]
    return found


def _rounds(actor: Actor, cohort: Cohort) -> list[ToDo]:
    now, found = clock.now(), []
    for round_ in selection.rounds_visible_to(actor).filter(cohort=cohort, opens_at__lte=now, closes_at__gt=now):
        lacking, thirds = standings.count_lacking(round_)
        note = (
            ("One of them needs a third reader" if thirds == 1 else f"{thirds} of them need a third reader")
            if thirds
            else f"Open until {in_words(round_.closes_at)}"
        )
        if lacking:
            what = f"{_count(lacking, 'application lacks a reader', 'applications lack a reader')} in {round_.name}"
            found.append(ToDo(what, reverse("recruitment:round", args=[round_.pk]), note))
    return found


def _decisions(actor: Actor, cohort: Cohort) -> list[ToDo]:
    counts = decisions.count_pending(actor, cohort)
    found = []
    if counts.to_confirm:
        words = _count(counts.to_confirm, "decision waits to be confirmed", "decisions wait to be confirmed")
        found.append(ToDo(words, reverse("recruitment:pending", args=[cohort.pk]), f"Cohort {cohort.name}"))
    if counts.ready:
        words = _count(counts.ready, "confirmed decision can be published", "confirmed decisions can be published")
        found.append(ToDo(words, reverse("recruitment:publish", args=[cohort.pk]), f"Cohort {cohort.name}"))
    return found


def for_candidate(actor: Actor) -> list[ToDo]:
    """An offer to answer."""
    if not actor.takes_part:
        return []
    offers = Offer.objects.filter(application__person_id=who(actor), application__state="offered", answer_by__gt=clock.now())
    return [
        ToDo(f"Answer your offer by {in_words(offer.answer_by)}", reverse("recruitment:offer", args=[offer.application_id]), "After that it lapses")
        for offer in offers
    ]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"

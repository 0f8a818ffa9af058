"""The staff’s list of a cohort’s applications: narrowed, counted by state, and what stands still."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import eligibility
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.models.application import REFERENCE_LENGTH
from difference.programme.recruitment.queries.applications import WRITTEN
from difference.programme.recruitment.queries.reach import cohorts
from difference.programme.recruitment.rules import limits
from difference.programme.recruitment.states import STATES


@dataclass(frozen=True)
class Counts:
    """How many applications of a cohort stand where."""

    by_state: Mapping[str, int]
    running: int
    inactive: int
    stuck: int
    objections: int


def of_cohort(actor: Actor, cohort: Cohort) -> QuerySet[Application]:
    """A cohort’s applications within a recruiter’s reach, but never their own."""
    if actor.person_id is None:
        return Application.objects.none()
    within = Application.objects.filter(cohort=cohort, cohort__in=cohorts(actor)).exclude(person_id=actor.person_id)
    return within.select_related("person").defer(*WRITTEN)


def waiting(actor: Actor) -> tuple[int, int]:
    """For recruitment staff: how many applications wait to be taken in, and how many candidates ask to look again."""
    if not actor.holds("staff", "recruitment"):
        return 0, 0
    within = Application.objects.filter(cohort__in=cohorts(actor)).exclude(person__in=[actor.person_id] if actor.person_id else [])
    found = within.aggregate(sent=Count("state", filter=Q(state="submitted")), objections=Count("state", filter=waiting_objection()))
    return found["sent"], found["objections"]


def stuck() -> Q:
    """Sent, and not taken in for longer than the rules say."""
    return Q(state="submitted", submitted_at__lte=clock.now() - dt.timedelta(days=limits().taken_in_within_days))


def waiting_objection() -> Q:
    """Found not eligible, and the candidate asks to look again."""
    return Q(state="ineligible", objected_at__isnull=False)


# What the list says of each: an application is wide, and a page has many.
SHOWN = ("reference", "state", "preferred_regions", "saved_at", "inactive_since", "cohort_id", "revision", "person__full_name", "person__known_as")


INACTIVE = Q(state="draft", inactive_since__isnull=False)


def called(words: str, to: str = "") -> Q:
    """Applications whose candidate's name holds these words, or whose reference they are; `to`: the way to the application."""
    name, reference = Q(**{f"{to}person__full_name__icontains": words}), words.strip().upper()
    # Only what can be a reference is looked for among them: names alone are read from an index.
    return name | Q(**{f"{to}reference": reference}) if len(reference) == REFERENCE_LENGTH else name


def narrowed(actor: Actor, cohort: Cohort, asked: Mapping[str, str]) -> QuerySet[Application]:
    """Those that are asked for, the last touched first."""
    found = of_cohort(actor, cohort)
    if asked.get("q"):
        found = found.filter(called(asked["q"]))
    if asked.get("state"):
        found = found.filter(state=asked["state"])
    if asked.get("region"):
        # A list in JSON is text on both databases, and the name stands in it between quotation marks.
        found = found.annotate(regions=Cast("preferred_regions", TextField())).filter(regions__contains=f'"{asked["region"]}"')
    if asked.get("still"):
        found = found.filter({"inactive": INACTIVE, "stuck": stuck()}[asked["still"]])
    if asked.get("eligibility"):
        broken = eligibility.not_met(eligibility.day_of(cohort))
        wanted = {"not_met": broken, "met": ~broken, "objected": waiting_objection(), "overruled": Q(overruled_at__isnull=False)}
        found = found.filter(wanted[asked["eligibility"]])
    return found.only(*SHOWN).order_by("-saved_at", "pk")


def counts(actor: Actor, cohort: Cohort) -> Counts:
    """The counts, in one query."""
    rows = of_cohort(actor, cohort).order_by().values("state").annotate(
        many=Count("*"), inactive=Count("state", filter=INACTIVE), stuck=Count("state", filter=stuck()), objections=Count("state", filter=waiting_objection())
    )  # fmt: skip
    found = {row["state"]: row for row in rows}
    by_state = {state.name: found[state.name]["many"] if state.name in found else 0 for state in STATES}
    inactive, slow, objections = (sum(row[name] for row in found.values()) for name in ("inactive", "stuck", "objections"))
    running = sum(by_state[state.name] for state in STATES if state.running)
    return Counts(by_state, running, inactive, slow, objections)

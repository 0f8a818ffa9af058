"""Every write to cohorts: making one, and changing one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from difference.errors import BadInput, Conflict
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.records import change
from difference.programme.cohorts import order
from difference.programme.cohorts.models import HOST_POLICIES, BoardDate, Cohort, Programme
from difference.web.components.moments import in_words

MOST_PLACES, MOST_ANSWER_DAYS = 10_000, 90
FIELDS = (*order.MOMENTS, *order.DATES, "name", "places", "host_policy", "answer_days")


def _words(value: Any) -> str:
    if isinstance(value, dt.date):
        return in_words(value)
    return HOST_POLICIES.get(value, str(value)) if isinstance(value, str) else str(value)


def _check(values: Mapping[str, Any], boards: Sequence[dt.date]) -> None:
    wrong = order.complaints(values, boards)
    if not values["name"].strip():
        wrong["name"] = ["Enter the name of the cohort"]
    if not 1 <= values["places"] <= MOST_PLACES:
        wrong["places"] = [f"The number of places must be from 1 to {MOST_PLACES:,}"]
    if not 1 <= values["answer_days"] <= MOST_ANSWER_DAYS:
        wrong["answer_days"] = [f"The days to answer an offer must be from 1 to {MOST_ANSWER_DAYS}"]
    if values["host_policy"] not in HOST_POLICIES:
        wrong["host_policy"] = ["Choose where we place from the list"]
    if len(set(boards)) < len(boards):
        wrong.setdefault("boards", []).append("A day stands twice")
    if wrong:
        raise BadInput("The cohort cannot be saved as it stands.", fields=wrong)


def _named_already(name: str) -> BadInput:
    return BadInput("There is a cohort with this name already.", fields={"name": [f"There is a cohort called “{name}” already"]})


def _hold_boards(cohort: Cohort, boards: Sequence[dt.date]) -> bool:
    present = set(cohort.boards.values_list("on", flat=True))
    cohort.boards.exclude(on__in=boards).delete()
    BoardDate.objects.bulk_create([BoardDate(cohort=cohort, on=on) for on in sorted(set(boards) - present)])
    return present != set(boards)


@command
def make(*, by: Actor, programme: str, values: Mapping[str, Any], boards: Sequence[dt.date] = ()) -> Cohort:
    """Set up a cohort of the programme of that name, which is made if it is the first. Raises BadInput by field."""
    allow(by, "cohorts.make")
    if not programme.strip():
        raise BadInput("The cohort cannot be saved as it stands.", fields={"programme": ["Enter the name of the programme"]})
    _check(values, boards)
    owner, _ = Programme.objects.get_or_create(name=programme.strip())
    try:
        with transaction.atomic():
            made = Cohort.objects.create(programme=owner, **{name: values[name] for name in FIELDS})
    except IntegrityError:
        raise _named_already(values["name"]) from None
    _hold_boards(made, boards)
    record(by, "cohorts.make", made, fields=[*FIELDS, "boards"])
    return made


@command
def change_cohort(*, by: Actor, cohort: Cohort, revision: int, values: Mapping[str, Any], boards: Sequence[dt.date]) -> Cohort:
    """Change a cohort. Raises BadInput by field, Conflict when somebody else changed it meanwhile."""
    allow(by, "cohorts.change", cohort)
    _check(values, boards)
    kept = {name: values[name] for name in FIELDS}
    try:
        with transaction.atomic():
            changed = change(cohort, revision=revision, values=kept)
    except IntegrityError:
        raise _named_already(values["name"]) from None
    except Conflict as error:
        raise Conflict(error.sentence, differences=differences(cohort, kept, boards)) from None
    if _hold_boards(cohort, boards):
        changed.append("boards")
    record(by, "cohorts.change", cohort, fields=changed)
    return cohort


@command
def rank_again(*, by: Actor, cohort: Cohort, opens_at: dt.datetime, closes_at: dt.datetime, matching_on: dt.date) -> Cohort:
    """Open ranking of posts once more, with another matching day. Whether the time has come is for the caller to say. Raises BadInput by field."""
    allow(by, "cohorts.rank-again", cohort)
    moved = {"ranking_opens_at": opens_at, "ranking_closes_at": closes_at, "matching_on": matching_on}
    wrong = order.complaints({name: getattr(cohort, name) for name in (*order.MOMENTS, *order.DATES)} | moved)
    # Placements start when they start: what comes too late for that is said beside matching day.
    if "starts_on" in wrong:
        wrong.setdefault("matching_on", []).append(f"Placements start on {in_words(cohort.starts_on)}: matching day must be before that")
        del wrong["starts_on"]
    if wrong:
        raise BadInput("Ranking cannot be opened like this.", fields=wrong)
    change(cohort, revision=cohort.revision, values=moved)
    record(by, "cohorts.rank-again", cohort, fields=list(moved))
    return cohort


def differences(cohort: Cohort, yours: Mapping[str, Any], boards: Sequence[dt.date]) -> list[tuple[str, str, str]]:
    """(what, yours, present) for each value that somebody else set otherwise, in words."""
    present = Cohort.objects.prefetch_related("boards").get(pk=cohort.pk)
    rows = [
        (str(Cohort._meta.get_field(name).verbose_name).capitalize(), _words(value), _words(getattr(present, name)))  # type: ignore[union-attr]
        for name, value in yours.items()
        if getattr(present, name) != value
    ]
    there = [board.on for board in present.boards.all()]
    if sorted(boards) != there:
        rows.append(("Boards", ", ".join(map(in_words, sorted(boards))), ", ".join(map(in_words, there))))
    return rows

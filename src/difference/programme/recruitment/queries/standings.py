"""How far the scoring of a round has come, in numbers and in order, from what was added up: whatever the size of the cohort."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, FloatField, Max, OuterRef, Q, QuerySet, Sum, Value, When

from difference.programme.recruitment import criteria
from difference.programme.recruitment.models import Application, SelectionRound, Standing
from difference.programme.recruitment.queries.sight import Sight
from difference.programme.recruitment.states import STATE_OF_STAGE

# What puts applications in order: nothing is below nothing.
UNSCORED = Value(0.0, output_field=FloatField())


@dataclass(frozen=True)
class InNumbers:
    """A round: its applications, how many are complete, lack readers or wait for a third, how many readers have still to be found,
    and how many scores were sent, the last of them when."""

    applications: int
    complete: int
    lacking: int
    thirds: int
    to_give: int
    sent: int
    last_sent_at: dt.datetime | None


class InOrder(Sequence[UUID]):
    """The keys of a round's applications, the highest total first, then those that nobody was given; read a page at a time."""

    def __init__(self, given: QuerySet[Any], unread: QuerySet[Any], number: int) -> None:
        self._given, self._unread, self._number = given, unread, number

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, wanted: Any) -> Any:
        if not isinstance(wanted, slice):
            return self[wanted : wanted + 1][0]
        found = list(self._given[wanted])
        if len(found) < wanted.stop - wanted.start and self._number > wanted.start + len(found):
            before = self._given.count()
            found += self._unread[max(0, wanted.start - before) : wanted.stop - before]
        return found


def _given(of: SelectionRound, seen: Sight) -> QuerySet[Standing]:
    """What was given out in a round, but the actor's own application."""
    return Standing.objects.filter(round=of).exclude(application__in=seen.own)


def unread(of: SelectionRound) -> QuerySet[Application]:
    """The applications that a round gives out and that nobody was given."""
    theirs = Standing.objects.filter(round=of, application=OuterRef("pk"))
    return Application.objects.filter(~Exists(theirs), cohort=of.cohort_id, state=STATE_OF_STAGE[of.stage]).order_by()


def _lacking(of: SelectionRound) -> QuerySet[Standing]:
    return Standing.objects.filter(round=of, to_give__gt=0, application__state=STATE_OF_STAGE[of.stage])


def in_numbers(of: SelectionRound, seen: Sight) -> InNumbers:
    """A round in numbers, without the actor's own application."""
    edition = criteria.find(of.criteria_edition)
    waits, third = Q(missing__gt=0), Q(gap__gte=edition.third_reader_from)
    counts = _given(of, seen).aggregate(
        all=Count("pk"), waiting=Count("pk", filter=waits), thirds=Count("pk", filter=waits & third), sent=Sum("sent"), last=Max("last_sent_at")
    )
    lacking = _lacking(of).exclude(application__in=seen.own).aggregate(number=Count("pk"), to_give=Sum("to_give"))
    none = unread(of).exclude(pk__in=seen.own).count()
    return InNumbers(
        applications=counts["all"] + none,
        complete=counts["all"] - counts["waiting"],
        lacking=lacking["number"] + none,
        thirds=counts["thirds"],
        to_give=(lacking["to_give"] or 0) + none * edition.readers,
        sent=counts["sent"] or 0,
        last_sent_at=counts["last"],
    )


def in_order(of: SelectionRound, seen: Sight, number: int) -> InOrder:
    """A round in order, `number` applications long. What the actor must not see stands among those without a total."""
    total = Case(When(application__in=seen.hidden, then=UNSCORED), default=F("total")) if seen.hidden else F("total")
    given = _given(of, seen).order_by(total.desc(), "application_id").values_list("application_id", flat=True)
    return InOrder(given, unread(of).exclude(pk__in=seen.own).order_by("pk").values_list("pk", flat=True), number)


def count_lacking(of: SelectionRound) -> tuple[int, int]:
    """How many applications that a round gives out lack readers, and how many of them a third one."""
    edition = criteria.find(of.criteria_edition)
    counts = _lacking(of).aggregate(number=Count("pk"), thirds=Count("pk", filter=Q(gap__gte=edition.third_reader_from)))
    return counts["number"] + unread(of).count(), counts["thirds"]

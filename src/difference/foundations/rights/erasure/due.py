"""What is past its time by the schedule, and not held back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from difference.foundations import clock
from difference.foundations.people.models import Grant, Person
from difference.foundations.people.queries import in_force
from difference.foundations.rights.models import Hold
from difference.foundations.rights.retention import paths
from difference.foundations.rights.retention.codes import terms
from difference.foundations.rights.retention.entries import BLANK, KEEP, NOBODY, Entry, Rule
from difference.foundations.rights.retention.reading import about_people, schedule

PEOPLE = "people.person"
# The one role that says nothing of a part in the programme; an alumnus is one for life, unless they ask to be erased.
NO_PART = frozenset({"candidate"})


def held() -> QuerySet[Any]:
    """The people whom a hold keeps from erasure, by key."""
    return Hold.objects.filter(lifted_at=None).values("person_id")


def _threshold(entry: Entry, rule: Rule, at: dt.datetime) -> dt.datetime | dt.date:
    before = at - terms()[rule.term].length
    is_moment = isinstance(paths.field_at(entry.model, rule.since), models.DateTimeField)
    return before if is_moment else clock.in_london(before).date()


def _since(rule: Rule) -> str:
    return rule.since.replace(".", "__")


def rows_due(entry: Entry, at: dt.datetime) -> QuerySet[Any]:
    """Rows of one model past their time at that moment; none that a hold keeps or that have been blanked already."""
    past = Q(pk__in=[])
    for rule in entry.rules:
        past |= Q(**paths.spelt(rule.when), **{f"{_since(rule)}__lt": _threshold(entry, rule, at)})
    rows = entry.model._base_manager.filter(past)
    if entry.about != NOBODY:
        rows = rows.exclude(**{f"{entry.path}__in": held()})
    return rows.exclude(**entry.blanked()) if entry.when_due == BLANK else rows


def _theirs(entry: Entry, condition: Q) -> QuerySet[Any]:
    return entry.model._base_manager.filter(condition).exclude(**{entry.path: None}).values(entry.path)


def people_due(at: dt.datetime) -> QuerySet[Person]:
    """People who have had no part in the programme for so long that they are erased altogether."""
    before = at - terms()[schedule()[PEOPLE].term].length
    idle = Person.objects.filter(erased_at=None).annotate(last=Coalesce("account__last_login", "account__created_at", "created_at"))
    active = in_force(Grant.objects.exclude(role__in=NO_PART)).values("person_id")
    due = idle.filter(last__lt=before).exclude(pk__in=active).exclude(pk__in=held())
    for entry in about_people():
        for each in entry.in_the_way:
            due = due.exclude(pk__in=_theirs(entry, Q(**paths.spelt(each.when))))
        if entry.keeps_person:
            for rule in entry.rules:
                still = Q(**paths.spelt(rule.when), **{f"{_since(rule)}__gte": _threshold(entry, rule, at)})
                due = due.exclude(pk__in=_theirs(entry, still))
    return due.order_by("created_at", "pk")


def with_rules() -> list[Entry]:
    """The entries whose rows run out by themselves; some rules say only how long a person is kept."""
    return [entry for entry in schedule().values() if entry.rules and entry.when_due != KEEP]


def counts(at: dt.datetime) -> list[tuple[str, int]]:
    """What is past its time, by what it is called: numbers only."""
    rows = [(entry.title, rows_due(entry, at).count()) for entry in with_rules()]
    return [(title, count) for title, count in [("People without a part for two years", people_due(at).count()), *rows] if count]

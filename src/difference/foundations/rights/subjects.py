"""Finding everything about one person: by key, by address, and in sign-ins, as the schedule says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from difference.foundations import clock
from difference.foundations.people.models import Account, Person
from difference.foundations.rights.retention.entries import NOBODY, Entry


@dataclass(frozen=True)
class Subject:
    """A person, with all by which rows may speak of them. Taken down before anything is erased."""

    person_id: UUID
    full_name: str
    addresses: frozenset[str]
    accounts: frozenset[str]
    # Whether nobody but they can fetch the copy that is made: only then what is sealed is opened for it.
    alone: bool = False
    # Grants of those who acted, by person: read once a copy.
    seen: dict[UUID, list[Any]] = field(default_factory=dict, compare=False, repr=False)

    def named(self) -> re.Pattern[str] | None:
        """Their full name and addresses as whole words; a first name alone would be many people's."""
        needles = [*self.addresses, *([self.full_name] if " " in self.full_name.strip() else [])]
        if not needles:
            return None
        return re.compile("|".join(rf"(?<!\w){re.escape(needle)}(?!\w)" for needle in sorted(needles, key=len, reverse=True)), re.IGNORECASE)


def subject_of(person: Person, *, alone: bool = False) -> Subject:
    """Everything by which a person is known; `alone` where what is made of it is for their eyes only."""
    accounts = list(Account.objects.filter(person=person))
    addresses = {account.email for account in accounts} | set(EmailAddress.objects.filter(user__in=accounts).values_list("email", flat=True))
    return Subject(person.pk, person.full_name, frozenset(addresses), frozenset(str(account.pk) for account in accounts), alone)


def _sessions(subject: Subject) -> QuerySet[Any]:
    # A sign-in's owner stands inside its data, so each that has not run out is opened.
    alive = Session.objects.filter(expire_date__gt=clock.now())
    theirs = [each.pk for each in alive.iterator() if str(each.get_decoded().get(SESSION_KEY, "")) in subject.accounts]
    return Session.objects.filter(pk__in=theirs)


FINDERS: dict[str, Callable[[Subject], QuerySet[Any]]] = {"sessions": _sessions}


def rows_about(entry: Entry, subject: Subject) -> QuerySet[Any]:
    """Every row of one model about somebody."""
    if entry.finder:
        return FINDERS[entry.finder](subject)
    found = Q()
    for way in (entry.about, *entry.also_about):
        if way != NOBODY:
            found |= Q(**{way.replace(".", "__"): subject.person_id})
    for name in entry.addresses:
        for address in subject.addresses:
            found |= Q(**{f"{name}__iexact": address})
    return entry.model._base_manager.filter(found)


def naming(entry: Entry, subject: Subject) -> QuerySet[Any]:
    """Rows that are about somebody else, and may name this person in their words."""
    found = Q(pk__in=[])
    needles = [*subject.addresses, *([subject.full_name] if " " in subject.full_name.strip() else [])]
    for name in entry.named_in:
        for needle in needles:
            found |= Q(**{f"{name}__icontains": needle})
    return entry.model._base_manager.filter(found).exclude(pk__in=rows_about(entry, subject).values("pk"))

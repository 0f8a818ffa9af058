"""Erasing rows as the schedule says. Everything here runs within the transaction of the command that calls it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.documents import commands as documents
from difference.foundations.documents.models import Document
from difference.foundations.mail import states as mail
from difference.foundations.mail.models import Letter
from difference.foundations.people.commands import end_grant
from difference.foundations.people.models import Account, Person
from difference.foundations.people.queries import in_force
from difference.foundations.rights.retention.entries import BLANK, DELETE, DELETE_WITH_FILE, Entry
from difference.foundations.rights.retention.reading import about_people, followers_of, schedule
from difference.foundations.rights.subjects import Subject, naming, rows_about, subject_of

ERASED = "[erased]"
LETTER = "mail.letter"
# What a letter on its way needs until it has left; `finish_letters` blanks it then.
ON_ITS_WAY = [mail.QUEUED, mail.SENDING]


def apply(entry: Entry, rows: QuerySet[Any], action: str) -> int:
    """Do one of the schedule's actions to rows; returns how many there were. Rows that stay count for nothing."""
    if action == DELETE_WITH_FILE:
        return _delete_documents(rows)
    if action == DELETE:
        count = rows.count()
        rows.delete()
        return count
    return rows.update(**entry.blanked()) if action == BLANK else 0


def _delete_documents(rows: QuerySet[Document]) -> int:
    gone = list(rows)
    for document in gone:
        documents.delete(by=system("rights.erase"), document=document, reason="erased")
    return len(gone)


def with_followers(entry: Entry, keys: list[Any]) -> int:
    """Erase rows whose time is over, and whatever hangs on them, from the leaves up; returns how many rows that were."""
    count = sum(_follower(each, entry, keys) for each in followers_of(entry))
    return count + apply(entry, entry.model._base_manager.filter(pk__in=keys), entry.when_due)


def _follower(entry: Entry, parent: Entry, keys: list[Any]) -> int:
    rows = entry.model._base_manager.filter(**{f"{entry.follows}__in": keys})
    return with_followers(entry, list(rows.values_list("pk", flat=True)))


def _stop_letters(subject: Subject, *, but: Letter | None) -> None:
    """Letters that have not left yet are not sent any more, but for the one that confirms the erasure."""
    theirs = rows_about(schedule()[LETTER], subject)
    theirs.update(person_id=subject.person_id)
    waiting = theirs.filter(state__in=[mail.QUEUED, mail.DRAFTED]).exclude(pk=but.pk if but else None)
    waiting.update(state=mail.DISCARDED)


def _end_grants(person: Person) -> None:
    for grant in in_force(person.grants.all()):
        end_grant(by=system("rights.erase"), grant=grant, reason="left")


def take_name_out(entry: Entry, subject: Subject) -> int:
    """Put a mark in the place of somebody's name where rows about others name them; returns in how many."""
    pattern, count = subject.named(), 0
    if pattern is None:
        return 0
    for row in naming(entry, subject).iterator():
        values = {name: pattern.sub(ERASED, getattr(row, name)) for name in entry.named_in}
        if any(values[name] != getattr(row, name) for name in values):
            count += entry.model._base_manager.filter(pk=row.pk).update(**values)
    return count


def erase_person(person: Person, *, farewell: Letter | None = None) -> dict[str, int]:
    """Erase somebody by the schedule; returns how many rows of each model. Done a second time it changes nothing.

    `farewell` is the letter that tells them, which keeps its address until it has left.
    """
    subject = subject_of(person)
    counts: dict[str, int] = {}
    _end_grants(person)
    Account.objects.filter(person=person).update(is_active=False, sign_in_generation=F("sign_in_generation") + 1)
    _stop_letters(subject, but=farewell)
    for entry in about_people():
        rows = rows_about(entry, subject)
        if entry.label == LETTER:
            rows = rows.exclude(Q(pk=farewell.pk if farewell else None) | Q(state=mail.SENDING))
        counts[entry.label] = apply(entry, rows, entry.at_erasure)
        if entry.named_in:
            counts[f"{entry.label} to others"] = take_name_out(entry, subject)
    Person.objects.filter(pk=person.pk, erased_at=None).update(erased_at=clock.now(), revision=F("revision") + 1)
    person.refresh_from_db()
    return {label: count for label, count in counts.items() if count}


def finish_letters(limit: int) -> int:
    """Blank the letters of erased people that have left since; returns how many."""
    entry = schedule()[LETTER]
    blank = entry.blanked()
    erased = Person.objects.exclude(erased_at=None).values("pk")
    left = Letter.objects.filter(person_id__in=erased).exclude(state__in=ON_ITS_WAY).exclude(**blank)
    return Letter.objects.filter(pk__in=list(left.values_list("pk", flat=True)[:limit])).update(**blank)

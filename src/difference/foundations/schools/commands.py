"""Every write to the register of schools."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from difference.errors import BadInput, Conflict, NotFound
from difference.foundations.access.actions import require
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.schools import queries
from difference.foundations.schools.importing.applying import apply
from difference.foundations.schools.importing.report import Report
from difference.foundations.schools.importing.successors import settle
from difference.foundations.schools.models import School, SchoolLink
from difference.foundations.schools.reasons import REASONS
from difference.foundations.schools.register.reading import LinksFile, RegisterFile, opened
from difference.foundations.schools.register.sources import Source


def import_register(*, by: Actor, files: Sequence[Source], date: dt.date | None = None, force: bool = False) -> list[Report]:
    """Import files of the register, all or none of them; one report each. The same file again changes nothing.

    `date` is the day of files whose names do not say it. Raises BadInput, or TooLarge, and then nothing is kept.
    """
    return _import(by=by, files=_read(by, files, date), force=force)


def _read(by: Actor, files: Sequence[Source], date: dt.date | None) -> list[RegisterFile | LinksFile]:
    """Every file, read whole: on SQLite nobody can write while a command runs, so that it only keeps what has been read."""
    require(by, "schools.import-register")
    read = []
    for source in files:
        with opened(source, date) as file:
            read.append(file.read_ahead())
    return read


@command
def _import(*, by: Actor, files: Sequence[RegisterFile | LinksFile], force: bool) -> list[Report]:
    allow(by, "schools.import-register")
    reports = []
    for file in files:
        made, report = apply(file, by=by, force=force)
        reason = "already-imported" if report.already else "forced" if force else ""
        record(by, "schools.import-register", made, fields=() if report.already else file.carries, reason=reason)
        reports.append(report)
    if not reports:
        raise BadInput("Give at least one file.")
    return reports


def rehearse_register(*, by: Actor, files: Sequence[Source], date: dt.date | None = None, force: bool = False) -> list[Report]:
    """What `import_register` would do, found by doing it and taking it back."""
    return _rehearse(by=by, files=_read(by, files, date), force=force)


@command
def _rehearse(*, by: Actor, files: Sequence[RegisterFile | LinksFile], force: bool) -> list[Report]:
    allow(by, "schools.import-register")
    with transaction.atomic():
        reports = [apply(file, by=by, force=force)[1] for file in files]
        transaction.set_rollback(True)
    record(by, "schools.import-register", "schools.registerimport", reason="rehearsed")
    return reports


@command
def link_successor(*, by: Actor, school: int, successor: int | None, reason: str, seen: int | None = None) -> School:
    """Say that `school` was succeeded by `successor`; None takes back what staff said before. Both are URNs.

    `seen` is the successor that the actor saw when deciding: where it has changed since, Conflict. Raises BadInput for
    a school unknown, itself, or one that would close a circle.
    """
    subject = _school(school, "school")
    allow(by, "schools.link-successor", subject)
    if reason not in REASONS:
        raise BadInput("Choose a reason from the list.", fields={"reason": [f"The reasons are {', '.join(REASONS)}."]})
    if subject.successor_id != seen:
        present = str(subject.successor_id or "none")
        raise Conflict("Somebody else changed the successor meanwhile.", differences=[("successor", str(successor or "none"), present)])
    SchoolLink.objects.filter(urn=school, source=SchoolLink.STAFF).delete()
    if successor is not None:
        _refuse_circle(subject, _school(successor, "successor"))
        SchoolLink.objects.create(urn=school, other=successor, kind="Successor", source=SchoolLink.STAFF, reason=reason)
    settle()
    subject.refresh_from_db()
    record(by, "schools.link-successor", subject, fields=["successor"], reason=reason)
    return subject


def _school(urn: int, field: str) -> School:
    found = School.objects.select_for_update().filter(pk=urn).first()
    if found is None and field == "school":
        raise NotFound(f"There is no school {urn} on the register.")
    if found is None:
        raise BadInput(f"There is no school {urn} on the register.", fields={field: [f"There is no school {urn} on the register."]})
    return found


def _refuse_circle(school: School, successor: School) -> None:
    if school == successor:
        sentence = "A school cannot succeed itself."
    elif school.urn in queries.line_of(successor):
        sentence = f"{successor.name} ({successor.urn}) is itself followed by {school.name} ({school.urn}): that would be a circle."
    else:
        return
    raise BadInput(sentence, fields={"successor": [sentence]}, code="circle")

"""A school writes a vacancy, changes it and opens it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from difference.errors import NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.records import change
from difference.programme.careers import checking
from difference.programme.careers.models import Vacancy
from difference.programme.careers.offering import Offering, why_not


@command
def write_vacancy(*, by: Actor, offering: Offering, values: Mapping[str, Any]) -> Vacancy:
    """Describe a new vacancy of a school. Nobody else sees it until it is opened. Raises BadInput by field, NotNow for a school that cannot offer."""
    allow(by, "careers.write-vacancy", offering)
    objection = why_not(offering.school)
    if objection:
        raise NotNow(objection)
    kept = checking.vacancy(values)
    made = Vacancy.objects.create(school=offering.school, written_by=by.person_id or NOBODY, **kept)
    record(by, "careers.write-vacancy", made, fields=list(kept))
    return made


@command
def change_vacancy(*, by: Actor, vacancy: Vacancy, revision: int, values: Mapping[str, Any]) -> Vacancy:
    """Change a vacancy that is not closed. Raises BadInput by field, NotNow, Conflict when it was changed meanwhile."""
    allow(by, "careers.write-vacancy", vacancy)
    kept = checking.vacancy(values)
    if not vacancy.lifecycle.state(vacancy.state).editable:
        raise NotNow("A vacancy that is closed stays as it was. Write a new one.")
    changed = change(vacancy, revision=revision, values=kept)
    record(by, "careers.write-vacancy", vacancy, fields=changed)
    return vacancy


@command
def open_vacancy(*, by: Actor, vacancy: Vacancy) -> Vacancy:
    """Open a vacancy: alumni see it, and its school sees who fits. Raises NotNow where the school or the closing day stands in the way."""
    move(vacancy, "open", by=by, values={"opened_at": clock.now(), "opened_by": by.person_id or NOBODY})
    return vacancy

"""Saving one section of an application. Whatever can be kept is kept, however unfinished; nothing else is touched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.views.decorators.debug import sensitive_variables

from difference.errors import BadInput, Conflict, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.records import change
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.sections import Written, fingerprint
from difference.web.components.moments import in_words

CHANGED = "This section was changed in another window while you were working on it. Nothing of yours has been saved yet."


def words_of(value: Any) -> str:
    """One value as a conflict shows it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)


def differences(part: Written, yours: Mapping[str, Any], present: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(what, yours, present) for each value that differs."""
    return [(part.labels[name], words_of(value), words_of(present[name])) for name, value in yours.items() if present[name] != value]


def _locked(application: Application) -> Application:
    # SQLite begins each transaction by taking the write lock; PostgreSQL locks the row.
    rows = Application.objects.select_for_update(of=("self",)).select_related("person", "cohort").prefetch_related("answers", "references")
    return rows.get(pk=application.pk)


def _insist_on_draft(application: Application) -> None:
    if application.lifecycle.state(application.state).editable:
        return
    when = f" on {in_words(application.submitted_at)}" if application.submitted_at else ""
    raise NotNow(f"This application was sent{when} and cannot be changed any more.")


@sensitive_variables()
@command
def save(*, by: Actor, application: Application, part: Written, values: Mapping[str, Any], revision: int, seen: str) -> Application:
    """Save one section. `seen` is the fingerprint of what stood in it when its page was opened.

    Raises BadInput for what cannot stand, NotNow once it is sent, Conflict when this very section was changed meanwhile;
    another section's change is none.
    """
    allow(by, "recruitment.write", application)
    present = _locked(application)
    _insist_on_draft(present)
    complaints = part.check(present, values)
    if complaints:
        raise BadInput("This section cannot be saved as it stands.", fields=complaints)
    stands = part.read(present)
    differing = differences(part, values, stands)
    if differing and present.revision != revision and fingerprint(stands) != seen:
        raise Conflict(CHANGED, differences=differing)
    columns = {name: values[name] for name in part.columns}
    change(present, revision=present.revision, values={**columns, "saved_at": clock.now(), "inactive_since": None})
    part.keep(present, values)
    changed = [name for name in values if stands[name] != values[name]]
    record(by, "recruitment.write", present, subject=present.person_id, fields=changed, reason=part.key)
    return Application.objects.select_related("person", "cohort").prefetch_related("answers", "references").get(pk=present.pk)

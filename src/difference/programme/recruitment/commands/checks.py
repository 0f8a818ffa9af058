"""Noting a safer-recruitment check, and undoing that."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.commands.grants import NOBODY
from difference.programme.recruitment.models import Application, SaferCheck
from difference.programme.recruitment.models.checks import NOT_NEEDED, RESULTS
from difference.programme.recruitment.queries import checks as queries
from difference.programme.recruitment.safer_checks import Check
from difference.web.components.moments import in_words

FIELDS = ("result", "seen_on", "why_not_needed")


def _left_out(check: Check, seen_on: dt.date | None, why: str) -> dict[str, list[str]]:
    if not check.not_needed:
        return {"result": ["Say what came of it. This check cannot be left out."]}
    wrong = {} if why in check.not_needed else {"why_not_needed": ["Say why it is not needed."]}
    return wrong | ({"seen_on": ["Leave the day empty: a check that is not needed is seen on no day."]} if seen_on else {})


def _wrong_day(application: Application, check: Check, seen_on: dt.date | None) -> str:
    if seen_on is None:
        return "Give the day on which you saw the original, or looked."
    if seen_on > clock.today():
        return "That day cannot be in the future."
    first = queries.earliest_day(application, check)
    return f"It must have been seen for this application: on {in_words(first)} or later." if seen_on < first else ""


def _complaints(application: Application, check: Check, result: str, seen_on: dt.date | None, why: str) -> dict[str, list[str]]:
    if result not in RESULTS:
        return {"result": ["Say what came of it."]}
    if result == NOT_NEEDED:
        return _left_out(check, seen_on, why)
    if why:
        return {"why_not_needed": ["Choose a reason only when the check is not needed."]}
    wrong = _wrong_day(application, check, seen_on)
    return {"seen_on": [wrong]} if wrong else {}


@command
def note_check(
    *, by: Actor, application: Application, check: Check, result: str, seen_on: dt.date | None = None, why_not_needed: str = ""
) -> SaferCheck:
    """Note what came of a check. The same again by the same person is the same note.

    Raises NotNow when it is too early for it or somebody noted it first, BadInput for a day or a reason that cannot be.
    """
    allow(by, "recruitment.do-check", application)
    if check.derived:
        raise NotNow("This is counted from the references themselves.")
    present = Application.objects.get(pk=application.pk)
    if not check.can_be_noted_in(present.state):
        raise NotNow(f"This check is made {check.from_when}.")
    wrong = _complaints(present, check, result, seen_on, why_not_needed)
    if wrong:
        raise BadInput("The check cannot be noted as it stands.", fields=wrong)
    values = {"result": result, "seen_on": seen_on, "why_not_needed": why_not_needed}
    try:
        with transaction.atomic():
            noted = SaferCheck.objects.create(application=present, check_key=check.key, done_by=by.person_id or NOBODY, done_at=clock.now(), **values)
    except IntegrityError:
        noted = SaferCheck.objects.get(application=present, check_key=check.key, undone_at=None)
        if (noted.done_by, {name: getattr(noted, name) for name in FIELDS}) != (by.person_id, values):
            raise NotNow("This check has been noted already. Nothing was changed.") from None
    record(by, "recruitment.do-check", noted, subject=present.person_id, fields=FIELDS, reason=check.key)
    return noted


@command
def undo_check(*, by: Actor, application: Application, check: Check) -> None:
    """Take a note back: the check counts as not done, and that it was noted stays. Raises NotNow when there is none."""
    allow(by, "recruitment.do-check", application)
    noted = SaferCheck.objects.filter(application=application, check_key=check.key, undone_at=None).first()
    taken_back = noted and SaferCheck.objects.filter(pk=noted.pk, undone_at=None).update(undone_at=clock.now(), undone_by=by.person_id)
    if noted is None or taken_back != 1:
        raise NotNow("This check is not noted, or has been taken back already. Nothing was changed.")
    record(by, "recruitment.do-check", noted, subject=application.person_id, fields=["undone_at"], reason=f"undone-{check.key}")

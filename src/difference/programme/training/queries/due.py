"""When work is due, with whatever extends it, and how late it came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from difference.programme.training import calendar
from difference.programme.training.models import CasePart, Enrolment, ModuleResult, Submission
from difference.programme.training.queries import circumstances
from difference.programme.training.rules import rules

Extensions = dict[tuple[str, str], dt.datetime]


def due_at(result: ModuleResult, component: str) -> dt.datetime:
    """When a component of a result is due: by the calendar, or later where an extension was granted."""
    due, enrolment = calendar.due_without_extension(result, component), result.enrolment
    known: Extensions | None = getattr(enrolment, "known_extensions", None)
    extended = circumstances.extended_to(enrolment, result.module, component) if known is None else known.get((result.module, component))
    return max(due, extended) if extended else due


def look_up_extensions(enrolments: Iterable[Enrolment]) -> None:
    """Ask once for the extensions of many enrolments, for a page that shows them all."""
    held = {one.pk: one for one in enrolments}
    for one in held.values():
        one.known_extensions = {}  # type: ignore[attr-defined]
    parts = CasePart.objects.filter(case__enrolment__in=list(held), case__state="granted", case__outcome=circumstances.EXTENSION)
    for part in parts.select_related("case"):
        known: Extensions = held[part.case.enrolment_id].known_extensions  # type: ignore[attr-defined]
        key, until = (part.module, part.component), part.case.extended_to
        if until is not None and (key not in known or known[key] < until):
            known[key] = until


def taken_until(result: ModuleResult, component: str) -> dt.datetime:
    """Until when it can be handed in, late included."""
    return due_at(result, component) + dt.timedelta(days=rules().late_taken_days)


def late_by(submission: Submission) -> dt.timedelta:
    """By how much work came late, counting an extension that was granted since; nothing where it came in time."""
    due = max(submission.due_at, due_at(submission.result, submission.component))
    return max(dt.timedelta(0), submission.handed_in_at - due)


def in_words(late: dt.timedelta) -> str:
    """“2 days and 3 hours”; every minute begun counts."""
    minutes = -(-int(late.total_seconds()) // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in ((days, "day"), (hours, "hour"), (minutes, "minute")) if number]
    return " and ".join(parts[:2]) if parts else "a moment"

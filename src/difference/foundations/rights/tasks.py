"""What the worker does for data rights: large copies, and every night what is past its time."""

from __future__ import annotations

from uuid import UUID

from difference.errors import NotNow
from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.jobs import progress
from difference.foundations.jobs.registry import job
from difference.foundations.rights import commands
from difference.foundations.rights.erasure import due
from difference.foundations.rights.models import Request
from difference.foundations.rights.rules import rules
from difference.foundations.rights.states import PREPARING


@job(says="make a copy of everything that we hold about a person", idempotent=True)
def make(request_id: str) -> bool:
    """Make one copy; returns whether one was still wanted."""
    request = Request.objects.filter(pk=UUID(request_id), state=PREPARING).first()
    if request is None:
        return False
    commands.make_copy(by=system("rights.copy"), request=request)
    return True


@job(says="erase what is past its time", idempotent=True)
def retain() -> dict[str, int]:
    """Erase, in batches, what is past its time and not held back; returns numbers only."""
    by = system("rights.retain")
    counts: dict[str, int] = {}
    people = list(due.people_due(clock.now())[: rules().people_a_night])
    for done, person in enumerate(people, 1):
        try:
            commands.erase_past_time(by=by, person=person)
        except NotNow:
            continue
        counts["people"] = counts.get("people", 0) + 1
        progress.report(done, len(people))
    for entry in due.with_rules():
        while due.rows_due(entry, clock.now()).exists():
            erased = commands.retain_rows(by=by, label=entry.label, limit=rules().rows_a_batch)
            if not erased:
                break
            counts[entry.label] = counts.get(entry.label, 0) + erased
    if copies := commands.sweep_copies(by=by):
        counts["copies"] = copies
    if letters := commands.finish_erasures(by=by, limit=rules().rows_a_batch):
        counts["letters"] = letters
    return counts

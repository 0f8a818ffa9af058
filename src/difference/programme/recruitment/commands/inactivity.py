"""Marking drafts that nobody touches: a flag that tells a human, and never a rejection."""

from __future__ import annotations

from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.programme.recruitment import letters
from difference.programme.recruitment.models import Application


@command
def mark_inactive(*, by: Actor, application: Application) -> bool:
    """Mark one draft as inactive and tell its candidate; returns whether it still was untouched. Told once until they write again."""
    allow(by, "recruitment.mark-inactive", application)
    untouched = Application.objects.filter(pk=application.pk, state="draft", inactive_since=None, saved_at=application.saved_at)
    still = untouched.update(inactive_since=clock.now()) == 1
    if still:
        letters.send(by=by, application=application, kind="inactive")
    record(by, "recruitment.mark-inactive", application, subject=application.person_id, reason="" if still else "touched-meanwhile")
    return still

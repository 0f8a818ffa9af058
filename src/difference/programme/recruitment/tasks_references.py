"""What the worker does for references: remind, once, the referees who have not answered."""

from __future__ import annotations

import contextlib

from difference.errors import BadInput
from difference.foundations.actors import system
from difference.foundations.jobs.registry import job
from difference.programme.recruitment.commands.references import remind
from difference.programme.recruitment.queries import references as queries


@job(says="remind, once, the referees who have not answered", idempotent=True)
def remind_referees() -> int:
    """Remind each referee who is due; returns how many."""
    by = system("recruitment.references")
    reminded = 0
    for reference in queries.to_remind():
        # One address that cannot be written to must not keep the others waiting.
        with contextlib.suppress(BadInput):
            reminded += remind(by=by, reference=reference)
    return reminded

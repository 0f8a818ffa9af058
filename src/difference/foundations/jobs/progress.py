"""How a long job says how far it has got.

The number is kept in memory and written by the heart's own connection at its next beat: a job in the middle of a
transaction could not show it otherwise.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from uuid import UUID

from difference.foundations import clock
from difference.foundations.jobs.models import Progress


@dataclass
class At:
    """Where the job now running in this process stands."""

    job_id: UUID
    done: int = 0
    total: int = 0
    written: bool = True


_lock = threading.Lock()
_at: At | None = None


def begin(job_id: UUID | None) -> None:
    """A worker begins a job (or, with None, has ended it)."""
    global _at
    with _lock:
        _at = At(job_id) if job_id else None


def report(done: int, total: int) -> None:
    """Say that `done` of `total` are done. Outside a worker this does nothing."""
    with _lock:
        if _at is not None:
            _at.done, _at.total, _at.written = done, total, False


def write() -> None:
    """Write what was last said, if it has not been written."""
    with _lock:
        if _at is None or _at.written:
            return
        job_id, done, total = _at.job_id, _at.done, _at.total
        _at.written = True
    Progress.objects.update_or_create(job_id=job_id, defaults={"done": done, "total": total, "said_at": clock.now()})

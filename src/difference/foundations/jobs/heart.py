"""A worker's heart: a thread with a connection of its own that says, every few seconds, that the worker lives.

On SQLite a long write keeps the heart from beating, so there a second sign counts: a lock on a file, which the
operating system releases the moment that the process is gone. SQLite means one machine, so the file can be seen.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import threading
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F

from difference.foundations import clock
from difference.foundations.jobs import progress
from difference.foundations.jobs.limits import limits
from difference.foundations.jobs.models import Worker

log = logging.getLogger("difference.jobs")


def lock_path(worker_id: str) -> Path:
    """The file that a worker on this machine holds a lock on while it lives."""
    return Path(settings.HOME) / "workers" / f"{worker_id}.lock"


def hold(worker_id: str) -> IO[str]:
    """Take the worker's lock, for as long as the returned file is open."""
    path = lock_path(worker_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    held = path.open("w")
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return held


def is_held(worker_id: str) -> bool:
    """Whether a process on this machine holds the worker's lock."""
    try:
        with lock_path(worker_id).open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def beat(worker_id: str) -> None:
    """One beat: the worker lives, and this is how far its job has got."""
    Worker.objects.filter(pk=worker_id).update(beat_at=clock.now(), beats=F("beats") + 1)
    progress.write()


class Heart(threading.Thread):
    """Beats until it is stopped or the process dies."""

    def __init__(self, worker_id: str, seconds: float | None = None) -> None:
        super().__init__(name="heart", daemon=True)
        self.worker_id = worker_id
        self.seconds = seconds or limits().beat_seconds
        self._stopping = threading.Event()

    def run(self) -> None:
        """Beat now and every few seconds; a beat that the database refuses is left out."""
        while not self._stopping.wait(self.seconds):
            try:
                beat(self.worker_id)
            except DatabaseError:
                log.warning("A heartbeat could not be written.")
                with contextlib.suppress(DatabaseError):
                    connection.close()
        connection.close()

    def stop(self) -> None:
        """Beat no more, and wait until the last beat is over."""
        self._stopping.set()
        self.join(timeout=30)

"""The queue: the library's table of jobs, which refuses personal data in a job's arguments."""

from __future__ import annotations

import re
from typing import Any

from django_tasks_db.backend import DatabaseBackend

# Identifiers, dates, codes: no spaces, no “@”, so neither a name of two words nor an address.
PLAIN = re.compile(r"[A-Za-z0-9_.:+-]{1,64}\Z", re.ASCII)


def check_arguments(value: Any) -> None:
    """Raise TypeError unless `value` is made of identifiers, numbers and dates: arguments are shown to administrators."""
    if value is None or isinstance(value, bool | int | float):
        return
    if isinstance(value, str) and PLAIN.match(value):
        return
    if isinstance(value, list | tuple):
        for part in value:
            check_arguments(part)
        return
    if isinstance(value, dict):
        for name, part in value.items():
            check_arguments(name)
            check_arguments(part)
        return
    raise TypeError("A job's arguments may only be identifiers, numbers and dates, as JSON has them: never what is about a person.")


class Queue(DatabaseBackend):  # type: ignore[misc]
    """The backend named in settings. A job queued within a transaction appears when that is committed, or never."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Queue a job."""
        check_arguments([list(args), dict(kwargs)])
        return super().enqueue(task, args, kwargs)

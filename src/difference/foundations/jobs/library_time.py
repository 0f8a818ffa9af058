"""The time that the library's own rows carry: the machine's clock, which the demonstration's calendar does not move.

Only those columns (`enqueued_at`, `started_at`, `finished_at`, `run_after`) are compared with it; ours use `clock`.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def machine_now() -> dt.datetime:
    """The present moment as `django_tasks_db` writes it."""
    return timezone.now()  # noqa: TID251

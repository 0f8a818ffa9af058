"""What runs when. Each app brings a dated table (`schedule.toml`) or registers its entries when it starts.

Any number of workers may look at the schedule: the row that a due time makes is unique, and the job is queued in the
transaction that makes it. After a time without workers only the latest due time of each entry is caught up.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django_tasks.base import Task

from difference.foundations import clock
from difference.foundations.jobs import times
from difference.foundations.jobs.models import Due


@dataclass(frozen=True)
class Entry:
    """One line of the schedule: the job at the dotted path `task` is due at `when`, from the date `since` on."""

    name: str
    when: times.When
    task: str
    since: dt.date


_entries: dict[str, Entry] = {}


def register(name: str, when: str, task: str, *, since: dt.date = dt.date.min) -> Entry:
    """Put a job on the schedule. Raises ValueError when `when` cannot be read or the name is taken by something else."""
    entry = Entry(name, times.parse(when), task, since)
    if _entries.setdefault(name, entry) != entry:
        raise ValueError(f"“{name}” is on the schedule twice.")
    return entry


def register_file(path: Path) -> None:
    """Put a table's entries on the schedule: `[name]` with `when`, `task` and `since`."""
    for name, row in tomllib.loads(path.read_text()).items():
        register(name, row["when"], row["task"], since=row["since"])


def entries() -> Iterator[Entry]:
    """The whole schedule, by name."""
    return iter(sorted(_entries.values(), key=lambda entry: entry.name))


def task_of(entry: Entry) -> Task[..., object]:
    """The job that an entry starts. Raises TypeError when its path names something else."""
    found = import_string(entry.task)
    if not isinstance(found, Task):
        raise TypeError(f"The schedule's entry “{entry.name}” names {entry.task}, which is not a job.")
    return found


def start_due(now: dt.datetime | None = None) -> list[str]:
    """Queue what has become due, once; returns the names that this call started."""
    now = now or clock.now()
    due = {entry.name: entry.when.last_due(now) for entry in _entries.values()}
    done = set(Due.objects.filter(due_at__in=set(due.values())).values_list("name", "due_at"))
    started = []
    for entry in entries():
        at = due[entry.name]
        if (entry.name, at) not in done and at.astimezone(clock.LONDON).date() >= entry.since and _start(entry, at):
            started.append(entry.name)
    return started


def _start(entry: Entry, due_at: dt.datetime) -> bool:
    task = task_of(entry)
    try:
        with transaction.atomic():
            row = Due.objects.create(name=entry.name, due_at=due_at)
            row.job_id = task.enqueue().id
            row.save(update_fields=["job_id"])
    except IntegrityError:
        return False
    return True

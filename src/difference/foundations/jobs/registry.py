"""What kinds of job there are. A job is declared where its function stands: `@job(says="…", idempotent=True)`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import Task


@dataclass(frozen=True)
class Kind:
    """One kind of job: `says` finishes “The system can …”. An idempotent one may be begun again if its worker dies."""

    path: str
    says: str
    idempotent: bool
    attempts: int
    heavy: bool


_kinds: dict[str, Kind] = {}


def job(*, says: str, idempotent: bool = False, attempts: int = 3, heavy: bool = False) -> Callable[[Callable[..., Any]], Task[..., Any]]:
    """Declare a function as a kind of job; `heavy` ones run on workers of their own queue, with a memory limit.

    Its arguments may be identifiers, numbers and dates only: see `queue.check_arguments`.
    """

    def wrap(function: Callable[..., Any]) -> Task[..., Any]:
        made: Task[..., Any] = task(queue_name="heavy" if heavy else "default")(function)
        _kinds[made.module_path] = Kind(made.module_path, says, idempotent, attempts if idempotent else 1, heavy)
        return made

    return wrap


def kind_of(path: str) -> Kind:
    """The kind at a dotted path; one that no code declares any more is never begun again."""
    if path not in _kinds:
        with contextlib.suppress(ImportError):
            # Declared where its function stands, which nothing may have imported yet in this process.
            import_string(path)
    return _kinds.get(path) or Kind(path, path.rpartition(".")[2].replace("_", " "), idempotent=False, attempts=1, heavy=False)

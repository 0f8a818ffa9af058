"""Saving a change to a record that somebody else may have changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from difference.errors import Conflict


class Revisioned(models.Model):
    """A record with a revision, so that a stale save is seen."""

    revision = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


def _words(value: Any) -> str:
    return "" if value is None else str(value)


def change(record: Revisioned, *, revision: int, values: Mapping[str, Any]) -> list[str]:
    """Set `values` on `record` if it still stands at `revision`; returns the names of the fields that changed.

    One conditional update decides, on SQLite and PostgreSQL alike. Raises Conflict, showing yours and the present one.
    """
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    manager = type(record)._base_manager
    rows = manager.filter(pk=record.pk, revision=revision).update(**values, revision=revision + 1)
    if rows == 1:
        for name, value in values.items():
            setattr(record, name, value)
        record.revision = revision + 1
        return changed
    present = manager.filter(pk=record.pk).first()
    if present is None:
        raise Conflict("Somebody removed this while you were working on it.")
    differences = [
        (str(getattr(record._meta.get_field(name), "verbose_name", name)), _words(value), _words(getattr(present, name)))
        for name, value in values.items()
        if getattr(present, name) != value
    ]
    raise Conflict("Somebody else changed this while you were working on it. Nothing of yours has been saved yet.", differences=differences)

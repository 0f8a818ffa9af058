"""Rows as lines of JSON and back, for any model, from any database to any."""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

# Left out: sign-ins (a restored one would let in somebody who has been put out), and who was at work on what.
LEFT_OUT = frozenset({"sessions.session", "jobs.worker", "jobs.lease"})
BATCH = 500


def models_of(apps: Apps) -> list[type[models.Model]]:
    """Every table that a backup holds, by name."""
    every = apps.get_models(include_auto_created=True)
    kept = [model for model in every if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"base64": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return {"microseconds": value // dt.timedelta(microseconds=1)}
    if isinstance(value, uuid.UUID | decimal.Decimal):
        return str(value)
    raise TypeError(f"A {type(value).__name__} cannot be backed up.")


def dump(model: type[models.Model]) -> Iterator[bytes]:
    """Every row of a table as a line: a list of values in the order of the first line, which names the columns."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    yield json.dumps(names).encode() + b"\n"
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=2000):
        # A JSON column's value stands as it is; json.dumps would fail on what it cannot say, and so it should.
        yield json.dumps(row, default=_plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _python(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value["base64"])
    if isinstance(field, models.DurationField):
        return dt.timedelta(microseconds=value["microseconds"])
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)


def load(connection: BaseDatabaseWrapper, model: type[models.Model], lines: Iterable[bytes]) -> int:
    """Insert lines made by `dump` into the table of `model`, as they are; returns how many. Raises ValueError."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    iterator = iter(lines)
    names = json.loads(next(iterator, b"[]"))
    if set(names) != set(fields):
        raise ValueError(f"The columns of {model._meta.label} are not those of its time.")
    columns = [fields[name] for name in names]
    quote = connection.ops.quote_name
    into = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(str(f.column)) for f in columns)})"
    statement = f"{into} VALUES ({', '.join(['%s'] * len(columns))})"
    count, batch = 0, []
    with connection.cursor() as cursor:
        for line in iterator:
            values = json.loads(line)
            batch.append([field.get_db_prep_save(_python(field, value), connection) for field, value in zip(columns, values, strict=True)])
            if len(batch) == BATCH:
                cursor.executemany(statement, batch)
                count, batch = count + len(batch), []
        if batch:
            cursor.executemany(statement, batch)
    return count + len(batch)

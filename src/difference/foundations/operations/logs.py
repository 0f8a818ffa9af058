"""Logs as lines of JSON, without personal data: by what they leave out, not by patterns that something slips past.

Our own loggers (`difference.*`) write sentences whose arguments are identifiers. Of a library's line only the template
is kept, and only where it has arguments: a ready-made sentence may quote anything. Errors lose their messages.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from contextvars import ContextVar

from difference.foundations.jobs.tracebacks import without_values

request_id: ContextVar[str] = ContextVar("request_id", default="")

OURS = "difference"
# What may stand in a line besides time, level, logger and event.
EXTRAS = ("method", "route", "status", "ms", "job", "outcome", "kind", "reason")
ADDRESS = re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+")


def _event(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] == OURS:
        # Should one of ours forget itself, an address still does not get out.
        return ADDRESS.sub("[address]", record.getMessage())
    return str(record.msg) if record.args else f"{record.module}:{record.lineno}"


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, logger, event, request, then what `extra` holds of the allowed names."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line |= {name: getattr(record, name) for name in EXTRAS if isinstance(getattr(record, name, None), str | int | float)}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = without_values(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)

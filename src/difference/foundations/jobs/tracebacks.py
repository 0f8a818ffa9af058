"""What went wrong, without what it went wrong with.

An exception's message often quotes the value that it tripped over: a name, an address, a whole row. Kept are the
types, the files, lines and functions, the source line, our own error codes, and the name of a broken constraint.
Messages and local variables are left out, always; there is no list of patterns to be outwitted.
"""

from __future__ import annotations

import traceback

from difference.errors import DifferenceError


def type_path(error: BaseException) -> str:
    """The error's type as a dotted path."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _detail(error: BaseException) -> str:
    if isinstance(error, DifferenceError):
        return f" [{error.code}]"
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    return f" [{constraint}]" if constraint else ""


def _lines(error: BaseException, seen: set[int]) -> list[str]:
    seen.add(id(error))
    lines = []
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        lines += [*_lines(before, seen), "which led to:"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(
            f"  {frame.filename.rpartition('site-packages/')[2].rpartition('/src/')[2]}:{frame.lineno} in {frame.name}: {frame.line or ''}".rstrip(
                ": "
            )
        )
    return [*lines, f"{type_path(error)}{_detail(error)}"]


def without_values(error: BaseException) -> str:
    """The traceback of `error` and of what led to it, without any message or value."""
    return "\n".join(_lines(error, set()))

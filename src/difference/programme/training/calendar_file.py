"""One's own sessions as a file for a calendar, by RFC 5545: escaped, folded at 75 octets, lines ended as it asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from difference.programme.training.models import Session
from difference.programme.training.rules_sessions import called

FOLD = 75


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545 §3.3.11): backslash, semicolon and comma escaped, a line break as \\n, other control characters left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    marked = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(letter for letter in marked if letter >= " " and letter != "\x7f")


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets (RFC 5545 §3.1), never within a letter."""
    pieces, piece, size = [], "", 0
    for letter in line:
        more = len(letter.encode("utf-8", "replace"))
        if size + more > FOLD:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + more
    return "\r\n".join([*pieces, piece])


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _event(session: Session, now: dt.datetime, address: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{session.pk}@{urlsplit(address).hostname or 'difference'}"
    yield f"DTSTAMP:{_moment(now)}"
    yield f"DTSTART:{_moment(session.starts_at)}"
    yield f"DTEND:{_moment(session.ends_at)}"
    yield f"SEQUENCE:{session.revision}"
    yield f"STATUS:{'CANCELLED' if session.state == 'cancelled' else 'CONFIRMED'}"
    yield f"SUMMARY:{escaped(called(session.kind, session.title))}"
    yield f"LOCATION:{escaped(session.place)}"
    yield "END:VEVENT"


def calendar_of(sessions: Iterable[Session], *, now: dt.datetime, address: str) -> str:
    """The whole file. Cancelled sessions are in it, so that a calendar takes them out."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Difference//Sessions//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for session in sessions:
        lines += _event(session, now, address)
    return "\r\n".join(map(folded, [*lines, "END:VCALENDAR"])) + "\r\n"

"""Reads the report that a mail system sends when it could not deliver (RFC 3464). Only codes are kept, no addresses."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.policy import default
from uuid import UUID

from difference.errors import BadInput
from difference.foundations.mail.message import letter_id_in

LARGEST = 1024 * 1024
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True)
class Report:
    """A letter that failed for good, and the code that says why."""

    letter_id: UUID
    reason: str


def read(message: bytes) -> Report:
    """The report in `message`. Raises BadInput when it is too large, no report, or says that delivery may still succeed."""
    if len(message) > LARGEST:
        raise BadInput("This is too large to be a report of a letter that came back.")
    parsed = email.message_from_bytes(message, policy=default)
    letter_id = _letter_id(parsed)
    if letter_id is None:
        raise BadInput("This message does not speak of a letter of ours.")
    return Report(letter_id, _reason(parsed))


def _letter_id(parsed: Message) -> UUID | None:
    for part in parsed.walk():
        if part is parsed:
            continue
        found = letter_id_in(_header(part, "Message-ID"))
        if found is None and part.get_content_type() in {"text/rfc822-headers", "message/rfc822-headers"}:
            found = letter_id_in(_text(part))
        if found is not None:
            return found
    return letter_id_in(" ".join(_header(parsed, name) for name in ("In-Reply-To", "References")))


def _reason(parsed: Message) -> str:
    for part in parsed.walk():
        action = _header(part, "Action").strip().lower()
        if action == "failed":
            found = STATUS.search(_header(part, "Status"))
            return found.group(1) if found else "5.0.0"
        if action:
            raise BadInput("The report does not say that delivery has failed for good, so nothing was noted.")
    raise BadInput("This message is not a report of a letter that came back.")


def _header(part: Message, name: str) -> str:
    try:
        return str(part.get(name, ""))
    except (ValueError, IndexError, AttributeError):  # A header that the library cannot read is as good as none.
        return ""


def _text(part: Message) -> str:
    try:
        return str(part.get_content()) if isinstance(part, EmailMessage) else ""
    except (KeyError, LookupError, ValueError):
        return ""

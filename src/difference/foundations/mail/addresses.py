"""What may stand in a letter's head. Nothing with a line break or another control character, so that no header can be slipped in."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from difference.errors import BadInput

# RFC 5321 §4.5.3.1.3 gives 256 with the angle brackets.
LONGEST_ADDRESS, LONGEST_SUBJECT, LONGEST_TEXT = 254, 200, 100_000


def _control(words: str, *, allow: str = "") -> bool:
    return any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c not in allow for c in words)


def address(to: str) -> str:
    """The address, as it may be written to. Raises BadInput."""
    cleaned = to.strip(" ")
    wrong = BadInput("Enter an e-mail address like name@example.org.", fields={"to": ["Enter an e-mail address like name@example.org."]})
    if len(cleaned) > LONGEST_ADDRESS or _control(cleaned) or any(c in cleaned for c in ' ",;<>()\\'):
        raise wrong
    try:
        validate_email(cleaned)
        cleaned.rpartition("@")[2].encode("idna")
    except (ValidationError, UnicodeError):
        raise wrong from None
    return cleaned


def subject(words: str) -> str:
    """The subject line. Raises BadInput."""
    cleaned = words.strip()
    if not cleaned or len(cleaned) > LONGEST_SUBJECT or _control(cleaned):
        raise BadInput(
            "A letter's subject must be one line of at most 200 characters.", fields={"subject": ["Write one line of at most 200 characters."]}
        )
    return cleaned


def text(words: str) -> str:
    """The letter itself, with plain line ends. Raises BadInput."""
    cleaned = words.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"
    if not cleaned.strip() or len(cleaned) > LONGEST_TEXT or _control(cleaned, allow="\n\t"):
        raise BadInput(
            "A letter must have text, of at most 100,000 characters.", fields={"text": ["Write the letter, in at most 100,000 characters."]}
        )
    return cleaned

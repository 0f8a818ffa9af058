"""What an alumnus goes by at one vacancy before both have agreed: the same on all its pages, and another at every other vacancy."""

from __future__ import annotations

import hmac
from uuid import UUID

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def handle(vacancy_id: UUID, person_id: UUID) -> UUID:
    """A key that tells nobody whose it is, and that two schools cannot compare."""
    return UUID(bytes=hmac.digest(vacancy_id.bytes, person_id.bytes, "sha256")[:16])


def label(vacancy_id: UUID, person_id: UUID) -> str:
    """The same to be read: “Alumnus K7QM”."""
    return "Alumnus " + "".join(LETTERS[byte % len(LETTERS)] for byte in handle(vacancy_id, person_id).bytes[:4])

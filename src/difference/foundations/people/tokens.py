"""Single-purpose links: a random token in the link, only its hash in the database."""

from __future__ import annotations

import hashlib
import secrets


def new() -> tuple[str, str]:
    """A token for a link, and the hash to keep."""
    token = secrets.token_urlsafe(32)
    return token, hashed(token)


def hashed(token: str) -> str:
    """The hash under which a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()

"""Text that cannot be read in the database: sealed with a key made from the server's own secret, opened only where code asks for it.

Rows, backups and whatever quotes them hold the sealed form. What is sealed cannot be searched.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models

from difference.errors import NotNow

SHUT = "What was written here was sealed under another secret of the server, so it cannot be opened. Tell whoever keeps the system."


def _fernet() -> Fernet:
    key = hashlib.sha256(b"difference.sealed-text:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(text: str) -> str:
    """The text as it is kept; nothing stays nothing."""
    return _fernet().encrypt(text.encode("utf-8", "replace")).decode() if text else ""


def unseal(sealed: str) -> str:
    """Undo `seal`. Raises NotNow for what was sealed under another secret."""
    try:
        return _fernet().decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        raise NotNow(SHUT, code="sealed") from None


class SealedText(models.TextField):  # type: ignore[type-arg]
    """A column of sealed text: its value in a row is the sealed form, and nobody finds a row by it."""

    def get_lookup(self, lookup_name: str) -> Any:
        """None but whether there is any."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

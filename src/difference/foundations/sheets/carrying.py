"""A file that travels in the form that confirms it, signed for whoever sent it and for what it is about. Nothing is kept on the server."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from django.core import signing

from difference.errors import BadInput
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.sheets.limits import limits

SALT = "difference.sheets.carrying"


@dataclass(frozen=True)
class Carried:
    """What was sent: its bytes, what it was called, and what its sender said beside it."""

    content: bytes
    name: str
    said: dict[str, Any]


def carry(carried: Carried, *, by: Actor, about: str) -> str:
    """The file as a word for a hidden field."""
    told = {
        "by": str(by.person_id), "about": about, "at": int(clock.now().timestamp()), "name": carried.name[:120], "said": carried.said,
        "file": base64.b64encode(carried.content).decode(),
    }  # fmt: skip
    return signing.dumps(told, salt=SALT, compress=True)


def carried(word: str, *, by: Actor, about: str) -> Carried:
    """The file behind a word. Raises BadInput for one that is too old, somebody else's, about something else or changed on its way."""
    try:
        told = signing.loads(word, salt=SALT)
    except signing.BadSignature:
        raise BadInput("This form was sent without its file. Upload the file again.") from None
    late = clock.now().timestamp() - told["at"] > limits().minutes * 60
    if late or (told["by"], told["about"]) != (str(by.person_id), about):
        raise BadInput("The file that you tried is no longer here: it stays for an hour. Upload it again.")
    return Carried(base64.b64decode(told["file"]), told["name"], told["said"])

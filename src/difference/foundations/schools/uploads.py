"""Register files that were uploaded and wait for somebody to confirm their import: at most an hour, under a random name."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from difference.errors import BadInput
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.schools.register.limits import limits
from difference.foundations.schools.register.sources import Source

SALT = "difference.schools.uploads"


def _folder() -> Path:
    folder = Path(settings.HOME) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def clear_old() -> int:
    """Delete what has waited for too long; returns how many files went."""
    gone = 0
    oldest = clock.now() - dt.timedelta(minutes=limits().upload_minutes)
    for path in _folder().glob("*.upload"):
        stamp = path.name.partition("-")[0]
        if not stamp.isdigit() or int(stamp) < oldest.timestamp():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def keep(file: UploadedFile[Any], *, by: Actor, date: dt.date | None, force: bool) -> str:
    """Keep a file until it is confirmed; returns the signed word by which its uploader alone can come back to it."""
    clear_old()
    name = f"{int(clock.now().timestamp())}-{secrets.token_hex(16)}.upload"
    with (_folder() / name).open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    told = {
        "name": name,
        "called": Path(file.name or "file").name[:200],
        "by": str(by.person_id),
        "date": date.isoformat() if date else "",
        "force": force,
    }
    return signing.dumps(told, salt=SALT)


@contextmanager
def taken(word: str, *, by: Actor) -> Iterator[tuple[Source, dt.date | None, bool]]:
    """The file behind a word, with its date and whether to force it. Raises BadInput when it is gone or somebody else's."""
    gone = BadInput("This file is no longer waiting here: it was imported or an hour has passed. Upload it again.", code="upload-gone")
    try:
        told = signing.loads(word, salt=SALT)
    except signing.BadSignature:
        raise gone from None
    path = _folder() / told["name"]
    oldest = clock.now() - dt.timedelta(minutes=limits().upload_minutes)
    if told["by"] != str(by.person_id) or int(told["name"].partition("-")[0]) < oldest.timestamp() or not path.exists():
        raise gone
    with path.open("rb") as stream:
        yield Source(told["called"], stream), dt.date.fromisoformat(told["date"]) if told["date"] else None, told["force"]


def forget(word: str) -> None:
    """Delete the file behind a word: it has been imported, or cannot be."""
    told = signing.loads(word, salt=SALT)
    (_folder() / told["name"]).unlink(missing_ok=True)

"""Files on the disk: written whole before anything speaks of them, and removed only after nothing does."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from difference.errors import TooLarge
from difference.foundations.documents.models import path_of

UNFINISHED = ".part"


@dataclass(frozen=True)
class Stored:
    """A file that lies on the disk under the name of a document to be."""

    id: uuid.UUID
    path: Path
    size: int
    sha256: str


def tidy_name(name: str) -> str:
    """The name that a file came with, fit to be shown and to be offered as a download: no folders, no control characters."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '"<>|:*?;')
    stem, dot, extension = shown.strip(" .").rpartition(".")
    if not dot:
        return (extension or "document")[:120]
    return f"{stem[: 120 - 1 - len(extension[:10])]}.{extension[:10]}"


def create_private(path: Path) -> BinaryIO:
    """Make a file that only we can read. Raises FileExistsError."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def sync_folder(folder: Path) -> None:
    """Make a rename or removal within `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_beyond(largest: int, size: int) -> None:
    if size > largest:
        raise TooLarge(f"The file is larger than {largest // (1024 * 1024)} MB, which is the most that we take here.")


def write(chunks: Iterable[bytes], largest: int) -> Stored:
    """Write a file under a new random name and force it to the disk. Raises TooLarge, leaving nothing."""
    name = uuid.uuid4()
    final = path_of(name)
    final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = final.with_suffix(UNFINISHED)
    seen, size = hashlib.sha256(), 0
    try:
        with create_private(unfinished) as file:
            for chunk in chunks:
                size += len(chunk)
                _refuse_beyond(largest, size)
                seen.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(final)
        sync_folder(final.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return Stored(name, final, size, seen.hexdigest())


def files() -> Iterator[tuple[str, Path]]:
    """Every file under MEDIA_ROOT, with its name; unfinished ones too."""
    root = Path(settings.MEDIA_ROOT)
    if not root.is_dir():
        return
    for path in sorted(root.glob("??/*")):
        if path.is_file():
            yield path.name, path

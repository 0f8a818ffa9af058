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


def sync_folder(folder: Path) -> None:
    """Make a rename or removal within `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(chunks: Iterable[bytes], largest: int) -> Stored:
    """Write a file under a new random name and force it to the disk. Raises TooLarge, leaving nothing."""
    name = uuid.uuid4()
    final = path_of(name)
    final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = final.with_suffix(UNFINISHED)
    seen, size = hashlib.sha256(), 0
    try:
        with unfinished.open("xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            for chunk in chunks:
                size += len(chunk)
                if size > largest:
                    raise TooLarge(f"The file is larger than {largest // (1024 * 1024)} MB, which is the most that we take here.")
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

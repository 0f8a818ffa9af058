"""Opening a backup: every name and every checksum is looked at before anything else is done with it."""

from __future__ import annotations

import contextlib
import hashlib
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from difference.errors import BadInput
from difference.foundations.operations.backups import manifest
from difference.foundations.operations.backups.manifest import Manifest

CHUNK = 1024 * 1024


class Archive:
    """A verified backup, from which members can be read by name. Nothing is ever unpacked under a name of its choosing."""

    def __init__(self, tar: tarfile.TarFile, entries: dict[str, tarfile.TarInfo], listed: Manifest) -> None:
        self.tar, self.entries, self.manifest = tar, entries, listed

    def open(self, name: str) -> IO[bytes]:
        """The bytes of one member."""
        file = self.tar.extractfile(self.entries[name])
        assert file is not None  # noqa: S101 (only regular files were let in)
        return file


def _broken(why: str) -> BadInput:
    return BadInput(f"This backup cannot be used: {why}. Nothing was changed.", code="broken-backup")


def _entries(tar: tarfile.TarFile) -> dict[str, tarfile.TarInfo]:
    entries: dict[str, tarfile.TarInfo] = {}
    for entry in tar:
        if not entry.isreg() or (entry.name != manifest.NAME and not manifest.allowed(entry.name)):
            raise _broken("it holds something that does not belong into a backup")
        if entry.name in entries:
            raise _broken("it holds the same file twice")
        entries[entry.name] = entry
    if manifest.NAME not in entries or entries[manifest.NAME].size > manifest.LARGEST:
        raise _broken("its list of contents is missing, so it was cut short")
    return entries


def _verify(archive: Archive) -> None:
    listed = archive.manifest.members
    if set(listed) | {manifest.NAME} != set(archive.entries):
        raise _broken("its contents are not those on its list")
    for name, member in listed.items():
        if archive.entries[name].size != member.size:
            raise _broken(f"“{name}” is not as long as it was")
        seen = hashlib.sha256()
        with archive.open(name) as file:
            while chunk := file.read(CHUNK):
                seen.update(chunk)
        if seen.hexdigest() != member.sha256:
            raise _broken(f"“{name}” is not what it was")


@contextlib.contextmanager
def opened(source: Path) -> Iterator[Archive]:
    """A backup whose every byte has been checked. Raises BadInput."""
    if not source.is_file():
        raise BadInput("There is no such file.", code="no-such-file")
    try:
        with tarfile.open(source, mode="r:") as tar:
            entries = _entries(tar)
            raw = tar.extractfile(entries[manifest.NAME])
            archive = Archive(tar, entries, manifest.parse(raw.read() if raw else b""))
            _verify(archive)
            yield archive
    except (tarfile.TarError, EOFError, UnicodeDecodeError):
        raise _broken("it is damaged") from None

"""The types of file that we take, read from their dated table."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FileType:
    """One type: its name for people, its media type, and what a file of it must be made of."""

    name: str
    says: str
    media: str
    extensions: tuple[str, ...]
    starts: tuple[bytes, ...] = ()
    holds: tuple[str, ...] = ()
    content: str = ""
    mimetype: str = ""
    text: bool = False


@functools.cache
def file_types() -> dict[str, FileType]:
    """All types by name."""
    table = tomllib.loads(Path(__file__).with_name("types.toml").read_text())
    return {
        name: FileType(
            name=name,
            says=row["says"],
            media=row["media"],
            extensions=tuple(row.get("extensions", [name])),
            starts=tuple(bytes.fromhex(start) for start in row.get("starts", [])),
            holds=tuple(row.get("holds", [])),
            content=row.get("content", ""),
            mimetype=row.get("mimetype", ""),
            text=row.get("text", False),
        )
        for name, row in table.items()
    }

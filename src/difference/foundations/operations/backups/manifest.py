"""The list of what is in a backup: each member's size and checksum, and which tables it was made from."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field

from difference.errors import BadInput

FORMAT = 1
NAME = "manifest.json"
LARGEST = 64 * 1024 * 1024
# The only names that a member may have: none of them can lead out of where it belongs.
ROWS = re.compile(r"rows/([a-z_0-9]+\.[a-z_0-9]+)\.jsonl")
DOCUMENT = re.compile(r"documents/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")


@dataclass(frozen=True)
class Member:
    """One file in the backup; `rows` counts the lines of a table."""

    size: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, when it was made, by which version, with which migrations applied."""

    made_at: str
    version: str
    database: str
    migrations: tuple[tuple[str, str], ...]
    members: dict[str, Member] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    format: int = FORMAT

    def to_json(self) -> bytes:
        """The manifest as it is written."""
        return json.dumps(asdict(self), sort_keys=True, indent=1).encode()

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(member.rows for member in self.members.values())

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return sum(1 for name in self.members if DOCUMENT.fullmatch(name))


def allowed(name: str) -> bool:
    """Whether a member may be called so."""
    return bool(ROWS.fullmatch(name) or DOCUMENT.fullmatch(name))


def parse(raw: bytes) -> Manifest:
    """Read a manifest. Raises BadInput."""
    try:
        read = json.loads(raw)
        if read["format"] != FORMAT:
            raise BadInput("This backup was made by a newer version of Difference. Install that version, then restore it.", code="newer-backup")
        members = {str(name): Member(int(m["size"]), str(m["sha256"]), int(m["rows"])) for name, m in read["members"].items()}
        migrations = tuple((str(app), str(name)) for app, name in read["migrations"])
        missing = tuple(str(name) for name in read["missing"])
        manifest = Manifest(str(read["made_at"]), str(read["version"]), str(read["database"]), migrations, members, missing)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInput("This backup's list of contents cannot be read.", code="broken-backup") from None
    if not all(allowed(name) for name in members):
        raise BadInput("This backup names a file that does not belong into a backup.", code="broken-backup")
    return manifest

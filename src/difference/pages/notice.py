"""The privacy notice: which version is in force."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Version:
    """One version of the privacy notice."""

    version: str
    since: date
    changes: str


@functools.cache
def versions() -> tuple[Version, ...]:
    """All versions, newest first."""
    table = tomllib.loads(Path(__file__).with_name("notice.toml").read_text())
    return tuple(Version(row["version"], row["from"], row["changes"]) for row in table["versions"])


def present() -> Version:
    """The version in force."""
    return versions()[0]

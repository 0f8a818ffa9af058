"""The roles, read from their dated table."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

SCOPES = {
    "self": "their own record",
    "programme": "the whole programme",
    "cohort": "one cohort",
    "organisation": "one school",
    "placement": "one placement",
    "project": "one project",
}


@dataclass(frozen=True)
class Role:
    """A role: `says` finishes “somebody who …”; `days` is how long a grant lasts unless it says otherwise (None: no end)."""

    name: str
    says: str
    others_data: bool
    scopes: tuple[str, ...]
    functions: tuple[str, ...] = ()
    days: int | None = None

    @property
    def title(self) -> str:
        """The role's name for reading."""
        return self.name.replace("_", " ")


@functools.cache
def roles() -> dict[str, Role]:
    """All roles by name."""
    table = tomllib.loads(Path(__file__).with_name("roles.toml").read_text())
    return {
        name: Role(name, row["says"], row["others_data"], tuple(row["scopes"]), tuple(row.get("functions", ())), row.get("days"))
        for name, row in table.items()
    }

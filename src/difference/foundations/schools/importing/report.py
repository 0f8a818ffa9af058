"""What an import did, for people and for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from difference.foundations.schools.register.kinds import KINDS, LINKS
from difference.foundations.schools.register.limits import limits
from difference.foundations.schools.register.rows import Unreadable


@dataclass(frozen=True, slots=True)
class Mention:
    """A school of which a report speaks, and the names of the fields that changed."""

    urn: int
    name: str
    fields: tuple[str, ...] = ()


@dataclass
class Report:
    """What one file did. A closed school is also a changed one; added, changed, unchanged and unreadable are all rows."""

    file: str
    kind: str
    dated: dt.date
    sha256: str
    # The file had been imported before, and nothing was done.
    already: bool = False
    rows: int = 0
    added: int = 0
    unchanged: int = 0
    removed: int = 0
    changed: list[Mention] = field(default_factory=list)
    closed: list[Mention] = field(default_factory=list)
    not_listed: list[Mention] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {
            "rows": self.rows,
            "added": self.added,
            "changed": len(self.changed),
            "closed": len(self.closed),
            "not_listed": len(self.not_listed),
            "unreadable": len(self.unreadable),
            "unchanged": self.unchanged,
            "removed": self.removed,
        }

    def as_json(self, longest: int | None = None) -> dict[str, Any]:
        """Counts under their own names, lists beside them; each list cut to `longest` if given."""
        lists: dict[str, Sequence[Any]] = {
            "changed_schools": [{"urn": m.urn, "name": m.name, "fields": list(m.fields)} for m in self.changed[:longest]],
            "closed_schools": [{"urn": m.urn, "name": m.name} for m in self.closed[:longest]],
            "not_listed_schools": [{"urn": m.urn, "name": m.name} for m in self.not_listed[:longest]],
            "unreadable_lines": [asdict(line) for line in self.unreadable[:longest]],
            "notes": self.notes,
        }
        head = {"file": self.file, "kind": self.kind, "date": self.dated.isoformat(), "sha256": self.sha256, "already_imported": self.already}
        return {**head, **self.counts(), **lists}

    def kept(self) -> dict[str, Any]:
        """The part that is kept with the import."""
        return self.as_json(limits().kept_lines)

    def sentences(self) -> list[str]:
        """The report for people, one line each."""
        what = f"{self.file}: {KINDS[self.kind]}, {self.dated:%-d %B %Y}."
        if self.already:
            return [what, "This file has been imported before and nothing newer of its kind since: nothing was changed."]
        noun = "links" if self.kind == LINKS else "schools"
        last = f"{self.removed:,} no longer given" if self.kind == LINKS else f"{len(self.not_listed):,} no longer listed"
        closed = "" if self.kind == LINKS else f" (of which {len(self.closed):,} closed)"
        counts = [
            f"{self.added:,} added",
            f"{len(self.changed):,} changed{closed}",
            f"{self.unchanged:,} unchanged",
            f"{len(self.unreadable):,} unreadable",
            last,
        ]
        lines = [what, f"{self.rows:,} rows of {noun}: {', '.join(counts)}."]
        lines += _named("Closed", self.closed) + _named("No longer listed (nothing was closed)", self.not_listed)
        return [*lines, *self.notes]


def _named(title: str, mentions: Sequence[Mention], most: int = 20) -> list[str]:
    if not mentions:
        return []
    more = [f"  … and {len(mentions) - most:,} more"] if len(mentions) > most else []
    return [f"{title}: {len(mentions):,}", *(f"  {m.urn} {m.name}" for m in mentions[:most]), *more]


def together(reports: Iterable[Report]) -> dict[str, Any]:
    """Several reports as one JSON object: their counts added up, and each under `files`."""
    listed = list(reports)
    totals = {name: sum(report.counts()[name] for report in listed) for name in Report("", LINKS, dt.date.min, "").counts()}
    return {**totals, "files": [report.as_json() for report in listed]}

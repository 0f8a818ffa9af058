"""The findings as they were published, read from their dated file."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Number = int | float


@dataclass(frozen=True)
class Part:
    """A number that a published figure is made from or stands on."""

    value: Number
    of: str


@dataclass(frozen=True)
class Figure:
    """A figure that somebody published: `value` is None where none was; `of` says of what, where the title does not.

    `parts` were added up to it; `counts` are numbers of pupils that it may stand on; or it is `pupils` times `each`.
    """

    value: Number | None
    unit: str
    period: str
    source: str
    of: str = ""
    parts: Sequence[Part] = ()
    counts: Sequence[Part] = ()
    pupils: int | None = None
    each: int | None = None


@dataclass(frozen=True)
class Finding:
    """A finding of the report: its figure, how it was made, what is said against it, and what computing it again needs."""

    id: str
    title: str
    published: Figure
    made: str
    critique: str
    needs: str
    others: Sequence[Figure] = ()
    region: str = ""


@dataclass(frozen=True)
class Published:
    """The file: its day, the report, the report’s case with the findings’ ids in it, the findings, and which grades count."""

    dated: dt.date
    report: str
    story: Sequence[str]
    findings: Sequence[Finding]
    inadequate: Sequence[str]
    other_grades: Sequence[str]

    def find(self, finding_id: str) -> Finding | None:
        """The finding of this id, or None."""
        return next((finding for finding in self.findings if finding.id == finding_id), None)


def _figure(row: dict[str, Any], report: str) -> Figure:
    parts, counts = (tuple(Part(**part) for part in row.get(name, ())) for name in ("parts", "counts"))
    more = {"pupils": row.get("pupils"), "each": row.get("each")}
    return Figure(row.get("value"), row["unit"], row["period"], row.get("source", report), row.get("of", ""), parts, counts, **more)


def _finding(row: dict[str, Any], report: str) -> Finding:
    others = tuple(_figure(other, report) for other in row.get("other", ()))
    words = {name: row[name] for name in ("id", "title", "made", "critique", "needs")}
    return Finding(published=_figure(row, report), others=others, region=row.get("region", ""), **words)


@functools.cache
def published() -> Published:
    """Everything in the file."""
    table = tomllib.loads(Path(__file__).with_name("findings.toml").read_text(encoding="utf-8"))
    findings = tuple(_finding(row, table["report"]) for row in table["finding"])
    grades = {name: tuple(grade.casefold() for grade in table["grades"][name]) for name in ("inadequate", "others")}
    return Published(table["dated"], table["report"], table["story"], findings, grades["inadequate"], grades["others"])

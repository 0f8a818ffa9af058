"""Gathering, by the schedule, every row about a person, with a note on whatever is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from difference.foundations.jobs import progress
from difference.foundations.rights.copies.shapes import SHAPES
from difference.foundations.rights.retention import paths
from difference.foundations.rights.retention.codes import Basis, bases, reasons_to_withhold
from difference.foundations.rights.retention.entries import Entry
from difference.foundations.rights.retention.reading import about_people
from difference.foundations.rights.subjects import Subject, naming, rows_about


@dataclass(frozen=True)
class Part:
    """One model's part of a copy. `left_out` says of what, and why."""

    entry: Entry
    rows: list[dict[str, Any]]
    left_out: list[tuple[str, str]] = field(default_factory=list)

    @property
    def basis(self) -> Basis:
        """The law that lets us."""
        return bases()[self.entry.basis]

    def label(self, name: str) -> str:
        """A field's name for reading."""
        words = _words(self.entry, name)
        return words[:1].upper() + words[1:]


def _words(entry: Entry, name: str) -> str:
    # What a shape adds is no field of the model.
    its: Any = {field.name: field for field in entry.model._meta.concrete_fields}.get(name)
    return str(its.verbose_name) if its else name.replace("_", " ")


def _because(code: str) -> str:
    its = reasons_to_withhold()[code]
    return f"{its.says} ({its.law})"


def _left_out(entry: Entry, present: bool) -> list[tuple[str, str]]:
    grouped: dict[str, list[str]] = {}
    for name in entry.fields if present else ():
        code = entry.why_withheld(name)
        if code:
            grouped.setdefault(code, []).append(_words(entry, name))
    notes = [(", ".join(names), _because(code)) for code, names in grouped.items()]
    if entry.only_where:
        notes.append(("What is not published yet, if there is any", _because(entry.only_where_because)))
    return notes


def part(entry: Entry, subject: Subject) -> Part:
    """What one model holds about somebody. Of what has to stay unsaid, not even whether there is any."""
    rows = rows_about(entry, subject)
    if entry.hidden:
        return Part(entry, [], [("All of it, if there is any", _because(entry.hidden))])
    if entry.only_where:
        rows = rows.filter(**paths.spelt(entry.only_where)).distinct()
    made = [SHAPES[entry.shown_by](row, entry.shown_in(row), subject) for row in rows.iterator()]
    notes = _left_out(entry, bool(made))
    others = naming(entry, subject).count() if entry.named_in else 0
    if others:
        notes.append((f"{others} to other people that name you", _because("third_party")))
    return Part(entry, made, notes)


def size(subject: Subject) -> int:
    """How many rows a copy would hold: small ones are made at once."""
    return sum(rows_about(entry, subject).count() for entry in about_people())


def gather(subject: Subject) -> list[Part]:
    """Everything about somebody, the most personal first."""
    entries = sorted(about_people(), key=lambda entry: (entry.label != "people.person", entry.label))
    parts = []
    for done, entry in enumerate(entries, 1):
        parts.append(part(entry, subject))
        progress.report(done, len(entries))
    return parts


def as_json(parts: list[Part], about: Mapping[str, Any]) -> dict[str, Any]:
    """The same for a computer to read."""
    return {
        **about,
        "parts": [
            {
                "what": each.entry.label,
                "title": each.entry.title,
                "purpose": each.entry.purpose,
                "law": each.basis.law,
                "rows": each.rows,
                "left_out": [{"what": what, "because": because} for what, because in each.left_out],
            }
            for each in parts
        ],
    }

"""Reading the schedule: one `retention.toml` beside each application, and one for the libraries. Every fault is named at once."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

from django.apps import apps

from difference.foundations.rights.retention.entries import Entry, InTheWay, Rule

NAME = "retention.toml"
KNOWN = {each.name for each in dataclass_fields(Entry)} - {"label"}
LISTS = ("also_about", "addresses", "named_in")


class BadSchedule(ValueError):
    """The schedule cannot be read; `problems` has a sentence for each fault."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def files() -> list[Path]:
    """Every file of the schedule that there is."""
    beside = [Path(config.path) / NAME for config in apps.get_app_configs() if config.name.startswith("difference.")]
    return [Path(__file__).parents[1] / "libraries.toml", *sorted(path for path in beside if path.exists())]


def _fields(label: str, table: dict[str, Any], problems: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, members in table.items():
        for member in members:
            if member in found:
                problems.append(f"{label}: the field “{member}” has two classes, {found[member]} and {name}.")
            found[member] = name
    return found


def read_entry(label: str, row: dict[str, Any], problems: list[str]) -> Entry | None:
    """One table as an entry; its faults are added to `problems`."""
    unknown, missing = set(row) - KNOWN, {"title", "about", "fields"} - set(row)
    problems += [f"{label}: “{name}” is not a word of the schedule." for name in sorted(unknown)]
    problems += [f"{label}: “{name}” is missing." for name in sorted(missing)]
    if unknown or missing:
        return None
    values: dict[str, Any] = {**row, **{name: tuple(row.get(name, ())) for name in LISTS}}
    try:
        values["rules"] = tuple(Rule(**each) for each in row.get("rules", ()))
        values["in_the_way"] = tuple(InTheWay(**each) for each in row.get("in_the_way", ()))
    except TypeError as error:
        problems.append(f"{label}: a rule cannot be read ({error}).")
        return None
    values["fields"] = _fields(label, row["fields"], problems)
    return Entry(label=label, **values)


def read(paths: list[Path]) -> tuple[dict[str, Entry], list[str]]:
    """All entries by the label of their model, and every fault."""
    found: dict[str, Entry] = {}
    problems: list[str] = []
    for path in paths:
        try:
            tables = tomllib.loads(path.read_text())
        except tomllib.TOMLDecodeError as error:
            problems.append(f"{path.parent.name}/{path.name} cannot be read: {error}.")
            continue
        for label, row in tables.items():
            if label in found:
                problems.append(f"{label} stands in two files.")
            entry = read_entry(label, row, problems)
            if entry is not None:
                found[label] = entry
    return found, problems


@functools.cache
def schedule() -> dict[str, Entry]:
    """The whole schedule. Raises BadSchedule."""
    found, problems = read(files())
    if problems:
        raise BadSchedule(problems)
    return found


def about_people() -> list[Entry]:
    """The entries whose rows are about somebody, what hangs on other rows first: the order in which rows may be deleted."""
    entries = (entry for entry in schedule().values() if entry.about_somebody)
    return sorted(entries, key=lambda entry: (0 if entry.finder else 1, -len(entry.about.split(".")), entry.about == "id", entry.label))


def followers_of(parent: Entry) -> list[Entry]:
    """The entries whose rows go when their parent's do."""
    return [entry for entry in schedule().values() if entry.follows and parent_of(entry) is parent.model]


def parent_of(entry: Entry) -> Any:
    """The model that an entry's rows hang on."""
    return entry.model._meta.get_field(entry.follows).related_model

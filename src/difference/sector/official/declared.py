"""Data sets and the layouts in which they are published, read from their files in `datasets/`: a new layout is a mapping, not code."""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("datasets")
# What a file means also depends on these, so that a change of them makes a file new.
BESIDE = ("marks.toml", "words.toml", "places/authorities.toml", "places/regions.toml")
MEASURES = frozenset({"number", "percent"})
KINDS = {
    "text": "VARCHAR", "code": "VARCHAR", "word": "VARCHAR", "const": "VARCHAR", "sector": "VARCHAR",
    "whole": "INTEGER", "urn": "INTEGER", "laestab": "INTEGER", "date": "DATE", "number": "DOUBLE", "percent": "DOUBLE",
}  # fmt: skip
PLACE = {
    "level": ("geographic_level",), "region_code": ("region_code",), "region": ("region_name",),
    "la_code": ("old_la_code",), "la_ons": ("new_la_code",), "la_name": ("la_name",),
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column that we keep: its kind, the names under which files give it (the first one found counts), and what it says.

    `base` names the column that a percentage is of; `above` allows more than 100 per cent; `none` lists cells that say
    nothing; `together` joins the authority's code and the school's number to seven figures.
    """

    name: str
    kind: str
    sources: tuple[str, ...] = ()
    about: str = ""
    value: str = ""
    base: str = ""
    vocabulary: str = ""
    above: bool = False
    none: tuple[str, ...] = ()
    together: bool = False

    @property
    def measured(self) -> bool:
        """Whether it holds figures, each of which may be missing for a reason."""
        return self.kind in MEASURES


@dataclass(frozen=True)
class Rule:
    """Something that no row may say: a condition over our columns, and a sentence with {columns} in it."""

    sql: str
    says: str


@dataclass(frozen=True)
class Sum:
    """Rows of one level (`parts`) add up to those of another (`whole`) in each period, within a share of `tolerance`."""

    measure: str
    parts: str
    whole: str
    where_parts: str = "true"
    where_whole: str = "true"
    tolerance: float = 0.005


@dataclass(frozen=True)
class Layout:
    """One layout of a data set: the columns that tell it (`needs`, and `lacks`), and how to read it."""

    id: str
    dataset: str
    title: str
    needs: tuple[str, ...]
    lacks: tuple[str, ...]
    publisher: str
    licence: str
    confirmed: str
    columns: Mapping[str, Column]
    place: Mapping[str, tuple[str, ...]]
    period: Mapping[str, Any]
    marks: Mapping[str, Mapping[str, Any]]
    unpivot: Mapping[str, Any] = field(default_factory=dict)
    pivot: Mapping[str, Any] = field(default_factory=dict)
    quiet: bool = False


@dataclass(frozen=True)
class Dataset:
    """What we keep under one name, from whichever layout: columns, key, and what must hold of its rows."""

    name: str
    title: str
    about: str
    key: tuple[str, ...]
    part: tuple[str, ...]
    overlap: str
    regions: bool
    placed: bool
    columns: Mapping[str, Column]
    rules: tuple[Rule, ...]
    sums: tuple[Sum, ...]
    balance: Mapping[str, Any]
    fill: Mapping[str, Any]
    layouts: tuple[Layout, ...]
    digest: str

    def fields(self) -> dict[str, str]:
        """Every column of its table with its type, in order; a figure takes four (see docs/methods/official-data.md)."""
        found = {"period": "VARCHAR", "year": "INTEGER", "term": "VARCHAR"}
        if self.placed:
            found |= dict.fromkeys(("level", "region_code", "region", "region_published", "la_code", "la_name", "la_ons", "la_now"), "VARCHAR")
        for column in self.columns.values():
            found[column.name] = KINDS[column.kind]
            if column.measured:
                found |= {f"{column.name}_low": "DOUBLE", f"{column.name}_high": "DOUBLE", f"{column.name}_mark": "VARCHAR"}
        return found


def fold(name: str) -> str:
    """A column's name for comparing: its spaces and capitals do not matter."""
    return "".join(name.split()).casefold()


@functools.cache
def datasets() -> Mapping[str, Dataset]:
    """Every data set by name, in the order of their names."""
    return {path.stem: _dataset(path) for path in sorted(FOLDER.glob("*.toml"))}


@functools.cache
def layouts() -> Sequence[Layout]:
    """Every layout of every data set."""
    return tuple(layout for dataset in datasets().values() for layout in dataset.layouts)


def _dataset(path: Path) -> Dataset:
    raw = path.read_bytes()
    said = tomllib.loads(raw.decode())
    columns = {name: _column(name, given) for name, given in said["columns"].items()}
    return Dataset(
        name=path.stem,
        title=said["title"],
        about=said.get("about", ""),
        key=tuple(said["key"]),
        part=tuple(said.get("part", ("period", "level"))),
        overlap=said.get("overlap", "part"),
        regions=said.get("regions", False),
        placed=said.get("placed", True),
        columns=columns,
        rules=tuple(Rule(**given) for given in said.get("never", ())),
        sums=tuple(Sum(**given) for given in said.get("adds_up", ())),
        balance=said.get("balance", {}),
        fill=said.get("fill", {}),
        layouts=tuple(_layout(path.stem, said, given, columns) for given in said["layout"]),
        digest=_digest(raw),
    )


def _digest(raw: bytes) -> str:
    beside = [(FOLDER.parent / name).read_bytes() for name in BESIDE]
    return hashlib.sha256(b"\0".join([raw, *beside])).hexdigest()


def _column(name: str, given: Mapping[str, Any]) -> Column:
    return Column(
        name=name,
        kind=given["kind"],
        sources=tuple(given.get("from", ())),
        about=given.get("about", ""),
        value=given.get("value", ""),
        base=given.get("base", ""),
        vocabulary=given.get("vocabulary", ""),
        above=given.get("above", False),
        none=tuple(given.get("none", ())),
        together=given.get("together", False),
    )


def _layout(dataset: str, said: Mapping[str, Any], given: Mapping[str, Any], columns: Mapping[str, Column]) -> Layout:
    changed = {
        name: _column(name, {"kind": columns[name].kind, "vocabulary": columns[name].vocabulary, "base": columns[name].base, **column})
        for name, column in given.get("columns", {}).items()
    }
    place = {name: tuple(sources) for name, sources in {**PLACE, **said.get("place", {}), **given.get("place", {})}.items()}
    return Layout(
        id=given["id"],
        dataset=dataset,
        title=given["title"],
        needs=tuple(given["needs"]),
        lacks=tuple(given.get("lacks", ())),
        publisher=given.get("publisher", said.get("publisher", "Department for Education")),
        licence=given.get("licence", "Open Government Licence v3.0"),
        confirmed=given["confirmed"],
        columns={**columns, **changed},
        place=place if said.get("placed", True) else {},
        period={**said.get("period", {}), **given.get("period", {})},
        marks={**said.get("marks", {}), **given.get("marks", {})},
        unpivot=given.get("unpivot", said.get("unpivot", {})),
        pivot=given.get("pivot", said.get("pivot", {})),
        quiet=said.get("quiet", False),
    )

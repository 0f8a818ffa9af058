"""A table from CSV: one row a cell, checked line by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from difference.errors import BadInput
from difference.methods.disclosure.tables import WHOLE, Cell, Dimension, Key, Mean, Population, Table

NUMBERS = ("count", "numerator", "schools")
PARTS_OF_A_MEAN = ("sum", "absolute", "largest", "second")
IMPOSSIBLE = "impossible"
KNOWN = (*NUMBERS, *PARTS_OF_A_MEAN, IMPOSSIBLE)
YES, NO = {"yes", "y", "true", "1"}, {"", "no", "n", "false", "0"}


@dataclass
class _Rows:
    """What was read so far, and what is wrong, by line."""

    dimensions: Sequence[str]
    cells: dict[Key, Cell] = field(default_factory=dict)
    at: dict[Key, int] = field(default_factory=dict)
    group: dict[tuple[str, str], str] = field(default_factory=dict)
    wrong: dict[int, str] = field(default_factory=dict)


def from_csv(
    text: str | bytes,
    name: str,
    *,
    people: Population | None = None,
    groups: Mapping[str, str] | None = None,
    measure: str = "measure",
    outsiders_know: str = WHOLE,
) -> Table:
    """The table in CSV (UTF-8, with a header). Columns that are not known are dimensions; each combination needs its row.

    Known columns: count; numerator; schools; sum, absolute, largest, second (of a mean); impossible (yes or no). `groups` names, for a
    dimension, the column that gathers it. Raises BadInput with every line that cannot be used.
    """
    header, rows = _split(text)
    named = dict(groups or {})
    dimensions = [column for column in header if column not in KNOWN and column not in named.values()]
    _check_header(header, dimensions, named)
    read = _Rows(dimensions)
    for line, row in rows:
        _read_row(line, header, row, read, named)
    if read.wrong or not read.cells:
        raise BadInput(f"The table “{name}” cannot be used.", lines=read.wrong or {1: "There are no rows below the header."})
    made = tuple(_dimension(place, column, read, named) for place, column in enumerate(dimensions))
    return Table(name, made, read.cells, people or Population({}), measure, outsiders_know)


def _split(text: str | bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        raise BadInput("This is not text in UTF-8.", lines={error.object[: error.start].count(b"\n") + 1: "This line is not UTF-8."}) from None
    reader = csv.reader(io.StringIO(decoded, newline=""), strict=True)
    try:
        rows = [(reader.line_num, [value.strip() for value in row]) for row in reader if any(value.strip() for value in row)]
    except csv.Error as error:
        raise BadInput("This is not CSV.", lines={reader.line_num: f"{error}.".capitalize()}) from None
    if not rows:
        raise BadInput("The file is empty.", lines={1: "It needs a header with “count” and at least one dimension."})
    return rows[0][1], rows[1:]


def _check_header(header: Sequence[str], dimensions: Sequence[str], groups: Mapping[str, str]) -> None:
    wrong = [f"“{column}” stands twice." for column in dict.fromkeys(header) if header.count(column) > 1]
    if "" in header:
        wrong.append("A column has no name.")
    if "count" not in header:
        wrong.append("There is no column “count”.")
    if not dimensions:
        wrong.append("There is no dimension: every column is one of " + ", ".join(KNOWN) + ".")
    for dimension, gathered in groups.items():
        if dimension not in dimensions or gathered not in header or gathered in KNOWN:
            wrong.append(f"“{gathered}” cannot gather “{dimension}”: both must be columns.")
    if "sum" in header and "largest" not in header:
        wrong.append("A mean needs “largest” and “second” beside “sum”.")
    if wrong:
        raise BadInput("The header cannot be used.", lines={1: " ".join(wrong)})


def _read_row(line: int, header: Sequence[str], row: Sequence[str], read: _Rows, groups: Mapping[str, str]) -> None:
    if len(row) != len(header):
        read.wrong[line] = f"It has {len(row)} values, and the header {len(header)}."
        return
    values = dict(zip(header, row, strict=True))
    key = tuple(values[column] for column in read.dimensions)
    try:
        cell = _cell(values)
    except ValueError as error:
        read.wrong[line] = str(error)
        return
    wrong = [f"“{column}” is empty." for column in read.dimensions if not values[column]]
    if key in read.at:
        wrong.append(f"The same cell stands on line {read.at[key]}.")
    for dimension, column in groups.items():
        if read.group.setdefault((dimension, values[dimension]), values[column]) != values[column]:
            wrong.append(f"“{values[dimension]}” was in another “{column}” before.")
    wrong += cell.problems()
    if wrong:
        read.wrong[line] = " ".join(wrong)
        return
    read.cells[key], read.at[key] = cell, line


def _cell(values: Mapping[str, str]) -> Cell:
    count = _whole(values, "count")
    if count is None:
        raise ValueError("It has no “count”.")
    impossible = values.get(IMPOSSIBLE, "").lower()
    if impossible not in YES | NO:
        raise ValueError(f"“impossible” is yes or no, not “{values[IMPOSSIBLE]}”.")
    return Cell(count, _whole(values, "numerator"), _mean(values), _whole(values, "schools"), impossible in YES)


def _mean(values: Mapping[str, str]) -> Mean | None:
    total, absolute, largest, second = (_number(values, column) for column in PARTS_OF_A_MEAN)
    if total is None:
        return None
    if largest is None or (absolute is None and total < 0):
        raise ValueError("A mean needs “sum”, “largest”, “second”, and “absolute” where anything is below zero.")
    return Mean(total, total if absolute is None else absolute, largest, second or 0.0)


def _whole(values: Mapping[str, str], column: str) -> int | None:
    text = values.get(column, "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 12:
        raise ValueError(f"“{column}” is a whole number from 0, without commas, not “{text}”.")
    return int(text)


def _number(values: Mapping[str, str], column: str) -> float | None:
    text = values.get(column, "")
    try:
        return float(text) if text else None
    except ValueError:
        raise ValueError(f"“{column}” is a number, not “{text}”.") from None


def _dimension(place: int, column: str, read: _Rows, groups: Mapping[str, str]) -> Dimension:
    categories = tuple(dict.fromkeys(key[place] for key in read.cells))
    gathered: dict[str, tuple[str, ...]] = {}
    if column in groups:
        for category in categories:
            group = read.group[column, category]
            gathered[group] = (*gathered.get(group, ()), category)
    return Dimension(column, categories, {group: members for group, members in gathered.items() if group})

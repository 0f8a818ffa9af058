"""Reads the parts of a market's JSON that limit it, reserved seats and regions, noting what is wrong with each and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from difference.methods.matching.limits import Region
from difference.methods.problems import Problems


@dataclass(frozen=True)
class ReserveRow:
    """Seats of one post that are for these candidates first, by their ids."""

    seats: int
    candidates: tuple[str, ...]


def reserve_rows(value: object, place: str, seats: int, problems: Problems) -> tuple[ReserveRow, ...]:
    """The reserves of one post that could be read; `seats` is how many the post has."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(row, dict) and row.keys() == {"seats", "for"} for row in value):
        problems.add(place, "Its “reserved” must be a list of objects: {“seats”: 1, “for”: [“b”]}.")
        return ()
    rows = []
    for row in value:
        number, named = row["seats"], row["for"]
        if not _whole(number) or not isinstance(named, list) or not all(isinstance(name, str) for name in named):
            problems.add(place, "Its “reserved” needs “seats”, a whole number, none negative, and “for”, a list of ids of candidates.")
            return ()
        rows.append(ReserveRow(number, tuple(named)))
    if sum(row.seats for row in rows) > seats:
        problems.add(place, f"It reserves {sum(row.seats for row in rows)} of {seats} seats.")
    names = [name for row in rows for name in row.candidates]
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.add(place, f"“{name}” stands twice in its “reserved”.")
    return tuple(rows)


def region_rows(value: object, problems: Problems) -> tuple[Region, ...]:
    """The regions that could be read; what lies around what is checked with the market."""
    if value is not None and not isinstance(value, list):
        problems.add("regions", "They must be a list.")
        return ()
    rows = []
    for number, row in enumerate(value or (), 1):
        place = f"regions, row {number}"
        if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"].strip():
            problems.add(place, "It must be an object with an “id”.")
            continue
        for key in row.keys() - {"id", "ceiling", "floor", "parent"}:
            problems.add(place, f"“{key}” is not a part of it.")
        if _fits(row, place, problems):
            rows.append(Region(row["id"], row.get("ceiling"), row.get("floor"), row.get("parent")))
    return tuple(rows)


def cross_check_reserves(place: str, reserves: Sequence[ReserveRow], known: set[str], problems: Problems) -> None:
    """Note whoever seats are reserved for and who is no candidate."""
    for name in {name for row in reserves for name in row.candidates} - known:
        problems.add(place, f"It reserves a seat for “{name}”, and there is no such candidate.")


def _fits(row: Mapping[str, Any], place: str, problems: Problems) -> bool:
    good = True
    for key in ("ceiling", "floor"):
        if row.get(key) is not None and not _whole(row[key]):
            problems.add(place, f"Its “{key}” must be a whole number, none negative.")
            good = False
    if row.get("parent") is not None and not isinstance(row["parent"], str):
        problems.add(place, "Its “parent” must be the id of the region around it.")
        good = False
    return good


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 2**31

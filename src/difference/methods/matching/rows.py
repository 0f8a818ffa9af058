"""Reads the rows of a market's JSON, one by one, noting what is wrong with each and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from difference.methods.matching.limit_rows import ReserveRow, reserve_rows
from difference.methods.problems import Problems

MOST_SEATS = 2**31 - 1


@dataclass(frozen=True)
class CandidateRow:
    """One candidate as written: `place` says where, `preferences` are ids of posts, best first."""

    place: str
    name: str
    preferences: tuple[str, ...]


@dataclass(frozen=True)
class PostRow:
    """One post as written: `classes` maps the id of each candidate it ranks to their class, 1 the best."""

    place: str
    name: str
    seats: int
    classes: Mapping[str, int]
    region: str | None
    cold_spot: bool
    reserved: tuple[ReserveRow, ...]


def candidate_rows(value: object, problems: Problems) -> list[CandidateRow]:
    """The candidates that could be read."""
    rows = []
    for place, name, row in named_rows("candidates", value, {"id", "preferences"}, problems):
        wanted = row.get("preferences")
        if not isinstance(wanted, list):
            problems.add(place, "It needs “preferences”, a list of ids of posts, which may be empty.")
            wanted = []
        rows.append(CandidateRow(place, name, tuple(_ids(wanted, place, "preferences", problems))))
    return rows


def post_rows(value: object, problems: Problems) -> list[PostRow]:
    """The posts that could be read."""
    rows = []
    for place, name, row in named_rows("posts", value, {"id", "seats", "ranking", "region", "cold_spot", "reserved"}, problems):
        seats, region, cold_spot = row.get("seats"), row.get("region"), row.get("cold_spot", False)
        if isinstance(seats, bool) or not isinstance(seats, int) or not 0 <= seats <= MOST_SEATS:
            problems.add(place, f"It needs “seats”, a whole number from 0 to {MOST_SEATS}.")
            seats = 0
        if region is not None and not isinstance(region, str):
            problems.add(place, "Its “region” must be a piece of text.")
            region = None
        if not isinstance(cold_spot, bool):
            problems.add(place, "Its “cold_spot” must be true or false.")
        reserves = reserve_rows(row.get("reserved"), place, seats, problems)
        rows.append(PostRow(place, name, seats, _classes(row.get("ranking"), place, problems), region, cold_spot is True, reserves))
    return rows


def named_rows(part: str, value: object, known: set[str], problems: Problems) -> list[tuple[str, str, dict[str, Any]]]:
    """Where each row of a part of the document stands, its id (empty where it cannot be used), and the row itself."""
    if not isinstance(value, list):
        problems.add(part, "There must be a list of them, which may be empty.")
        return []
    rows = []
    seen: dict[str, int] = {}
    for number, row in enumerate(value, 1):
        place = f"{part}, row {number}"
        if not isinstance(row, dict):
            problems.add(place, "It must be an object with an “id”.")
            continue
        for key in row.keys() - known:
            problems.add(place, f"“{key}” is not a part of it.")
        name = row.get("id")
        fault = fault_of(name)
        if fault:
            problems.add(place, f"Its “id” {fault}.")
            name = ""
        elif name in seen:
            problems.add(place, f"Its id “{name}” is that of row {seen[name]} too.")
        else:
            seen[str(name)] = number
        rows.append((place, str(name), row))
    return rows


def fault_of(name: object) -> str:
    """What is wrong with an id; nothing where it can be used."""
    if not isinstance(name, str):
        return "must be a piece of text"
    try:
        name.encode()
    except UnicodeEncodeError:
        return "holds half a character, which no text can"
    return "" if name.strip() else "must not be empty"


def _ids(names: Sequence[object], place: str, part: str, problems: Problems) -> list[str]:
    found: dict[str, None] = {}
    for position, name in enumerate(names, 1):
        fault = fault_of(name)
        if fault:
            problems.add(place, f"Number {position} of its {part} {fault}.")
        elif name in found:
            problems.add(place, f"It ranks “{name}” more than once.")
        else:
            found[str(name)] = None
    return list(found)


def _classes(ranking: object, place: str, problems: Problems) -> dict[str, int]:
    if not isinstance(ranking, list) or not all(isinstance(tied, list) for tied in ranking):
        problems.add(place, "It needs “ranking”, a list of classes, each a list of ids of candidates: [[“a”], [“b”, “c”]].")
        return {}
    number: dict[str, int] = {}
    flat: list[object] = []
    for position, tied in enumerate(ranking, 1):
        for name in tied:
            flat.append(name)
            if isinstance(name, str):
                number.setdefault(name, position)
    return {name: number[name] for name in _ids(flat, place, "ranking", problems)}

"""Who the invented people of the older cohorts and the leads of host schools are, read from their table."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.demo.cohorts.cast import Candidate, address, candidates
from difference.demo.cohorts.cast import persona as young_persona
from difference.demo.personas import personas


@dataclass(frozen=True)
class Lead:
    """Who leads a host school, and which type of school it is. Number 0 is the persona."""

    number: int
    name: str
    email: str
    type_name: str


@functools.cache
def table() -> dict[str, Any]:
    """The whole table."""
    return tomllib.loads(Path(__file__).with_name("people.toml").read_text())


def _candidate(row: Mapping[str, Any]) -> Candidate:
    key = row.get("key")
    name, email = (personas()[key].name, personas()[key].email) if key else (row["name"], address(row["name"]))
    more = {field: value for field, value in row.items() if field not in {"key", "name", "post"}}
    return Candidate(**{"story": "accepted", **more, "name": name, "email": email, "references": ("verified", "verified")})


@functools.cache
def people(word: str) -> tuple[Candidate, ...]:
    """The people of one cohort: “alumni” or “training”."""
    return tuple(_candidate(row) for row in table()[word]["people"])


@functools.cache
def wanted_posts() -> Mapping[str, int]:
    """By address: the number of the host whose post somebody of the older cohorts comes to hold."""
    rows = [(_candidate(row).email, row["post"]) for word in ("alumni", "training") for row in table()[word]["people"] if "post" in row]
    return dict(rows)


@functools.cache
def leads() -> tuple[Lead, ...]:
    """Those who lead host schools, the persona first."""
    persona = personas()["host-lead"]
    others = [Lead(number, row["name"], address(row["name"]), row["type"]) for number, row in enumerate(table()["leads"], 1)]
    return (Lead(0, persona.name, persona.email, persona.at_schools[0]["at"]), *others)


def post(number: int) -> dict[str, Any]:
    """What host `number` offers; beyond the last, from the first again."""
    rows = table()["posts"]
    return {"seats": 1, "days": "Full time", **rows[number % len(rows)]}


def _known() -> dict[str, Candidate]:
    return {one.email: one for one in (*people("alumni"), *people("training"), *candidates(), young_persona())}


def talent(email: str) -> int:
    """How good somebody is at what they do, from 1 to 5, as their row in a table says; 4 for whoever the visitor brought in."""
    known = _known().get(email)
    return known.marks if known else 4


def subject(email: str) -> str:
    """What somebody taught, as their row says; for whoever the visitor brought in, their subject."""
    known = _known().get(email)
    return known.subject if known else "my subject"

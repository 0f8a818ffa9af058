"""The pinned table of who gets in where: how it is read from verdicts, written, and compared."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.safety.judging import IN, KINDS, REFUSED, Cell, with_arguments
from tests.safety.world.making import World

TABLE = Path(__file__).with_name("expected_access.toml")
EVERYBODY, SIGNED_IN, BUT = "everybody", "everybody signed in", "but not "
FEW = 9
HEAD = """\
# Who gets in where, and who is told that they may not. Whoever is not named finds nothing there (404), or is asked to sign in.
# own: the visitor's own. near: somebody else's, within what grants “of one cohort” reach. foreign: somebody else's, outside of it.
#
# Written by `.venv/bin/python -m tests.safety.write_expected`. Read what changed line by line before you commit it: it is the
# second opinion on every policy and loader, and it is worth nothing unread.
"""

Table = dict[str, dict[str, dict[str, dict[str, list[str]]]]]


def in_short(world: World, names: Iterable[str]) -> list[str]:
    """A list of visitors as somebody would say it."""
    chosen = set(names)
    for words, everybody in ((SIGNED_IN, {visitor.name for visitor in world.people()}), (EVERYBODY, set(world.visitors))):
        left = everybody - chosen
        if chosen <= everybody and len(left) <= FEW < len(chosen):
            return [words, *(f"{BUT}{name}" for name in world.visitors if name in left)]
    return [name for name in world.visitors if name in chosen]


def table_of(world: World, verdicts: Mapping[Cell, str]) -> Table:
    """The verdicts as the table has them."""
    names: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for (route, method, kind, visitor), verdict in verdicts.items():
        names.setdefault((route, method, kind), {}).setdefault(verdict, []).append(visitor)
    table: Table = {}
    for (route, method, kind), found in sorted(names.items(), key=lambda one: KINDS.index(one[0][2]) if one[0][2] in KINDS else 9):
        if kind in KINDS:
            row = {words: in_short(world, found[words]) for words in (IN, REFUSED) if words in found}
            table.setdefault(route, {}).setdefault(method, {})[kind] = row
    return {route: table[route] for route in with_arguments() if route in table}


def as_toml(table: Table) -> str:
    """The table as a file."""
    lines = [HEAD]
    for route, methods in table.items():
        lines.append(f"\n[{json.dumps(route)}]\n")
        for method, kinds in methods.items():
            for kind, row in kinds.items():
                words = ", ".join(f"{name} = {json.dumps(names, ensure_ascii=False)}" for name, names in row.items())
                lines.append(f"{method}.{kind} = {{ {words} }}\n" if words else f"{method}.{kind} = {{}}\n")
    return "".join(lines)


def pinned() -> Any:
    """The table as it was last agreed."""
    return tomllib.loads(TABLE.read_text()) if TABLE.exists() else {}


def differences(present: Table, agreed: Any) -> list[str]:
    """One line for each place where the two differ."""
    lines = []
    for route in sorted({*present, *agreed}):
        for method in ("GET", "POST"):
            for kind in KINDS:
                now, then = (one.get(route, {}).get(method, {}).get(kind) for one in (present, agreed))
                if now != then:
                    lines.append(f"{route} {method} {kind}: agreed {then}, now {now}")
    return lines


__all__ = ["TABLE", "as_toml", "differences", "pinned", "table_of"]

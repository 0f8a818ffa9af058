"""Which cells of a table are held back because of their counts, and by which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from difference.methods.disclosure.rules import Rules
from difference.methods.disclosure.tables import Key, Table


@dataclass(frozen=True)
class Withheld:
    """One figure that is held back: its cell, which figure (count, percent or mean), the rule, and along which dimension."""

    key: Key
    figure: str
    rule: str
    along: str = ""


def _small(table: Table, rules: Rules) -> Iterator[Withheld]:
    for key, cell in table.cells.items():
        if cell.count < rules.threshold:
            yield Withheld(key, "count", "small")


def _small_rest(table: Table, rules: Rules) -> Iterator[Withheld]:
    for place, line in table.lines():
        whole = sum(table.cells[key].count for key in line)
        for key in line:
            if whole - table.cells[key].count < rules.threshold:
                yield Withheld(key, "count", "complement", table.dimensions[place].name)


def _few_schools(table: Table, rules: Rules) -> Iterator[Withheld]:
    for key, cell in table.cells.items():
        if cell.schools is not None and cell.schools < rules.schools:
            yield Withheld(key, "count", "schools")


# In this order: the first rule that holds a cell back is the one that is named.
RULES: tuple[Callable[[Table, Rules], Iterator[Withheld]], ...] = (_small, _small_rest, _few_schools)


def held_back(table: Table, rules: Rules, also: Iterable[Key] = ()) -> Mapping[Key, Withheld]:
    """The cells whose count is held back, `also` among them; impossible cells are not: everybody knows that they are empty."""
    found: dict[Key, Withheld] = {}
    named = (withheld for rule in RULES for withheld in rule(table, rules))
    for withheld in (*named, *(Withheld(key, "count", "attack") for key in also)):
        if not table.cells[withheld.key].impossible:
            found.setdefault(withheld.key, withheld)
    _hide_together(table, rules, found)
    return found


def _hide_together(table: Table, rules: Rules, found: dict[Key, Withheld]) -> None:
    """Hold back more until what is held back in a line is no small group: the least of the cells shown each time, to a standstill."""
    changed = True
    while changed:
        changed = False
        for place, line in table.lines():
            held = [key for key in line if key in found]
            shown = [key for key in line if key not in found]
            if held and shown and sum(table.cells[key].count for key in held) < rules.threshold:
                least = min(shown, key=lambda key: (table.cells[key].count, key))
                found[least] = Withheld(least, "count", "together", table.dimensions[place].name)
                changed = True

"""What may leave of one table by itself: suppressed, rounded, its totals made of what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from difference.methods.disclosure.figures import mean_rule, percent, percent_rule
from difference.methods.disclosure.rules import Rules, current
from difference.methods.disclosure.showing import HELD_BACK, IMPOSSIBLE, behind, shown_count
from difference.methods.disclosure.tables import EXACT_WHOLE, TOTALS, Cell, Dimension, Key, Margin, Population, Table, margins, matching
from difference.methods.disclosure.withholding import Withheld, held_back


@dataclass(frozen=True)
class Shown:
    """One cell as anybody may see it: each figure, or None where it is held back or there is none; `impossible` cells are empty."""

    count: int | None
    percent: int | None = None
    mean: float | None = None
    impossible: bool = False

    def __str__(self) -> str:
        if self.impossible:
            return IMPOSSIBLE
        return HELD_BACK if self.count is None else str(self.count)


@dataclass(frozen=True)
class Published:
    """What may be shown of a table, and for the audit what is held back and why.

    `cells`: every cell; `totals`: every margin, the sum of its cells shown, None where none is. `people` and `known`, what outsiders
    are taken to know of the true totals (lowest, highest), are for later releases and never for a page.
    """

    name: str
    dimensions: tuple[Dimension, ...]
    measure: str
    cells: Mapping[Key, Shown]
    totals: Mapping[Margin, int | None]
    withheld: tuple[Withheld, ...]
    edition: str
    people: Population
    known: Mapping[Margin, tuple[int, int]]

    def why(self, key: Key, figure: str = "count") -> str:
        """The name of the rule that holds a figure back; empty where it is shown."""
        return next((each.rule for each in self.withheld if (each.key, each.figure) == (key, figure)), "")


def protect(table: Table, rules: Rules | None = None, *, also: Iterable[Key] = ()) -> Published:
    """Suppress, round, rebuild the totals. `also`: cells that are held back on top, because an attack needs them.

    Counts: the cell, and the rest of every line through it, hold at least `threshold` people, and people of enough schools; what is
    held back in a line is no small group either. Totals are sums of rounded cells, so that they say nothing that the cells do not.
    Sources: rules.toml. What one table by itself cannot show is found by `attack`; `release` does both.
    """
    rules = rules or current()
    hidden = held_back(table, rules, also)
    cells, withheld = {}, list(hidden.values())
    for key in table.places():
        cells[key], more = _shown(key, table.cells[key], rules, hidden=key in hidden)
        withheld += more
    return Published(
        table.name, table.dimensions, table.measure, cells, totals_of_shown(table.dimensions, cells), tuple(withheld), rules.edition,
        table.people, known_totals(table, rules),
    )  # fmt: skip


def _shown(key: Key, cell: Cell, rules: Rules, *, hidden: bool) -> tuple[Shown, list[Withheld]]:
    if cell.impossible:
        return Shown(0, impossible=True), []
    why = {
        "percent": None if cell.numerator is None else "count" if hidden else percent_rule(cell, rules),
        "mean": None if cell.mean is None else "count" if hidden else mean_rule(cell.count, cell.mean, rules),
    }
    shown = Shown(
        None if hidden else shown_count(cell.count, rules),
        percent(cell) if why["percent"] == "" else None,
        cell.mean.total / cell.count if cell.mean and why["mean"] == "" else None,
    )
    return shown, [Withheld(key, figure, rule) for figure, rule in why.items() if rule]


def totals_of_shown(dimensions: tuple[Dimension, ...], cells: Mapping[Key, Shown]) -> dict[Margin, int | None]:
    """The total of every margin: the sum of its cells shown; 0 where nobody can be in any of them, None where none is shown."""
    found: dict[Margin, int | None] = {}
    for margin in margins(dimensions):
        within = [cells[key] for key in matching(dimensions, margin)]
        counts = [cell.count for cell in within if cell.count is not None]
        hidden = any(cell.count is None for cell in within)
        found[margin] = None if hidden and not any(counts) else sum(counts)
    return found


def known_totals(table: Table, rules: Rules) -> dict[Margin, tuple[int, int]]:
    """What outsiders are taken to know of the true totals: lowest and highest of each that they know anything about."""
    everybody = (None,) * len(table.dimensions)
    if table.outsiders_know == EXACT_WHOLE:
        return {everybody: (table.total, table.total)}
    known = margins(table.dimensions) if table.outsiders_know == TOTALS else [everybody]
    return {margin: _as_if_published(sum(table.cells[key].count for key in matching(table.dimensions, margin)), rules) for margin in known}


def _as_if_published(true: int, rules: Rules) -> tuple[int, int]:
    shown = shown_count(true, rules)
    return (0, rules.threshold - 1) if shown is None else behind(shown, rules)

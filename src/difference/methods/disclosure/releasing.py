"""The one way out: protect, attack, hold back more, until the attack fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from difference.errors import BadInput
from difference.methods.disclosure.attacking import Attack, Finding, attack
from difference.methods.disclosure.populations import refuse_close_populations
from difference.methods.disclosure.publishing import Published, protect
from difference.methods.disclosure.rules import Rules, current
from difference.methods.disclosure.tables import Key, Table


@dataclass(frozen=True)
class Release:
    """What may leave, and the attack (not `thorough`) that it withstood together with everything released before."""

    published: Published
    withstood: Attack


def release(table: Table, rules: Rules | None = None, earlier: Sequence[Published] = ()) -> Release:
    """Protect a table so that nothing small can be worked out from it and all `earlier` releases together.

    Wherever an attack succeeds, the least cell shown in the same lines is held back too, and the attack is tried again. Raises
    BadInput (code “populations-too-close”) where the people differ by a few from those of an earlier release, and (code “given-away”)
    where a small number is given away even if all of this table is held back.
    """
    rules = rules or current()
    refuse_close_populations(table, earlier, rules)
    also: set[Key] = set()
    while True:
        published = protect(table, rules, also=also)
        tried = attack([*earlier, published], rules, thorough=False)
        if not tried.violations:
            return Release(published, tried)
        more = set(_next(table, published, tried.violations))
        if not more:
            raise _given_away(tried.violations)
        also |= more


def _next(table: Table, published: Published, violations: Iterable[Finding]) -> Iterable[Key]:
    """One cell for each number that is known too closely: the least shown, among those nearest to it."""
    shown = [key for key, cell in published.cells.items() if cell.count is not None and not cell.impossible]
    for finding in violations:
        near = {key: _apart(table, key, finding) for key in shown}
        if near:
            yield min(shown, key=lambda key: (near[key], table.cells[key].count, key))


def _apart(table: Table, key: Key, finding: Finding) -> int:
    """In how many dimensions a cell lies elsewhere than the number."""
    pairs = zip(table.dimensions, key, strict=True)
    return sum(name not in dimension.members(finding.where.get(dimension.name)) for dimension, name in pairs)


def _given_away(violations: Sequence[Finding]) -> BadInput:
    places: Mapping[str, list[str]] = {
        each.table: [f"{each.what} {', '.join(each.where.values()) or 'all'}: from {each.low} to {each.high}."] for each in violations
    }
    return BadInput(
        "This table gives a small number away beside what was released before, whatever is held back: join categories, or leave it.",
        fields=places,
        code="given-away",
    )

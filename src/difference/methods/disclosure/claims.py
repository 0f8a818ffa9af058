"""What a reader knows of a released table, as linear statements about the unknowns: what is shown, and what the rules say of the rest."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from difference.methods.disclosure.frames import ABOVE, BELOW, Indices, View
from difference.methods.disclosure.rules import Rules
from difference.methods.disclosure.showing import behind
from difference.methods.disclosure.tables import Key, lines


@dataclass(frozen=True)
class Claim:
    """`low` ≤ Σ weight × (number of people in a group) ≤ `high`; a group is the numbers of its unknowns."""

    terms: tuple[tuple[Indices, float], ...]
    low: float
    high: float


def claims(view: View, rules: Rules) -> Iterator[Claim]:
    """Everything that a reader knows of one table: each figure, the totals, and, if these rules made it, what follows from them."""
    for margin, (low, high) in view.published.known.items():
        names = [dimension.members(place) for dimension, place in zip(view.published.dimensions, margin, strict=True)]
        yield Claim(((view.pick(names), 1.0),), low, high)
    for key in view.published.cells:
        yield _count(view, key, rules)
        yield from _percentage(view, key, rules)
    if view.published.edition == rules.edition:
        yield from _lines(view, rules)


def group(view: View, keys: Sequence[Key], weight: float = 1.0, side: str = "") -> tuple[tuple[Indices, float], ...]:
    """Some cells of a table as terms of a claim."""
    return tuple((view.pick([(name,) for name in key], side), weight) for key in keys)


def _count(view: View, key: Key, rules: Rules) -> Claim:
    shown, cell = view.published.cells[key], group(view, [key])
    if shown.impossible:
        return Claim(cell, 0, 0)
    if shown.count is not None:
        return Claim(cell, *behind(shown.count, rules))
    if view.published.why(key) == "small":
        return Claim(cell, 0, rules.threshold - 1)
    return Claim(cell, rules.threshold, math.inf)


def _percentage(view: View, key: Key, rules: Rules) -> Iterator[Claim]:
    percent, why = view.published.cells[key].percent, view.published.why(key, "percent")
    if percent is None and why not in {"numerator", "rest"}:
        return
    above, below = group(view, [key], side=ABOVE), group(view, [key], side=BELOW)
    few, many = (0, rules.threshold - 1), (rules.threshold, math.inf)
    yield Claim(above, *(few if why == "numerator" else many))
    if why != "numerator":
        yield Claim(below, *(few if why == "rest" else many))
    if percent is not None:
        yield Claim((*group(view, [key], 100, ABOVE), *group(view, [key], 0.5 - percent)), 0, math.inf)
        yield Claim((*group(view, [key], 100, ABOVE), *group(view, [key], -0.5 - percent)), -math.inf, 0)


def _lines(view: View, rules: Rules) -> Iterator[Claim]:
    published = view.published
    along = {(each.key, each.along) for each in published.withheld if each.rule == "complement"}
    for place, line in lines(published.dimensions, lambda key: not published.cells[key].impossible):
        hidden = [key for key in line if published.cells[key].count is None]
        if 0 < len(hidden) < len(line):
            yield Claim(group(view, hidden), rules.threshold, math.inf)
        for key in line:
            rest = [other for other in line if other != key]
            if published.cells[key].count is not None:
                yield Claim(group(view, rest), rules.threshold, math.inf)
            elif (key, published.dimensions[place].name) in along:
                yield Claim(group(view, rest), 0, rules.threshold - 1)

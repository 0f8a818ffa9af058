"""Percentages and means of a table: which may be shown, and what they are."""

from __future__ import annotations

from difference.methods.disclosure.rules import Rules
from difference.methods.disclosure.tables import Cell, Mean


def percent(cell: Cell) -> int:
    """The whole per cent that the numerator is of the count; halfway goes up. The cell needs both."""
    return (200 * (cell.numerator or 0) + cell.count) // (2 * cell.count)


def percent_rule(cell: Cell, rules: Rules) -> str:
    """The rule that holds back the percentage of a cell whose count is shown; empty where none does."""
    above = cell.numerator or 0
    if cell.count < rules.base:
        return "base"
    if above < rules.threshold:
        return "numerator"
    return "rest" if cell.count - above < rules.threshold else ""


def mean_rule(count: int, mean: Mean, rules: Rules) -> str:
    """The rule that holds back a mean of `count` people; empty where none does. A mean of nothing but zeros has no largest."""
    if count < rules.mean:
        return "mean"
    if mean.largest > rules.largest * mean.absolute:
        return "largest"
    return "top_two" if mean.largest + mean.second > rules.top_two * mean.absolute else ""

"""The one place where a number of people becomes one that may be shown: suppressed first, rounded after."""

from __future__ import annotations

from difference.methods.disclosure.rules import Rules, current

HELD_BACK = "[c]"
IMPOSSIBLE = "[z]"


def rounded(count: int, to: int) -> int:
    """The multiple of `to` that is nearest to `count` (people, from 0); halfway goes up."""
    return (2 * count + to) // (2 * to) * to


def shown_count(count: int, rules: Rules | None = None) -> int | None:
    """One number of people as anybody may read it: None under the threshold, else rounded. Raises ValueError below zero.

    It knows nothing of other numbers: what stands in a table goes through `protect`, which calls this for each cell.
    """
    rules = rules or current()
    if count < 0:
        raise ValueError("A count of people is never below zero.")
    return None if count < rules.threshold else rounded(count, rules.rounded_to)


def behind(shown: int, rules: Rules) -> tuple[int, int]:
    """The lowest and the highest count that are shown as `shown`: all that a reader can know of it."""
    half = rules.rounded_to // 2
    low = shown - half
    high = shown + (rules.rounded_to - 1) // 2
    return max(low, rules.threshold), high

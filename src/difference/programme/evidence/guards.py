"""What stands in the way of a move: predicates on the loaded project, each a sentence or nothing."""

from __future__ import annotations

from typing import Any

from difference.foundations import clock
from difference.programme.evidence import lists
from difference.web.components.moments import in_words


def can_register(project: Any) -> str:
    """A protocol is registered before there is anything to measure, and for things that are still on the lists."""
    if project.ends_on < clock.today():
        return (
            f"By your plan the outcome was measured on {in_words(project.ends_on)}. Change the dates first: a protocol is registered before the data."
        )
    chosen = ((lists.practices(), project.practice), (lists.outcomes(), project.outcome), (lists.comparisons(), project.comparison))
    if any(slug not in known or not known[slug].open for known, slug in chosen):
        return "Something that you chose is not on our list any more. Change the plan first."
    return ""


def has_data(project: Any) -> str:
    """There is something to analyse."""
    return "" if project.present_data() else "No numbers are recorded yet."


def has_estimate(project: Any) -> str:
    """The numbers that stand now have been analysed."""
    data = project.present_data()
    return "" if data and data.present_estimate() else "The numbers that stand now have not been analysed."

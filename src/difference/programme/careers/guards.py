"""What stands in the way of a move: predicates on the loaded object, each a sentence or nothing."""

from __future__ import annotations

from typing import Any

from difference.foundations import clock
from difference.programme.careers import offering
from difference.web.components.moments import in_words

CLOSED = "This vacancy is not open any more."


def can_open(vacancy: Any) -> str:
    """A vacancy opens at an open mainstream or special school, before its closing day, which is before the start."""
    school = offering.school_today(vacancy)
    why_not = offering.why_not(school)
    if why_not:
        return why_not
    if vacancy.closes_on < clock.today():
        return f"Its closing day, {in_words(vacancy.closes_on)}, has passed. Change the day first."
    return ""


def takes_introductions(vacancy: Any) -> str:
    """Introductions begin while a vacancy is open, until its closing day is over."""
    if vacancy.state != "open":
        return CLOSED
    return "" if clock.today() <= vacancy.closes_on else f"The closing day of this vacancy was {in_words(vacancy.closes_on)}."


def can_be_asked_for(introduction: Any) -> str:
    """The same, of an introduction."""
    return takes_introductions(introduction.vacancy)


def vacancy_stands(introduction: Any) -> str:
    """Whoever has asked in time may go on after the closing day, as long as the vacancy is open."""
    return "" if introduction.vacancy.state == "open" else CLOSED

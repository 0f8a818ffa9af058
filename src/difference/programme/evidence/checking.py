"""Whether what somebody gave for a plan or for numbers can be used: every problem at once, by field."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from difference.foundations import clock
from difference.methods.problems import Problems
from difference.programme.evidence import lists, naming
from difference.programme.evidence.models import Project
from difference.programme.evidence.models.results import DIGITS, PLACES
from difference.web.components.moments import in_words

WORDS = {"title": 120, "what": 4000, "who": 2000}
FEWEST, MOST = 4, 100_000
YEARS_AHEAD = 5


def plan(values: Mapping[str, Any], present: Project | None = None) -> dict[str, Any]:
    """The plan, stripped. What stood in it before may stay though it has left its list. Raises BadInput by field."""
    problems, found = Problems(), dict(values)
    for name, most in WORDS.items():
        found[name] = str(values[name]).strip()
        _words(problems, name, found[name], most)
    for name, known in (("practice", lists.practices()), ("outcome", lists.outcomes()), ("comparison", lists.comparisons())):
        slug = values[name]
        if slug not in known or not (known[slug].open or slug == getattr(present, name, None)):
            problems.add(name, "Choose one from the list")
    if not FEWEST <= values["planned_pupils"] <= MOST:
        problems.add("planned_pupils", f"Both groups together have {FEWEST} pupils or more, and at most {MOST:,}")
    _dates(problems, values["starts_on"], values["ends_on"])
    problems.refuse("The plan cannot be kept like this.")
    return found


def _words(problems: Problems, name: str, text: str, most: int) -> None:
    if not text:
        problems.add(name, "Write this, in a few words")
    elif len(text) > most:
        problems.add(name, f"Use {most:,} characters or fewer")
    elif "\0" in text or any(0xD800 <= ord(letter) < 0xE000 for letter in text):
        problems.add(name, "It has a character that we cannot store")
    for sentence in naming.objections(text):
        problems.add(name, sentence)


def _dates(problems: Problems, starts_on: dt.date, ends_on: dt.date) -> None:
    latest = clock.today().year + YEARS_AHEAD
    if starts_on > ends_on:
        problems.add("ends_on", "The outcome is measured after the start, or on the same day")
    if ends_on < clock.today():
        problems.add("ends_on", "This day has passed: a project is planned before its outcome is measured")
    if ends_on.year > latest:
        problems.add("ends_on", f"Plan no further than {latest}")
    if starts_on.year < clock.today().year - YEARS_AHEAD:
        problems.add("starts_on", "This is too long ago")


def numbers(project: Project, values: Mapping[str, Any]) -> dict[str, Any]:
    """Two groups' numbers as they are stored. Raises BadInput by field."""
    problems = Problems()
    found = {name: _decimal(problems, name, values[name]) for name in ("m1", "sd1", "m2", "sd2")}
    sizes = {name: values[name] for name in ("n1", "n2")}
    for name, size in sizes.items():
        if size != int(size) or not 2 <= size <= MOST:
            problems.add(name, f"A group has 2 pupils or more, and at most {MOST:,}")
    for name in ("sd1", "sd2"):
        if found[name] < 0:
            problems.add(name, "A standard deviation is not below 0")
    if not problems:
        _possible(problems, lists.outcomes()[project.outcome], found, sizes)
    days = {name: values[name] for name in ("collected_from", "collected_until")}
    _collected(problems, project, **days)
    problems.refuse("These numbers cannot be recorded.")
    return {**found, **sizes, **days}


def _decimal(problems: Problems, name: str, given: Any) -> Decimal:
    try:
        number = Decimal(str(given))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        problems.add(name, "It must be a number")
        return Decimal(0)
    if abs(number) >= 10 ** (DIGITS - PLACES):
        problems.add(name, f"Use at most {DIGITS - PLACES} digits before the point")
        return Decimal(0)
    return number.quantize(Decimal(1).scaleb(-PLACES)) + 0


def _possible(problems: Problems, outcome: lists.Outcome, found: dict[str, Decimal], sizes: dict[str, int]) -> None:
    """No mean outside the outcome's values, and no spread that no group with this mean can have."""
    if found["sd1"] == found["sd2"] == 0:
        problems.add("sd1", "With no spread in either group there is no scale to measure an effect on")
    for group in "12":
        mean, spread, size = float(found[f"m{group}"]), float(found[f"sd{group}"]), sizes[f"n{group}"]
        low, high = outcome.lowest, outcome.highest
        if (low is not None and mean < low) or (high is not None and mean > high):
            problems.add(f"m{group}", f"{outcome.title} cannot have this mean: it lies {_between(low, high)}")
        elif low is not None and high is not None:
            most = math.sqrt((mean - low) * (high - mean) * size / (size - 1))
            if spread > most + 0.001:
                problems.add(f"sd{group}", f"With this mean and this many pupils a standard deviation is at most {most:.2f}")


def _between(low: float | None, high: float | None) -> str:
    if high is None:
        return f"at {low:g} or above"
    return f"at {high:g} or below" if low is None else f"between {low:g} and {high:g}"


def _collected(problems: Problems, project: Project, collected_from: dt.date, collected_until: dt.date) -> None:
    if collected_from > collected_until:
        problems.add("collected_until", "The last day comes after the first, or is the same")
    if collected_until > clock.today():
        problems.add("collected_until", "This day is still to come")
    if project.registered_at is not None:
        registered = clock.in_london(project.registered_at).date()
        if collected_from < registered:
            problems.add("collected_from", f"The protocol was registered on {in_words(registered)}: the outcome is measured from then on, not before")

"""Whether what somebody gave can be kept: texts of a length, keys of the dated lists, days that make sense. Each fault by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from difference.errors import BadInput
from difference.foundations import clock
from difference.programme.careers.models.profiles import VISIBILITY
from difference.programme.careers.queries.ranking import regions
from difference.programme.careers.rules import day_in_range, role_kinds, rules

CHOOSE = "Choose from the list"
NO_SUCH_DAY = "Give a day from today on, within three years"
Take = Callable[[Any], Any]


class Faults(Exception):
    """What is wrong with one field."""


def _text(name: str, called: str = "") -> Take:
    def take(value: Any) -> str:
        cleaned = str(value or "").replace("\x00", "").strip()
        if called and not cleaned:
            raise Faults(f"Enter {called}")
        longest = rules().characters[name]
        if len(cleaned) > longest:
            raise Faults(f"Use at most {longest:,} characters")
        return cleaned

    return take


def _keys(allowed: Callable[[], Iterable[str]]) -> Take:
    def take(value: Any) -> list[str]:
        given, known = set(value or ()), list(allowed())
        if not given <= set(known):
            raise Faults(CHOOSE)
        return [key for key in known if key in given]

    return take


def _key(allowed: Callable[[], Iterable[str]]) -> Take:
    def take(value: Any) -> str:
        if value not in set(allowed()):
            raise Faults(CHOOSE)
        return str(value)

    return take


def _day(*, needed: bool) -> Take:
    def take(value: Any) -> dt.date | None:
        if value is None and not needed:
            return None
        if not isinstance(value, dt.date) or not day_in_range(value, clock.today()):
            raise Faults(NO_SUCH_DAY)
        return value

    return take


def _available(value: Any) -> dt.date | None:
    # Whoever could start long ago can start: a day in the past is kept as it is.
    if value is None or (isinstance(value, dt.date) and value <= clock.today()):
        return value
    return _day(needed=False)(value)  # type: ignore[no-any-return]


def _journey(value: Any) -> int | None:
    most = rules().journey_minutes
    if value is None:
        return None
    if not isinstance(value, int) or not 1 <= value <= most:
        raise Faults(f"The longest journey must be from 1 to {most} minutes")
    return value


PROFILE: Mapping[str, Take] = {
    "headline": _text("headline", "what you look for"),
    "roles": _keys(role_kinds),
    "regions": _keys(regions),
    "journey_minutes": _journey,
    "phases": _keys(lambda: rules().phases),
    "patterns": _keys(lambda: rules().patterns),
    "available_from": _available,
    "experience": _text("experience"),
    "led": _text("led"),
    "visibility": _key(lambda: VISIBILITY),
}
VACANCY: Mapping[str, Take] = {
    "title": _text("title", "the title"),
    "role_kind": _key(role_kinds),
    "description": _text("description", "what the post leads"),
    "salary": _text("salary", "the salary"),
    "pattern": _key(lambda: rules().patterns),
    "starts_on": _day(needed=True),
    "closes_on": _day(needed=True),
}


def take(fields: Mapping[str, Take], given: Mapping[str, Any], sentence: str) -> dict[str, Any]:
    """The values to keep. What is left out counts as empty. Raises BadInput by field."""
    kept: dict[str, Any] = {}
    wrong: dict[str, list[str]] = {}
    for name, check in fields.items():
        try:
            kept[name] = check(given.get(name))
        except Faults as fault:
            wrong[name] = [str(fault)]
    if wrong:
        raise BadInput(sentence, fields=wrong)
    return kept


def profile(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a career profile."""
    return take(PROFILE, {"visibility": "nobody", **given}, "The profile cannot be saved as it stands.")


def vacancy(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a vacancy, whose closing day comes before its start."""
    kept = take(VACANCY, given, "The vacancy cannot be saved as it stands.")
    if kept["closes_on"] > kept["starts_on"]:
        raise BadInput("The vacancy cannot be saved as it stands.", fields={"closes_on": ["The closing day must not be after the start"]})
    return kept

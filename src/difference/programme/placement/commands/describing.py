"""What a school says of a post, checked field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from difference.errors import BadInput
from difference.foundations import clock
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models.posts import PHASES
from difference.programme.placement.requirements import in_force
from difference.programme.placement.rules import rules
from difference.web.components.moments import in_words

LONGEST = {"title": 120, "responsibilities": 4000, "salary": 80, "days": 80, "mentor": 200, "adjustments": 1000}
CALLED = {
    "title": "the title of the post", "responsibilities": "what the post leads", "salary": "the salary range", "days": "the working pattern",
}  # fmt: skip
FIELDS = (*LONGEST, "seats", "phase", "starts_on", "requirements")


def checked(given: Mapping[str, Any], cohort: Cohort) -> dict[str, Any]:
    """The fields of a post as they are kept. `mentor`, `adjustments`, `starts_on` and `requirements` may be left out. Raises BadInput by field."""
    values: dict[str, Any] = {name: str(given.get(name) or "").replace("\x00", "").strip() for name in LONGEST}
    wrong = _texts(values)
    values["seats"], most = given.get("seats"), rules().most_seats
    if not isinstance(values["seats"], int) or not 1 <= values["seats"] <= most:
        wrong["seats"] = [f"The number of people must be from 1 to {most}"]
    values["phase"] = given.get("phase")
    if values["phase"] not in PHASES:
        wrong["phase"] = ["Choose the phase of the post"]
    values["starts_on"] = given.get("starts_on")
    if objection := _start(values["starts_on"], cohort):
        wrong["starts_on"] = [objection]
    wanted, known = list(given.get("requirements") or ()), [one.key for one in in_force()]
    values["requirements"] = [key for key in known if key in wanted]
    if set(wanted) - set(known):
        wrong["requirements"] = ["Choose from the list what the post asks for"]
    if wrong:
        raise BadInput("The post cannot be saved as it stands.", fields=wrong)
    return values


def _texts(values: Mapping[str, str]) -> dict[str, list[str]]:
    wrong = {}
    for name, longest in LONGEST.items():
        if name in CALLED and not values[name]:
            wrong[name] = [f"Enter {CALLED[name]}"]
        elif len(values[name]) > longest:
            wrong[name] = [f"Use at most {longest:,} characters"]
    return wrong


def _start(day: dt.date | None, cohort: Cohort) -> str:
    if day is None:
        return ""
    if day < max(cohort.matching_on, clock.today()):
        return f"A post starts after matching day, {in_words(cohort.matching_on)}, and not in the past"
    return "" if day < cohort.ends_on else f"The two years of this cohort end on {in_words(cohort.ends_on)}"

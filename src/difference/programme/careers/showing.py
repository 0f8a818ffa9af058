"""How the things of careers stand on a page: vacancies, profiles, reasons and introductions as rows and tags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from difference.foundations.lifecycles.models import Staged
from difference.foundations.schools.models import School
from difference.programme.careers.fitting import CRITERIA, MET, NOT_MET, Fit, Reason
from difference.programme.careers.masked import Texts
from difference.programme.careers.models import CareerProfile, Introduction, Vacancy
from difference.programme.careers.queries.ranking import regions
from difference.programme.careers.reasons import DECLINED, OUTCOMES
from difference.programme.careers.rules import fitting_rule, role_kinds, rules
from difference.programme.careers.sides import PERSON, SCHOOL
from difference.web.components.lists import Row
from difference.web.components.tables import Column
from difference.web.values import Tag, Tone

TONES = {
    "open": Tone.PROGRESS, "suggested": Tone.HAND, "requested": Tone.HAND, "accepted": Tone.PROGRESS, "interviewing": Tone.PROGRESS,
    "appointed": Tone.GOOD,
}  # fmt: skip
VERDICTS = {MET: Tone.GOOD, NOT_MET: Tone.NEUTRAL}
REASON_COLUMNS = ("Criterion", "Is it met?", "Why", Column("Points", numeric=True))
RULE_COLUMNS = ("Criterion", Column("Points", numeric=True), "If it is not met")
GONE = "Somebody whose record has been erased"


def tag(thing: Staged, to: str = "staff") -> Tag:
    """The state of a thing, in the words of whoever looks: staff, partner or person."""
    state = thing.lifecycle.state(thing.state)
    words = {"partner": state.to_partner, "person": state.to_person}.get(to) or state.words.capitalize()
    return Tag(words, TONES.get(thing.state, Tone.NEUTRAL))


def whereabouts(school: School) -> str:
    """Town, authority and region."""
    parts = [school.town, school.authority.name, school.region.name if school.region else ""]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def about_vacancy(vacancy: Vacancy, school: School) -> list[Row]:
    """What an alumnus should know of a vacancy."""
    rows = [
        Row("School", [school.name, whereabouts(school)]),
        Row("Kind of post", role_kinds().get(vacancy.role_kind)),
        Row("Phase", school.phase or None, missing="The register does not say"),
        Row("What it leads", vacancy.description.splitlines()),
        Row("Salary", vacancy.salary),
        Row("Working pattern", rules().patterns.get(vacancy.pattern)),
        Row("Starts", vacancy.starts_on),
        Row("Introductions until", vacancy.closes_on),
    ]
    return [*rows, Row("How it ended", OUTCOMES[vacancy.outcome])] if vacancy.outcome else rows


def _words(keys: Iterable[str], words: Any) -> list[str] | None:
    return [words[key] for key in keys if key in words] or None


def about_profile(profile: CareerProfile, texts: Texts) -> list[Row]:
    """What a profile says, with its texts as the reader may read them."""
    journey = f"Up to {profile.journey_minutes} minutes" if profile.journey_minutes else None
    return [
        Row("Looks for", texts.headline),
        Row("Roles", _words(profile.roles, role_kinds())),
        Row("Regions", _words(profile.regions, regions())),
        Row("Longest journey to work", journey),
        Row("Phases", _words(profile.phases, rules().phases)),
        Row("Working patterns", _words(profile.patterns, rules().patterns)),
        Row("Could start from", profile.available_from),
        Row("Experience", texts.experience.splitlines() or None),
        Row("Has led", texts.led.splitlines() or None),
    ]


def _reason(reason: Reason) -> tuple[object, ...]:
    return CRITERIA[reason.criterion], Tag(reason.verdict.capitalize(), VERDICTS.get(reason.verdict, Tone.PROGRESS)), reason.sentence, reason.points


def reasons(fit: Fit) -> list[tuple[object, ...]]:
    """Each criterion with its verdict, its sentence and its points."""
    return [_reason(reason) for reason in fit.reasons]


def rule_rows() -> list[tuple[object, ...]]:
    """The published rule as a table."""
    rule = fitting_rule()
    return [(CRITERIA[name], points, "Does not fit" if name in rule.required else "No points") for name, points in rule.weights.items()]


def rule_context() -> dict[str, Any]:
    """What the explanation of the order needs."""
    rule = fitting_rule()
    return {"rule": rule, "rule_rows": rule_rows(), "rule_columns": RULE_COLUMNS, "reason_columns": REASON_COLUMNS}


def introduction_rows(introduction: Introduction, reader: str) -> list[Row]:
    """Who has agreed, since when, and why it ended. `reader` is a side, or staff."""
    you = {PERSON: "You agreed", SCHOOL: "The alumnus agreed"}.get(reader, "The alumnus agreed")
    they = "You agreed" if reader == SCHOOL else "The school agreed"
    rows = [
        Row(you, introduction.person_agreed_at, missing="Not yet"),
        Row(they, introduction.school_agreed_at, missing="Not yet"),
        Row("Last moved", introduction.moved_at),
    ]
    if introduction.reason:
        rows.append(Row("Why it ended", DECLINED[introduction.reason]))
    made = getattr(introduction, "appointment", None)
    if made is not None:
        rows.append(Row("Starts", made.starts_on))
    return rows

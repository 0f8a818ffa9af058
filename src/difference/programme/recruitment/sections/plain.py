"""The sections whose answers are fields of the application: about you, eligibility, experience, areas, adjustments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from difference.programme.recruitment.models import Application
from difference.programme.recruitment.models.application import RESPONSIBILITIES
from difference.programme.recruitment.rules import limits
from difference.programme.recruitment.sections.registry import Missing
from difference.programme.recruitment.sections.written import Written, plain, too_long

NONE_YET = "none"


def yes_or_no(value: bool | None) -> str | None:
    """An answer in words; None where there is none yet."""
    return None if value is None else "Yes" if value else "No"


def in_words(name: str, value: Any) -> object:
    """One answer as it is read."""
    if isinstance(value, bool):
        return yes_or_no(value)
    if name == "responsibility":
        return RESPONSIBILITIES.get(value)
    return value


def _empty(application: Application, sentences: Mapping[str, str]) -> list[Missing]:
    return [Missing(sentence, name) for name, sentence in sentences.items() if getattr(application, name) in (None, "", [])]


def _rows(application: Application, labels: Mapping[str, str]) -> list[tuple[str, object]]:
    return [(label, in_words(name, getattr(application, name))) for name, label in labels.items()]


ABOUT = {"phone": "Telephone number", "town": "Town or city where you live", "postcode": "Home postcode"}
ABOUT_MISSING = {"phone": "Enter your telephone number", "town": "Enter the town or city where you live", "postcode": "Enter your home postcode"}

ELIGIBILITY = {
    "right_to_work": "Right to work in the United Kingdom for the length of the programme",
    "qualified_teacher": "Qualified teacher status",
    "mainstream_years": "Years of teaching in mainstream schools",
    "works_in_ap_or_special": "Work in alternative provision, a pupil referral unit or a special school now",
}
ELIGIBILITY_MISSING = {
    "right_to_work": "Say whether you have the right to work in the United Kingdom for the length of the programme",
    "qualified_teacher": "Say whether you have qualified teacher status",
    "mainstream_years": "Enter how many years you have taught in mainstream schools",
    "works_in_ap_or_special": "Say whether you work in alternative provision, a pupil referral unit or a special school now",
}

EXPERIENCE = {
    "present_school": "School where you teach now",
    "present_role": "Your job there",
    "subjects": "What you teach",
    "experience": "Your experience",
    "responsibility": "Responsibility held",
    "responsibility_months": "Months that you have held it",
    "responsibility_text": "What you were responsible for, and what came of it",
}
EXPERIENCE_MISSING = {
    "present_school": "Enter the school where you teach now",
    "present_role": "Enter your job there",
    "subjects": "Enter what you teach",
    "experience": "Write about your experience",
    "responsibility": "Choose the responsibility that you have held, or “None yet”",
}
HELD_MISSING = {
    "responsibility_months": "Enter for how many months you have held it",
    "responsibility_text": "Write what you were responsible for, and what came of it",
}

AREAS = {"preferred_regions": "Regions where you could work", "travel_minutes": "Longest journey to work, in minutes"}
AREAS_MISSING = {"preferred_regions": "Choose at least one region", "travel_minutes": "Enter the longest journey that you would make, in minutes"}

ADJUSTMENTS = {"adjustments_needed": "Adjustments for assessment day", "adjustments": "What would help"}


def _eligibility_rows(application: Application) -> list[tuple[str, object]]:
    found = [(name, getattr(application, name)) for name in ELIGIBILITY]
    return [
        (ELIGIBILITY[name], f"{value.normalize():f}" if name == "mainstream_years" and value is not None else in_words(name, value))
        for name, value in found
    ]


def _experience_missing(application: Application) -> Sequence[Missing]:
    held = application.responsibility not in {"", NONE_YET}
    numbers = limits()
    return [
        *_empty(application, {**EXPERIENCE_MISSING, **(HELD_MISSING if held else {})}),
        *too_long("experience", "What you wrote about your experience", application.experience, numbers.experience_words),
        *too_long("responsibility_text", "What you wrote about your responsibility", application.responsibility_text, numbers.responsibility_words),
    ]


def _experience_rows(application: Application) -> list[tuple[str, object]]:
    rows = _rows(application, EXPERIENCE)
    return rows[:-2] if application.responsibility == NONE_YET else rows


def _adjustments_missing(application: Application) -> Sequence[Missing]:
    if application.adjustments_needed is None:
        return [Missing("Say whether you need adjustments for assessment day", "adjustments_needed")]
    if application.adjustments_needed and not application.adjustments:
        return [Missing("Say what would help you on assessment day", "adjustments")]
    return too_long("adjustments", "What you wrote about adjustments", application.adjustments, limits().adjustments_words)


def _adjustments_rows(application: Application) -> list[tuple[str, object]]:
    rows = _rows(application, ADJUSTMENTS)
    return rows if application.adjustments_needed else rows[:1]


def sections() -> list[Written]:
    """These sections, for the list."""
    return [
        plain("about", "About you", 10, ABOUT, lambda one: _empty(one, ABOUT_MISSING), lambda one: _rows(one, ABOUT)),
        plain("eligibility", "Eligibility", 20, ELIGIBILITY, lambda one: _empty(one, ELIGIBILITY_MISSING), _eligibility_rows),
        plain("experience", "Experience and responsibility held", 30, EXPERIENCE, _experience_missing, _experience_rows),
        plain("areas", "Preferred areas", 90, AREAS, lambda one: _empty(one, AREAS_MISSING), lambda one: _rows(one, AREAS)),
        plain("adjustments", "Adjustments for assessment day", 110, ADJUSTMENTS, _adjustments_missing, _adjustments_rows, staff_read=False),
    ]

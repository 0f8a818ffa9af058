"""The one masked view of an application: the only path by which assessors, a school, a search or a log may come to its text.

Identity fields are withheld: name, address, contact, schools, areas, referees, adjustments; equality answers are not
even reachable from here. In what is left, the candidate's names, their schools, their referees, and every school that
the register knows are masked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from difference.methods.selection import Terms, mask
from difference.programme.recruitment import school_names
from difference.programme.recruitment.models import Application

# Facts by what they are called.
YEARS, SUBJECTS, JOB = "Years of teaching in mainstream schools", "What they teach", "Their job"
RESPONSIBILITY, MONTHS = "Responsibility held", "Months that they have held it"


@dataclass(frozen=True)
class Masked:
    """An application without who it is: facts and long texts in their order, and the answers by criterion."""

    reference: str
    facts: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    answers: Mapping[str, str]


def view(application_id: UUID) -> Masked:
    """The masked application. Raises Application.DoesNotExist."""
    rows = Application.objects.select_related("person").prefetch_related("answers", "references")
    return masked(rows.get(pk=application_id))


def masked(application: Application) -> Masked:
    """The same of an application at hand."""
    answers = {answer.criterion: answer.text for answer in application.answers.all()}
    free = [application.present_role, application.subjects, application.experience, application.responsibility_text, *answers.values()]
    terms = _terms(application, "\n".join(free))

    def without_names(text: str) -> str:
        return mask(text, terms).text

    facts = (
        (YEARS, _number(application.mainstream_years)),
        (SUBJECTS, without_names(application.subjects)),
        (JOB, without_names(application.present_role)),
        (RESPONSIBILITY, application.get_responsibility_display()),
        (MONTHS, _number(application.responsibility_months)),
    )
    texts = (
        ("Experience", without_names(application.experience)),
        ("What they were responsible for, and what came of it", without_names(application.responsibility_text)),
    )
    return Masked(application.reference, facts, texts, {key: without_names(text) for key, text in answers.items()})


def _number(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value).removesuffix(".0")


def _terms(application: Application, text: str) -> Terms:
    person = application.person
    referees = list(application.references.all())
    names = [person.full_name, person.known_as, *(referee.name for referee in referees)]
    schools = [application.present_school, *(referee.organisation for referee in referees), *school_names.in_text(text)]
    return Terms(names=_with_letters(names), schools=_with_letters(schools))


def _with_letters(words: list[str]) -> tuple[str, ...]:
    return tuple(word for word in words if any(letter.isalpha() for letter in word))

"""What the imported register says now about alternative provision: how many, where, of which type, and its grades."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from difference.foundations.actors import Actor
from difference.foundations.schools import queries as schools
from difference.foundations.schools import showing
from difference.foundations.schools.models import RegisterImport, School
from difference.sector.observatory.published import published

UNKNOWN = "Unknown"


@dataclass(frozen=True)
class Grades:
    """Schools by their last grade: those judged Inadequate, those graded at all, and all."""

    inadequate: int
    graded: int
    schools: int


@dataclass(frozen=True)
class Register:
    """The register as imported. `opened` and `closed` are the last year's schools, None where no file tells; so with `by_grade`."""

    files: Sequence[RegisterImport]
    invented: bool
    total: int
    by_region: Mapping[str, int]
    by_type: Mapping[str, int]
    by_grade: Mapping[str, int] | None
    opened: Sequence[School] | None
    closed: Sequence[School] | None
    open_schools: Sequence[School]

    @property
    def dated(self) -> dt.date | None:
        """The day of the newest file."""
        return max((made.dated for made in self.files), default=None)

    @property
    def period(self) -> str:
        """The day of the newest file, as the period of what is computed from it."""
        return self.dated.isoformat() if self.dated else ""

    @property
    def graded_on(self) -> dt.date | None:
        """The day of the newest file that speaks of grades; None where none does, so that a grade has no source."""
        return max((made.dated for made in self.files if "ofsted_grade" in made.carries), default=None)


def is_inadequate(school: School) -> bool:
    """Whether the last grade is Inadequate, or one of the kinds of it."""
    return school.ofsted_grade.casefold() in published().inadequate


def is_graded(school: School) -> bool:
    """Whether the register gives a grade that we know."""
    return is_inadequate(school) or school.ofsted_grade.casefold() in published().other_grades


def grades_of(held: Sequence[School]) -> Grades:
    """How many of these schools are graded, and how many of those Inadequate."""
    return Grades(sum(map(is_inadequate, held)), sum(map(is_graded, held)), len(held))


def read(actor: Actor) -> Register:
    """The register as it stands."""
    summary, files = schools.summary(actor), showing.files_in_force()
    listed = list(schools.alternative_provision(actor).order_by("urn"))
    open_schools = [school for school in listed if school.is_open]
    dated = max((made.dated for made in files), default=None)
    return Register(
        files=files,
        invented=showing.is_invented(files),
        total=summary["total"],
        by_region=summary["by_region"],
        by_type=summary["by_type"],
        by_grade=_by_grade(open_schools),
        opened=_within_a_year(listed, "opened_on", dated),
        closed=_within_a_year(listed, "closed_on", dated),
        open_schools=open_schools,
    )


def _by_grade(open_schools: Sequence[School]) -> Mapping[str, int] | None:
    if not any(school.ofsted_grade for school in open_schools):
        return None
    counted = Counter(school.ofsted_grade or UNKNOWN for school in open_schools)
    order = [*published().other_grades, *published().inadequate]
    return dict(sorted(counted.items(), key=lambda row: (order.index(row[0].casefold()) if row[0].casefold() in order else len(order), row[0])))


def _within_a_year(listed: Sequence[School], field: str, dated: dt.date | None) -> Sequence[School] | None:
    """Schools whose day lies in the year before the register's own; None where no school has such a day."""
    days = [(getattr(school, field), school) for school in listed if getattr(school, field) is not None]
    if not days or dated is None:
        return None
    since = dated - dt.timedelta(days=365)
    return [school for day, school in sorted(days, key=lambda row: (row[0], row[1].urn)) if since < day <= dated]

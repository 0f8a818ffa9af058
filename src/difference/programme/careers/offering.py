"""Which schools offer vacancies: who speaks for them, and which of them may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from difference.foundations.actors import Actor
from difference.foundations.schools import reach
from difference.foundations.schools.models import School
from difference.foundations.schools.queries import present_of
from difference.foundations.schools.reach import with_former
from difference.foundations.schools.register.establishments import MAINSTREAM, SECTORS, SPECIAL

ROLE = "vacancy_school"
MAY_OFFER = (MAINSTREAM, SPECIAL)

__all__ = ["Offering", "present", "reached", "school_today", "why_not", "with_former"]


@dataclass(frozen=True)
class Offering:
    """One school that offers: what a new vacancy belongs to."""

    school: School

    @property
    def school_id(self) -> int:
        """The number of the school, by which policies know it."""
        return self.school.urn


def present(actor: Actor) -> list[School]:
    """The schools for which the actor offers vacancies, as they stand today, by name."""
    return reach.present(actor, ROLE)


def reached(actor: Actor) -> frozenset[int]:
    """The numbers of these schools and of those that came before them."""
    return reach.reached(actor, ROLE)


def school_today(vacancy: Any) -> School:
    """The school that stands today for a vacancy's."""
    return present_of([vacancy.school])[vacancy.school_id]


def why_not(school: School) -> str:
    """Why a school cannot offer vacancies, or nothing."""
    if not school.is_open:
        return f"{school.name} is closed on the register. If another school followed it, ask us to enter that school as its successor."
    if school.sector not in MAY_OFFER:
        return f"{school.name} is {SECTORS[school.sector].lower()} on the register. Vacancies here are those of mainstream and special schools."
    return ""

"""How far a grant reaches, with the name of the school or the cohort instead of its key."""

from __future__ import annotations

from uuid import UUID

from difference.foundations.actors import Actor, Held
from difference.foundations.people.roles import SCOPES
from difference.foundations.schools.models import School
from difference.programme.cohorts import queries as cohorts


def _cohort(actor: Actor, key: str) -> str:
    try:
        found = cohorts.visible_to(actor).filter(pk=UUID(key)).first()
    except ValueError:
        found = None
    return f"the cohort {found}" if found else SCOPES["cohort"]


def _school(key: str) -> str:
    found = School.objects.filter(pk=int(key)).first() if key.isascii() and key.isdigit() else None
    return found.name if found else SCOPES["organisation"]


def in_words(actor: Actor, held: Held) -> str:
    """“The whole programme”, “the cohort 2027”, or a school's name."""
    if held.scope == "self":
        return "your own record"
    if held.scope == "cohort":
        return _cohort(actor, held.scope_id)
    return _school(held.scope_id) if held.scope == "organisation" else SCOPES[held.scope]

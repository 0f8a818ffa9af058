"""How far staff of recruitment and of safer recruitment reach, for references and checks: a condition on applications."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from difference.foundations.actors import Actor
from difference.programme.recruitment.queries.reach import cohorts

FUNCTIONS = ("recruitment", "safer_recruitment")


def not_own(actor: Actor, prefix: str = "") -> Q:
    """Everybody’s but the actor’s own."""
    own: Any = actor.person_id
    return ~Q(**{f"{prefix}person_id": own})


def within(actor: Actor, prefix: str = "", functions: tuple[str, ...] = FUNCTIONS) -> Q:
    """Applications of the cohorts that the actor works on in any of these functions, sent at least. `prefix` leads to the application."""
    return Q(**{f"{prefix}cohort__in": cohorts(actor, "staff", functions)}) & ~Q(**{f"{prefix}state": "draft"})

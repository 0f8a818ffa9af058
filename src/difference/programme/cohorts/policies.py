"""Who may do what with cohorts."""

from __future__ import annotations

from typing import Any

from rules.predicates import Predicate

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import anyone, staff, the_system
from difference.foundations.actors import Actor


def staff_of_it(function: str) -> Predicate:
    """Programme staff of one function whose grant reaches the cohort: all of them, or this one."""

    def reaches(actor: Actor, thing: Any) -> bool:
        held = [(grant.scope, grant.scope_id) for grant in actor.grants if (grant.role, grant.function) == ("staff", function)]
        return thing is None or any(scope == "programme" or (scope, key) == ("cohort", str(thing.pk)) for scope, key in held)

    return staff(function) & Predicate(reaches, name="whose grant reaches it")


declare("cohorts.see", "see a cohort with its dates and where we place", anyone)
declare("cohorts.make", "set up a cohort", staff("recruitment") | the_system)
declare("cohorts.rank-again", "open ranking once more for those without a post, and say when the next matching day is", staff_of_it("placement"))
declare("cohorts.change", "change a cohort’s dates, places or where we place", staff_of_it("recruitment"))

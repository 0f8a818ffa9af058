"""Who may do what with equality monitoring: each person with their own answers, staff with protected counts, nobody with more."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import phrase, the_system
from difference.foundations.actors import Actor
from difference.programme.cohorts.policies import staff_of_it


@phrase("whose answers they are")
def own_answers(actor: Actor, thing: Any) -> bool:
    """The application beside which the answers are given, or the answers themselves, are the actor's own."""
    return thing is not None and actor.person_id is not None and thing.person_id == actor.person_id


declare("equality.see-own", "see their own answers to the questions of equality monitoring", own_answers)
declare("equality.answer", "answer the questions of equality monitoring, or change their answers, until applications close", own_answers)
declare("equality.erase", "erase their own answers to the questions of equality monitoring", own_answers)
declare(
    "equality.see-counts",
    "see how many people of a cohort gave which answer, where no group is small",
    staff_of_it("recruitment") | staff_of_it("evidence"),
)
declare(
    "equality.see-outcomes",
    "see, by group and where no group is small, how many people of a cohort were placed",
    staff_of_it("recruitment") | staff_of_it("evidence") | staff_of_it("placement"),
)
declare("equality.count-outcomes", "count by group how a matching went, while answers still have their link", the_system)
declare("equality.unlink", "take the link to a person off answers, once the cycle of recruitment has ended", the_system)

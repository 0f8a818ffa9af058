"""Who may do what with cases of extenuating circumstances."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import phrase, the_system
from difference.foundations.actors import Actor
from difference.programme.training import conflicts
from difference.programme.training.policies import concerned, examiners, not_about_them, studying, trainers


@phrase("other than their coach or marker")
def apart_from_them(actor: Actor, thing: Any) -> bool:
    """Whoever decides stands apart from whom it is about."""
    enrolment = getattr(thing, "enrolment", None)
    return enrolment is None or not (conflicts.coaches(actor.person_id, enrolment) or conflicts.marks(actor.person_id, enrolment))


deciders = examiners & not_about_them & apart_from_them

declare("training.see-own-cases", "see their own cases of extenuating circumstances", studying)
declare("training.write-case", "ask for extenuating circumstances of their own to be taken into account, and take it back", concerned)
declare("training.see-cases", "see that cases of extenuating circumstances wait, and what became of them", examiners)
declare("training.read-case", "read what was written in a case of extenuating circumstances", concerned | deciders)
declare("training.decide-case", "decide a case of extenuating circumstances", deciders)
declare("training.see-extensions", "see that a deadline was extended, without why", trainers | examiners)
declare("training.sweep-evidence", "delete evidence of extenuating circumstances once what was written in its case has gone", the_system)

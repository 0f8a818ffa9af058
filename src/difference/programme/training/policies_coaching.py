"""Who may do what with coaching. What is written between a participant and their coach, nobody else reads: no staff, no officer, no administrator."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import phrase
from difference.foundations.actors import Actor
from difference.programme.training import coaches
from difference.programme.training.policies import concerned, not_about_them, studying, trainers
from difference.programme.training.policies_sessions import any_coach, coaches_them


@phrase("the participant whose it is")
def whose(actor: Actor, thing: Any) -> bool:
    """The enrolment, note or goal is their own."""
    enrolment = getattr(thing, "enrolment", thing)
    return bool(concerned.test(actor, enrolment))


@phrase("the coach with whom it was shared, while they coach")
def shared_with(actor: Actor, thing: Any) -> bool:
    """The note belongs to the very coaching that they have now."""
    coaching = getattr(thing, "coaching_id", None)
    present = coaches.coaches_now(actor, thing.enrolment) if coaching else None
    return present is not None and present.pk == coaching


@phrase("who wrote it")
def wrote(actor: Actor, thing: Any) -> bool:
    """The note is of their own hand."""
    return actor.person_id is not None and getattr(thing, "written_by", None) == actor.person_id


declare("training.see-coached", "see the participants whom they coach", any_coach)
declare("training.see-my-coach", "see who coaches them, and what they keep together", studying)
declare("training.open-coaching", "open the page that a participant and their coach keep together", whose | coaches_them)
declare("training.read-note", "read a note of coaching", whose | shared_with)
declare("training.write-note", "write a note to a participant whom they coach", coaches_them)
declare("training.write-reflection", "write a reflection of their own, and share it with their coach", whose)
declare("training.remove-note", "remove a note that they wrote", (whose | shared_with) & wrote)
declare("training.keep-goals", "set, change and reach goals", whose | coaches_them)
declare("training.see-coachings", "see who coaches whom, and nothing of what they write", trainers)
declare("training.name-coach", "name somebody’s coach, or end a coaching", trainers & not_about_them)

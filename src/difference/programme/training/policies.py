"""Who may do what with the curriculum, enrolments, work handed in, marks, boards and awards."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import anyone, phrase, role, staff, the_system
from difference.foundations.actors import Actor

trainers = staff("training")
examiners = staff("examinations")
markers = trainers | examiners
safeguarding_lead = role("staff", "a safeguarding lead", "safer_recruitment")


@phrase("the participant concerned")
def concerned(actor: Actor, thing: Any) -> bool:
    """The enrolment, result, submission or award is the actor's own."""
    return actor.person_id is not None and getattr(thing, "person_id", None) == actor.person_id


@phrase("somebody with an enrolment")
def studying(actor: Actor, thing: Any) -> bool:
    """Whoever is signed in, for themself: what they see follows from their own enrolments."""
    return actor.signed_in and (thing is None or concerned.test(actor, thing))


@phrase("other than the participant concerned")
def not_about_them(actor: Actor, thing: Any) -> bool:
    """Nobody decides about their own studies."""
    return thing is None or not concerned.test(actor, thing)


@phrase("to whom it was given to mark")
def given_to(actor: Actor, thing: Any) -> bool:
    """The marking is the actor's own."""
    return thing is None or (actor.person_id is not None and getattr(thing, "marker", None) == actor.person_id)


@phrase("other than the marker")
def another_than_marked(actor: Actor, thing: Any) -> bool:
    """A marker never moderates their own mark."""
    return thing is None or getattr(thing, "marker", None) != actor.person_id


def _board(thing: Any) -> Any:
    """The board that a thing is, or that decided about it."""
    decision = getattr(thing, "decision", None)
    return decision.board if decision is not None else getattr(thing, "board", thing)


@phrase("the chair of the board")
def chair(actor: Actor, thing: Any) -> bool:
    """The board is theirs."""
    return thing is None or (actor.person_id is not None and getattr(_board(thing), "chair", None) == actor.person_id)


@phrase("other than whoever confirmed it")
def another_than_confirmed(actor: Actor, thing: Any) -> bool:
    """Releasing needs a second person."""
    return thing is None or getattr(_board(thing), "confirmed_by", None) != actor.person_id


# Curriculum and certificates
declare("training.see-curriculum", "see what the programme teaches, and its rules", anyone)
declare("training.check-certificate", "check a certificate by its code and the surname on it", anyone)

# Enrolments
declare("training.see-own-studies", "see their own enrolment: what is due, what they handed in, and what was released", studying)
declare("training.see-cohort", "see who is enrolled in a cohort, where each stands and who is late", (trainers | examiners) & not_about_them)
declare("training.enrol", "enrol whoever holds a confirmed placement", trainers | the_system)
declare("training.defer", "pause somebody’s studies, and let them go on", trainers & not_about_them)
declare("training.withdraw", "note that somebody has left the course, with trigger and reasons", trainers & not_about_them)
declare("training.read-withdrawal", "read what was written in confidence about a withdrawal", safeguarding_lead)
declare("training.complete", "let studies be complete and the award be held, as its release brings about", examiners & not_about_them)

# Work and marks
declare("training.hand-in", "hand in work of their own", concerned)
declare("training.close-module", "let a module count as handed in, with its last component", concerned | examiners)
declare("training.note-missing", "note that work was not handed in", examiners & not_about_them)
declare("training.see-marking", "see what is given to them to mark, and what waits for moderation, under numbers", markers)
declare("training.allot", "give work to a marker, and take it back", examiners & not_about_them)
declare("training.mark", "mark work that was given to them, without knowing whose it is", markers & given_to & not_about_them)
declare("training.moderate", "look at somebody else’s mark: agree, or change it with a reason", markers & another_than_marked & not_about_them)
declare("training.mark-module", "let a module count as marked or moderated, with its last component", markers & not_about_them)

# Boards and awards
declare("training.see-papers", "see the papers and minutes of a board", examiners)
declare("training.hold-board", "hold a board on its day, and write down its decisions", examiners & chair)
declare("training.confirm-board", "confirm the decisions of the board that they chair", examiners & chair)
declare("training.confirm-result", "let a result stand as the board that they chair decided", examiners & chair & not_about_them)
declare("training.release-board", "release results and awards that somebody else confirmed", examiners & another_than_confirmed)
declare("training.release-result", "let a participant see a result that somebody else confirmed", examiners & another_than_confirmed & not_about_them)

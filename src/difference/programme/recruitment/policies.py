"""Who may do what with applications, references, assessments, decisions, offers and checks."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import any_staff, anyone, phrase, role, signed_in, staff, the_system
from difference.foundations.actors import LINK, Actor

recruiters = staff("recruitment")
safer_recruiters = staff("safer_recruitment")
assessor = role("assessor", "an assessor")


def _application(thing: Any) -> Any:
    """The application that a thing is, or is about; None for what is about no one application, such as a round."""
    found = getattr(thing, "application", thing)
    return found if hasattr(found, "person_id") else None


@phrase("the candidate")
def applicant(actor: Actor, thing: Any) -> bool:
    """The application is the actor's own."""
    application = _application(thing)
    return application is not None and actor.person_id is not None and application.person_id == actor.person_id


@phrase("given the application to read")
def given_it(actor: Actor, thing: Any) -> bool:
    """The assessment is the actor's own."""
    return thing is not None and actor.person_id is not None and getattr(thing, "assessor_id", None) == actor.person_id


@phrase("other than whoever proposed it")
def another_than_proposed(actor: Actor, thing: Any) -> bool:
    """A decision needs a second person."""
    return getattr(thing, "proposed_by", None) is None or thing.proposed_by != actor.person_id


@phrase("once it has been sent")
def sent(actor: Actor, thing: Any) -> bool:
    """Until it is sent, what is in an application is the candidate's own."""
    return thing is None or _application(thing).submitted_at is not None


@phrase("other than the candidate")
def not_own(actor: Actor, thing: Any) -> bool:
    """Staff who apply do not act on their own application."""
    return not applicant.test(actor, thing)


@phrase("without a conflict of interest")
def no_conflict(actor: Actor, thing: Any) -> bool:
    """Whoever has declared a conflict about an application neither sees its scores nor decides about it."""
    application = _application(thing)
    return application is None or all(conflict.assessor_id != actor.person_id for conflict in application.conflicts.all())


@phrase("with nothing of it still to score")
def not_to_score(actor: Actor, thing: Any) -> bool:
    """Others’ scores are seen once one’s own are sent."""
    application = _application(thing)
    return application is None or all(one.submitted_at for one in application.assessments.all() if one.assessor_id == actor.person_id)


@phrase("the referee, by the link that was sent to them")
def referee(actor: Actor, thing: Any) -> bool:
    """The actor came by a link that belongs to this very reference."""
    return actor.kind == LINK and thing is not None and actor.label == f"reference {thing.pk}"


decides = recruiters & not_own & no_conflict
either_recruiters = recruiters | safer_recruiters

declare("recruitment.check-eligibility", "check with five questions whether they could apply; nothing is kept", anyone)
declare("recruitment.start", "start an application", signed_in)
declare("recruitment.see-own", "see their own application and its timeline", applicant)
declare("recruitment.write", "write their own application until it is sent", applicant)
declare("recruitment.submit", "send their own application", applicant)
declare("recruitment.withdraw", "withdraw their own application", applicant)
declare("recruitment.object", "ask us to look again when their own application was found not eligible", applicant)
declare("recruitment.answer-offer", "accept or decline an offer", applicant)

declare("recruitment.see-list", "see the applications of a cohort", recruiters)
declare("recruitment.see", "read an application", recruiters & not_own)
declare("recruitment.see-adjustments", "read what a candidate asks for on assessment day", recruiters & not_own & sent)
declare("recruitment.take-in", "take an application in for reading", recruiters & not_own)
declare("recruitment.mark-inactive", "mark a draft as inactive that nobody has touched for a while, and tell the candidate", the_system)
declare("recruitment.find-ineligible", "find an application not eligible, with a reason", (recruiters & not_own) | the_system)
declare("recruitment.overrule", "let an application go on that was found not eligible, giving a reason", recruiters & not_own)

declare("recruitment.plan-rounds", "plan rounds of selection and share the applications out by lot", recruiters)
declare("recruitment.see-round", "see who reads what in a round, and the means", recruiters)
declare("recruitment.give", "give an application to an assessor by hand, or take it back", decides)
declare("recruitment.see-queue", "see which applications they were given to read", assessor)
declare("recruitment.declare-interest", "say whether they have a conflict of interest", assessor & given_it)
declare("recruitment.read-masked", "read an application without its names and schools", assessor & given_it)
declare("recruitment.score", "score an application that they were given", assessor & given_it)
declare("recruitment.finish-assessment", "close the assessment of an application", recruiters & not_own)
declare("recruitment.see-scores", "see the scores and reasons of all assessors", decides & not_to_score)
declare("recruitment.declare-conflict-as-staff", "say that they should not decide about a candidate", recruiters & not_own)

declare("recruitment.propose-decision", "propose a decision", decides)
declare("recruitment.confirm-decision", "confirm a decision that somebody else proposed", decides & another_than_proposed)
declare("recruitment.discard-decision", "discard a decision that is not published", recruiters & not_own)
declare("recruitment.publish-decision", "publish decisions that have been confirmed", decides)
declare("recruitment.let-lapse", "let an offer lapse that was not answered in time", the_system)

declare("recruitment.see-references", "see which references were asked for and which have come", either_recruiters & not_own)
declare("recruitment.request-reference", "ask a referee for a reference", (either_recruiters & not_own) | the_system)
declare("recruitment.name-referee", "mend a referee’s address, or put down another referee whom the candidate has named", either_recruiters & not_own)
declare("recruitment.remind-referee", "remind a referee, once, who has not answered", the_system)
declare("recruitment.open-reference-link", "open the link by which a reference is asked for", anyone)
declare("recruitment.give-reference", "give the reference that they were asked for, or say that they would rather not", referee)
declare("recruitment.read-reference", "read a reference", either_recruiters & not_own)
declare("recruitment.verify-reference", "note that they have checked a reference with the referee by telephone", either_recruiters & not_own)
declare(
    "recruitment.verify-worrying-reference",
    "note that they have checked a reference by telephone that says something against the candidate",
    safer_recruiters & not_own,
)
declare("recruitment.see-checks", "see which safer-recruitment checks are done", either_recruiters & not_own)
declare("recruitment.do-check", "note a safer-recruitment check as done, or undo it", safer_recruiters & not_own)
declare("recruitment.see-places", "see how many people stand at each stage", any_staff)

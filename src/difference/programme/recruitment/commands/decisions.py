"""Decisions: proposed by one person, confirmed by another, published together once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from difference.errors import BadInput, DifferenceError, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.access import actions
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import letters_selection
from difference.programme.recruitment.models import Application, Decision, Offer
from difference.programme.recruitment.queries import decisions as queries
from difference.programme.recruitment.queries.reach import who
from difference.programme.recruitment.states import APPLICATION

LONGEST_FEEDBACK = 4000
GONE = "This decision has been published, discarded or confirmed already. Look again."


class NotPublished(NotNow):
    """Nothing was published; `stale` has (decision, why) for each that stood in the way."""

    def __init__(self, sentence: str, stale: Sequence[tuple[Decision, str]]) -> None:
        super().__init__(sentence)
        self.stale = tuple(stale)


def _check(application: Application, outcome: str, reason: str, feedback: str) -> None:
    possible = queries.outcomes_from(application.state)
    if outcome not in possible:
        if not possible:
            raise NotNow(queries.why_not_yet(application))
        raise BadInput("Choose what is decided.", fields={"outcome": ["Choose one from the list."]})
    reasons = APPLICATION.move(outcome).reasons
    if reasons and reason not in reasons:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Choose a reason from the list."]})
    if not reasons and reason:
        raise BadInput("This outcome has no reason.", fields={"reason": ["Leave the reason empty: only turning somebody down has one."]})
    if len(feedback) > LONGEST_FEEDBACK:
        raise BadInput("The words are too long.", fields={"feedback": [f"Write at most {LONGEST_FEEDBACK:,} characters."]})
    objection = queries.why_not_yet(application, reason)
    if objection:
        raise NotNow(objection)


def _propose(by: Actor, application: Application, outcome: str, reason: str, feedback: str) -> Decision:
    allow(by, "recruitment.propose-decision", application)
    _check(application, outcome, reason, feedback)
    try:
        with transaction.atomic():
            made = Decision.objects.create(
                application=application, outcome=outcome, reason=reason, feedback=feedback, proposed_by=who(by), proposed_at=clock.now()
            )
    except IntegrityError:
        raise NotNow(f"There is a decision about {application.reference} already that is not published. Discard it first.") from None
    record(by, "recruitment.propose-decision", made, subject=application.person_id, fields=["outcome", "reason", "feedback"], reason=reason)
    return made


@sensitive_variables("feedback")
@command
def propose(*, by: Actor, application: Application, outcome: str, reason: str = "", feedback: str = "") -> Decision:
    """Propose a decision about one application. Raises BadInput by field, NotNow while scores are missing or one is pending."""
    return _propose(by, application, outcome, reason, feedback.strip())


@sensitive_variables("feedback")
@command
def propose_many(*, by: Actor, applications: Iterable[Application], outcome: str, reason: str = "", feedback: str = "") -> list[Decision]:
    """Propose the same decision about several applications: all or none."""
    chosen = list(applications)
    if not chosen:
        raise BadInput("Nobody was chosen.", fields={"applications": ["Choose at least one application."]})
    return [_propose(by, application, outcome, reason, feedback.strip()) for application in chosen]


def _confirm(by: Actor, decision: Decision) -> Decision:
    try:
        allow(by, "recruitment.confirm-decision", decision)
    except NotAllowed:
        if decision.proposed_by == by.person_id:
            raise NotAllowed("You proposed this decision. Somebody else has to confirm it.") from None
        raise
    why_not = queries.what_is_missing(decision) if decision.application.state not in APPLICATION.move(decision.outcome).sources else ""
    if why_not:
        raise NotNow(why_not)
    now, waiting = clock.now(), Decision.objects.filter(pk=decision.pk, confirmed_at=None, discarded_at=None, published_at=None)
    if waiting.update(confirmed_by=by.person_id, confirmed_at=now) != 1:
        raise NotNow(GONE)
    record(by, "recruitment.confirm-decision", decision, subject=decision.application.person_id, fields=["confirmed_by", "confirmed_at"])
    decision.refresh_from_db(fields=["confirmed_by", "confirmed_at"])
    return decision


@command
def confirm(*, by: Actor, decision: Decision) -> Decision:
    """A second person confirms a decision. Raises NotAllowed for whoever proposed it, NotNow when it is out of date or gone."""
    return _confirm(by, decision)


@command
def confirm_many(*, by: Actor, decisions: Iterable[Decision]) -> int:
    """Confirm several decisions that somebody else proposed: all or none; returns how many."""
    chosen = list(decisions)
    if not chosen:
        raise BadInput("Nothing was chosen.", fields={"decisions": ["Choose at least one decision."]})
    return len([_confirm(by, decision) for decision in chosen])


@command
def discard(*, by: Actor, decision: Decision) -> None:
    """Discard a decision that is not published, confirmed or not. Raises NotNow for a second click."""
    allow(by, "recruitment.discard-decision", decision)
    waiting = Decision.objects.filter(pk=decision.pk, discarded_at=None, published_at=None)
    if waiting.update(discarded_by=by.person_id, discarded_at=clock.now()) != 1:
        raise NotNow(GONE)
    record(by, "recruitment.discard-decision", decision, subject=decision.application.person_id, fields=["discarded_by", "discarded_at"])


@command
def publish(*, by: Actor, cohort: Cohort, seen: str) -> int:
    """Publish every confirmed decision of a cohort in one transaction, and write to each candidate; returns how many.

    `seen` is the digest of the list that was looked at: another list is not published. Raises NotPublished, with each
    decision that stood in the way, and then nothing is published.
    """
    allow(by, "recruitment.publish-decision")
    ready = [decision for decision in queries.unpublished(cohort) if decision.confirmed_at]
    if not ready:
        raise NotNow("There is nothing to publish: these decisions have been published or discarded already.")
    if queries.digest(ready) != seen:
        raise NotNow("The confirmed decisions have changed since you looked. Nothing was published. Look again.")
    if not all(actions.allows(by, "recruitment.publish-decision", decision.application) for decision in ready):
        raise NotAllowed("One of these decisions is about you, or about somebody with whom you have a conflict. Somebody else has to publish.")
    stale = []
    for decision in ready:
        try:
            _publish(by, decision)
        except DifferenceError as error:
            stale.append((decision, error.sentence))
    if stale:
        named = ", ".join(decision.application.reference for decision, _ in stale)
        raise NotPublished(f"Nothing was published. These stand in the way: {named}.", stale)
    return len(ready)


def _publish(by: Actor, decision: Decision) -> None:
    application, now = decision.application, clock.now()
    waiting = Decision.objects.filter(pk=decision.pk, confirmed_at__isnull=False, discarded_at=None, published_at=None)
    if waiting.update(published_by=by.person_id, published_at=now) != 1:
        raise NotNow(GONE)
    move(application, decision.outcome, by=by, reason=decision.reason, subject=application.person_id)
    offer = None
    if decision.outcome == "offer":
        answer_by = end_of_day(clock.in_london(now).date() + dt.timedelta(days=application.cohort.answer_days))
        offer = Offer.objects.create(application=application, made_at=now, answer_by=answer_by)
    letters_selection.tell_outcome(by=by, application=application, outcome=decision.outcome, offer=offer)
    record(
        by, "recruitment.publish-decision", decision, subject=application.person_id, fields=["published_by", "published_at"], reason=decision.reason
    )


def end_of_day(day: dt.date) -> dt.datetime:
    """The last minute of a day in England."""
    return dt.datetime.combine(day, dt.time(23, 59), tzinfo=clock.LONDON).astimezone(dt.UTC)

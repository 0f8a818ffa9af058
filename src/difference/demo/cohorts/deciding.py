"""Decisions: the recruiter proposes, the second person confirms and publishes, the candidate answers."""

from __future__ import annotations

from collections.abc import Sequence

from difference.demo.cohorts.applying import Applied
from difference.demo.cohorts.cast import table
from difference.demo.cohorts.reading import present
from difference.demo.cohorts.staff import Staff
from difference.demo.past import Days
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment.commands import decisions, offers, selection_finish
from difference.programme.recruitment.models import Decision
from difference.programme.recruitment.queries import decisions as queries


def propose(days: Days, staff: Staff, each: Applied, outcome: str, day: int, reason: str = "") -> Decision:
    """The recruiter proposes, with words for the candidate."""
    feedback = table("texts")["feedback"].get(outcome, "")
    with days.on(day, 14):
        return decisions.propose(by=staff.recruiter, application=present(staff, each), outcome=outcome, reason=reason, feedback=feedback)


def confirm(days: Days, staff: Staff, decision: Decision, day: int) -> None:
    """The second person confirms."""
    with days.on(day, 10):
        decisions.confirm(by=staff.lead, decision=queries.one(staff.lead, decision.pk))


def publish(days: Days, staff: Staff, cohort: Cohort, day: int) -> None:
    """The second person publishes what is confirmed."""
    with days.on(day, 12):
        ready = [decision for decision in queries.unpublished(cohort) if decision.confirmed_at]
        if ready:
            decisions.publish(by=staff.lead, cohort=cohort, seen=queries.digest(ready))


def decide(days: Days, staff: Staff, cohort: Cohort, outcomes: Sequence[tuple[Applied, str, str]], day: int) -> None:
    """Proposed the day before, confirmed in the morning, published at noon."""
    for each, outcome, reason in outcomes:
        confirm(days, staff, propose(days, staff, each, outcome, day + 1, reason), day)
    publish(days, staff, cohort, day)


def finish(days: Days, staff: Staff, applied: Sequence[Applied], day: int) -> None:
    """The recruiter closes the assessment of several."""
    with days.on(day, 16):
        selection_finish.finish_many(by=staff.recruiter, applications=[present(staff, each) for each in applied])


def accept(days: Days, each: Applied, day: int) -> None:
    """The candidate accepts their offer."""
    with days.on(day, 21):
        offers.accept_offer(by=each.actor, offer=queries.own_offer(each.actor, each.application.pk))

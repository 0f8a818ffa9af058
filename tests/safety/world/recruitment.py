"""What recruitment contributes: applications, references, rounds, assessments, decisions, offers and checks; equality hangs on the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from difference.foundations import clock
from difference.foundations.people import tokens
from difference.programme.recruitment.models import (
    Application,
    Assessment,
    CompetencyAnswer,
    Decision,
    Offer,
    Reference,
    ReferenceLink,
    SaferCheck,
    Testimony,
)
from tests.programme.candidates import VALUES
from tests.programme.recruitment.making import KEYS, make_round, name_referee
from tests.programme.recruitment.referees import ANSWERS
from tests.safety.world.foundations import SOMEBODY, of
from tests.safety.world.visitors import REFEREE, Visitor

CHECK, SECOND = "identity", "00000000-0000-4000-8000-000000000002"
PLAIN = {key: value for name in ("about", "eligibility", "experience", "areas", "adjustments") for key, value in VALUES[name].items()}


@dataclass
class One:
    """One application with everything that hangs on it."""

    application: Application
    reference: Reference
    offer: Offer
    decision: Decision
    assessment: Assessment


def apply(cohort: Any, person: Any, state: str = "in_review", **fields: Any) -> Application:
    """A whole application of somebody's, sent a week ago."""
    when = clock.now() - dt.timedelta(days=7)
    made = Application.objects.create(cohort=cohort, person=person, state=state, submitted_at=when, **{**PLAIN, **fields})
    CompetencyAnswer.objects.bulk_create(CompetencyAnswer(application=made, criterion=key, text="What I did.") for key in KEYS[:-1])
    return made


def one(cohort: Any, round_: Any, person: Any, to_read: Application, reader: Any) -> One:
    """Somebody's application with its referees, offer and decision; and what they were given to read."""
    made = apply(cohort, person)
    first = name_referee(made, "Ottoline Quillfeather", "ottoline.quillfeather@others.example", 1, "Alderley High School")
    name_referee(made, "Ali Quillfeather", "ali.quillfeather@others.example", 2, "Brook Academy")
    offer = Offer.objects.create(application=made, answer_by=clock.now() + dt.timedelta(days=14))
    decision = Decision.objects.create(application=made, outcome="shortlist", proposed_by=SOMEBODY)
    given = Assessment.objects.create(round=round_, application=to_read, assessor_id=reader.pk, assigned_by=SOMEBODY, no_conflict_at=clock.now())
    SaferCheck.objects.create(application=made, check_key=CHECK, result="clear", seen_on=clock.today(), done_by=SOMEBODY, done_at=clock.now())
    return One(made, first, offer, decision, given)


def in_state(state: str, **fields: Any) -> Any:
    """Puts an application into a state before its page is opened."""
    return lambda given: Application.objects.filter(pk=given["application_id"]).update(state=state, **fields)


def all_in(state: str) -> Any:
    """Puts every application of a cohort into a state."""
    return lambda given: Application.objects.filter(cohort=given["cohort_id"]).update(state=state)


def unchecked(given: Any) -> None:
    """Somebody has a place, and this check of theirs has still to be made."""
    Application.objects.filter(pk=given["application_id"]).update(state="accepted")
    SaferCheck.objects.filter(application=given["application_id"]).delete()


def confirmed(given: Any) -> None:
    """What was proposed in a cohort has been confirmed by a second person."""
    Decision.objects.filter(application__cohort=given["cohort_id"]).update(confirmed_by=SECOND, confirmed_at=clock.now())


def received(given: Any) -> None:
    """The reference has come."""
    now = clock.now()
    asked = {"requested_at": now, "requested_by": SOMEBODY, "expires_at": now + dt.timedelta(days=7)}
    reference = Reference.objects.filter(pk=given["reference_id"])
    reference.update(state="received", received_at=now, read_at=now, read_by=SOMEBODY, **asked)
    Application.objects.filter(references__in=reference).update(state="shortlisted")
    Testimony.objects.get_or_create(reference_id=given["reference_id"], defaults=ANSWERS)


def asked_in(given: Any) -> None:
    """The application has come so far that referees are asked."""
    Application.objects.filter(references=given["reference_id"]).update(state="shortlisted")


def contribute(world: Any) -> dict[str, Any]:
    """All of it. Returns the round and, by visitor and by “near” and “foreign”, each `One`."""
    rounds = {"near": make_round(world.ours), "foreign": make_round(world.theirs)}
    to_read = {name: apply(cohort, world.other().person) for name, cohort in (("near", world.ours), ("foreign", world.theirs))}
    made = {
        "near": one(world.ours, rounds["near"], world.other("candidate").person, to_read["near"], world.other().person),
        "foreign": one(world.theirs, rounds["foreign"], world.other("candidate").person, to_read["foreign"], world.other().person),
    }
    made |= {visitor.name: one(world.ours, rounds["near"], visitor.person, to_read["near"], visitor.person) for visitor in world.people()}

    def these(part: str, argument: str, **more: Any) -> dict[str, Any]:
        objects = {name: getattr(found, part) for name, found in made.items()}
        own = of(objects, argument)

        def with_more(visitor: Visitor) -> dict[str, Any]:
            return {**own(visitor), **more}

        return {"own": with_more, **{kind: {argument: objects[kind].pk, **more} for kind in ("near", "foreign")}}

    applications(world, these)
    references(world, these, made)
    selection(world, these, rounds, made)
    return {"rounds": rounds, "made": made}


def applications(world: Any, these: Any) -> None:
    """The candidate's own pages, and staff's pages of one application."""
    some = these("application", "application_id")
    cohorts = {"near": {"cohort_id": world.ours.pk}, "foreign": {"cohort_id": world.theirs.pk}}
    draft = in_state("draft", submitted_at=None)
    world.offer("recruitment:apply", "recruitment:applications", **cohorts)
    world.offer("recruitment:application", "recruitment:answers", "recruitment:receipt", "recruitment:candidate", **some)
    world.offer("recruitment:withdraw", "recruitment:adjustments", "recruitment:find-ineligible", "recruitment:decision", **some)
    world.offer("recruitment:section", **these("application", "application_id", key="about"), arrange=draft)
    world.offer("recruitment:send", **some, arrange=draft)
    world.offer("recruitment:take-in", **some, arrange=in_state("submitted"))
    ineligible = in_state("ineligible", ineligible_reason="no-right-to-work")
    world.offer("recruitment:look-again", "recruitment:overrule", **some, arrange=ineligible)
    world.offer("equality:answers", "equality:erase", **some)
    world.offer("equality:counts", "equality:outcomes", **cohorts)


def references(world: Any, these: Any, made: dict[str, One]) -> None:
    """References, the links of referees, and checks."""
    some = these("reference", "reference_id")
    cohorts = {"near": {"cohort_id": world.ours.pk}, "foreign": {"cohort_id": world.theirs.pk}}
    world.offer("recruitment:ask-references", **cohorts, arrange=all_in("shortlisted"))
    world.offer("recruitment:reference", "recruitment:ask-reference", "recruitment:name-referee", **some, arrange=asked_in)
    world.offer("recruitment:read-reference", "recruitment:verify-reference", "recruitment:undo-verification", **some, arrange=received)
    checks = these("application", "application_id", key=CHECK)
    world.offer("recruitment:checks-of", **these("application", "application_id"), arrange=in_state("accepted"))
    world.offer("recruitment:undo-check", **checks, arrange=in_state("accepted"))
    world.offer("recruitment:note-check", **checks, arrange=unchecked)

    token, kept = tokens.new()
    asked = {"state": "requested", "requested_at": clock.now(), "requested_by": SOMEBODY, "expires_at": clock.now() + dt.timedelta(days=7)}
    link = name_referee(apply(world.ours, world.other().person, "shortlisted"), "The referee", "referee@visitors.example")
    Reference.objects.filter(pk=link.pk).update(**asked)
    ReferenceLink.objects.create(reference=link, token_hash=kept)
    Testimony.objects.create(reference=link)
    world.visitors[REFEREE] = Visitor(REFEREE, links=[f"/recruitment/reference/link/{token}/"])
    world.offer("recruitment:reference-link", foreign={"token": token})
    near = {"reference_id": link.pk}
    foreign = {"reference_id": made["foreign"].reference.pk}
    world.offer("recruitment:give-reference", "recruitment:send-reference", "recruitment:decline-reference", near=near, foreign=foreign)


def selection(world: Any, these: Any, rounds: dict[str, Any], made: dict[str, One]) -> None:
    """Rounds, scores, assessing, decisions and offers."""
    cohorts = {"near": {"cohort_id": world.ours.pk}, "foreign": {"cohort_id": world.theirs.pk}}
    names = ("selection-of", "plan-round", "deciding", "pending", "places")
    world.offer("recruitment:publish", **cohorts, arrange=confirmed)
    world.offer("recruitment:finish-all", **cohorts, arrange=all_in("shortlisted"))
    world.offer(*(f"recruitment:{name}" for name in names), **cohorts)
    in_round = {kind: {"round_id": rounds[kind].pk} for kind in ("near", "foreign")}
    world.offer("recruitment:round", "recruitment:change-round", "recruitment:share-out", "recruitment:loads", **in_round)

    scores = {kind: {**in_round[kind], "application_id": made[kind].application.pk} for kind in ("near", "foreign")}
    own = {name: found.application.pk for name, found in made.items()}
    scores["own"] = lambda visitor: {**in_round["near"], "application_id": own[visitor.name]}
    world.offer("recruitment:scores", "recruitment:give", "recruitment:finish-assessment", **scores)
    given = these("assessment", "assessment_id")
    declared = {"arrange": lambda one: Assessment.objects.filter(pk=one["assessment_id"]).update(no_conflict_at=None)}
    world.offer("recruitment:take-back", "recruitment:assess", "recruitment:recognise", **given)
    world.offer("recruitment:declare", **given, **declared)
    some = these("application", "application_id")
    undecided = {"arrange": lambda one: Decision.objects.filter(application=one["application_id"]).delete()}
    world.offer("recruitment:propose", **some, **undecided)
    world.offer("recruitment:staff-conflict", **some)
    world.offer("recruitment:discard-decision", **these("decision", "decision_id"))
    offered = in_state("offered")
    world.offer("recruitment:offer", "recruitment:accept-offer", "recruitment:decline-offer", **some, arrange=offered)

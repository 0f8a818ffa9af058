"""What an assessor sees: their own queue, and the one masked view of an application. Nothing here returns an application."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from difference.errors import NotFound, NotNow
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.recruitment import criteria, masked
from difference.programme.recruitment.models import Assessment, Conflict
from difference.programme.recruitment.queries.reach import cohorts, who
from difference.programme.recruitment.states import STATE_OF_STAGE
from difference.web.components.moments import in_words


@dataclass(frozen=True)
class Given:
    """One line of an assessor's queue."""

    id: UUID
    reference: str
    round: str
    closes_at: dt.datetime
    state: str

    @property
    def to_do(self) -> bool:
        """Whether the assessor has still to send their scores."""
        return self.state in {"to declare", "to read", "draft"}


@dataclass(frozen=True)
class Part:
    """One criterion with what the assessor has given for it so far."""

    criterion: criteria.Criterion
    value: int | None
    reason: str


def visible_to(actor: Actor) -> QuerySet[Assessment]:
    """What the actor was given to score in rounds that have opened, unless they have declared a conflict since."""
    if actor.person_id is None:
        return Assessment.objects.none()
    declared = Conflict.objects.filter(application=OuterRef("application"), assessor_id=actor.person_id)
    own = Assessment.objects.filter(assessor_id=actor.person_id, round__opens_at__lte=clock.now(), round__cohort__in=cohorts(actor, "assessor", None))
    return own.exclude(Exists(declared)).select_related("round", "application").order_by("round__closes_at", "assigned_at", "pk")


def one(actor: Actor, assessment_id: UUID) -> Assessment:
    """One assessment of the actor's own. Raises NotFound."""
    found = visible_to(actor).filter(pk=assessment_id).first()
    if found is None:
        raise NotFound()
    return found


def why_not(assessment: Assessment) -> str:
    """Why its text cannot be read nor scores given now, or nothing."""
    round_ = assessment.round
    if clock.now() >= round_.closes_at:
        return f"This round closed on {in_words(round_.closes_at)}. Write to the recruitment team if you need more time."
    if assessment.application.state != STATE_OF_STAGE[round_.stage]:
        return "This application is no longer to be scored in this round. There is nothing left for you to do on it."
    return ""


def queue(actor: Actor) -> list[Given]:
    """The actor's queue, the round that closes first first; without those that are no longer to be scored and were never sent."""
    saved = visible_to(actor).filter(scores__isnull=False).values_list("pk", flat=True)
    drafts = set(saved)
    found = []
    for assessment in visible_to(actor):
        state = _state(assessment, drafts)
        if state:
            round_ = assessment.round
            found.append(Given(assessment.pk, assessment.application.reference, round_.name, round_.closes_at, state))
    return found


def _state(assessment: Assessment, drafts: set[UUID]) -> str:
    if assessment.submitted_at:
        return "sent"
    if clock.now() >= assessment.round.closes_at:
        return "closed"
    if why_not(assessment):
        return ""
    if assessment.no_conflict_at is None:
        return "to declare"
    return "draft" if assessment.pk in drafts else "to read"


def due_first(actor: Actor) -> list[Given]:
    """What the actor has to do in whatever closes first."""
    to_do = [given for given in queue(actor) if given.to_do]
    return [given for given in to_do if given.closes_at == to_do[0].closes_at]


def opening_next(actor: Actor) -> dt.datetime | None:
    """When the next round opens in which the actor was given something, if one is to come."""
    coming = Assessment.objects.filter(assessor_id=who(actor), round__opens_at__gt=clock.now())
    return coming.order_by("round__opens_at").values_list("round__opens_at", flat=True).first()


def next_one(actor: Actor, after: Assessment) -> Given | None:
    """The next that the actor has to do."""
    return next((given for given in queue(actor) if given.to_do and given.id != after.pk), None)


def parts(assessment: Assessment) -> list[Part]:
    """Each criterion of the round with what has been given for it, in order."""
    given = {score.criterion: score for score in assessment.scores.all()}
    made = []
    for criterion in criteria.find(assessment.round.criteria_edition).criteria:
        score = given.get(criterion.key)
        made.append(Part(criterion, score.value if score else None, score.reason if score else ""))
    return made


def values(assessment: Assessment) -> Mapping[str, tuple[int | None, str]]:
    """What has been given, by criterion."""
    return {part.criterion.key: (part.value, part.reason) for part in parts(assessment)}


def text_of(actor: Actor, assessment: Assessment) -> masked.Masked:
    """The masked application. Raises NotFound for anyone but its assessor, NotNow before they declare and once the round is over."""
    if assessment.assessor_id != actor.person_id:
        raise NotFound()
    if assessment.no_conflict_at is None:
        raise NotNow("Say first whether you have a conflict of interest.")
    objection = why_not(assessment)
    if objection:
        raise NotNow(objection)
    return masked.view(assessment.application_id)

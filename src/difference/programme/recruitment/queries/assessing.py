"""What an assessor sees: their own queue, and the one masked view of an application. Nothing here returns an application."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, When

from difference.errors import NotFound, NotNow
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.recruitment import criteria, masked
from difference.programme.recruitment.models import Assessment, Conflict, Score, SelectionRound
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
    now, made = clock.now(), []
    rounds = {one.pk: one for one in SelectionRound.objects.filter(cohort__in=cohorts(actor, "assessor", None), opens_at__lte=now)}
    saved = Exists(Score.objects.filter(assessment=OuterRef("pk")))
    shown = visible_to(actor).annotate(saved=Case(When(Q(submitted_at=None), then=saved), default=False, output_field=BooleanField()))
    for key, round_id, reference, state, submitted_at, no_conflict_at, is_saved in shown.values_list(
        "pk", "round_id", "application__reference", "application__state", "submitted_at", "no_conflict_at", "saved"
    ):
        round_ = rounds[round_id]
        if submitted_at:
            made.append(Given(key, reference, round_.name, round_.closes_at, "sent"))
        elif now >= round_.closes_at:
            made.append(Given(key, reference, round_.name, round_.closes_at, "closed"))
        elif state == STATE_OF_STAGE[round_.stage]:
            standing = "to declare" if no_conflict_at is None else "draft" if is_saved else "to read"
            made.append(Given(key, reference, round_.name, round_.closes_at, standing))
    return made


def due_first(given: Sequence[Given]) -> list[Given]:
    """What there is to do in whatever closes first."""
    to_do = [one for one in given if one.to_do]
    return [one for one in to_do if one.closes_at == to_do[0].closes_at]


def count_due_first(actor: Actor) -> tuple[int, dt.datetime] | None:
    """How many `due_first` finds in the actor's queue, and when they close; None where there is nothing to do."""
    can_be_read = Q(pk__in=[])
    for stage, state in STATE_OF_STAGE.items():
        can_be_read |= Q(round__stage=stage, application__state=state)
    open_ones = visible_to(actor).filter(can_be_read, submitted_at=None, round__closes_at__gt=clock.now())
    by_day = open_ones.order_by("round__closes_at").values_list("round__closes_at").annotate(number=Count("pk"))
    first = by_day.first()
    return (first[1], first[0]) if first else None


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

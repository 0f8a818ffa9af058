"""Reading rounds and their scores, for recruitment staff. Each list starts at what the actor may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.programme.recruitment import completeness, criteria, scoring
from difference.programme.recruitment.models import Application, Assessment, Conflict, Score, SelectionRound
from difference.programme.recruitment.queries import assessors
from difference.programme.recruitment.queries.reach import cohorts, who
from difference.programme.recruitment.states import STATE_OF_STAGE


@dataclass(frozen=True)
class Reader:
    """One assessor of one application, as staff see them."""

    assessment: UUID
    person_id: UUID
    name: str
    declared: bool
    sent: bool


@dataclass(frozen=True)
class Line:
    """One application in a round: who reads it, how far they are, and what they gave. `hidden` says why scores are not shown."""

    application: Application
    readers: tuple[Reader, ...]
    standing: completeness.Standing
    result: scoring.Result | None
    hidden: str = ""

    @property
    def in_round(self) -> bool:
        """Whether it still stands where this round takes its applications from."""
        return self.application.state in STATE_OF_STAGE.values()


def rounds_visible_to(actor: Actor) -> QuerySet[SelectionRound]:
    """The rounds of the cohorts that the actor recruits for."""
    return SelectionRound.objects.filter(cohort__in=cohorts(actor)).select_related("cohort__programme")


def one_round(actor: Actor, round_id: UUID) -> SelectionRound:
    """One round. Raises NotFound."""
    found = rounds_visible_to(actor).filter(pk=round_id).first()
    if found is None:
        raise NotFound()
    return found


def applications_visible_to(actor: Actor) -> QuerySet[Application]:
    """The applications that have been sent, of the cohorts that the actor recruits for; their own among them, which policies keep shut."""
    sent = Application.objects.filter(cohort__in=cohorts(actor)).exclude(state="draft")
    return sent.select_related("person", "cohort", "offer").prefetch_related("conflicts", "assessments")


def one_application(actor: Actor, application_id: UUID) -> Application:
    """One application that has been sent. Raises NotFound."""
    found = applications_visible_to(actor).filter(pk=application_id).first()
    if found is None:
        raise NotFound()
    return found


def to_share(of: SelectionRound) -> QuerySet[Application]:
    """The applications that a round gives out."""
    wanted = Application.objects.filter(cohort=of.cohort_id, state=STATE_OF_STAGE[of.stage])
    return wanted.select_related("person__account").order_by("submitted_at", "pk")


def lines(actor: Actor, of: SelectionRound, application: Application | None = None) -> list[Line]:
    """Every application of a round, the highest score first; those that nobody has scored last. Never the actor's own."""
    assessed = Q(assessments__round=of)
    wanted = applications_visible_to(actor).filter(cohort=of.cohort_id).filter(assessed | Q(state=STATE_OF_STAGE[of.stage]))
    wanted = wanted.exclude(person_id=who(actor)).distinct()
    if application is not None:
        wanted = wanted.filter(pk=application.pk)
    readers, scores = _readers(of), _scores(of)
    edition = criteria.find(of.criteria_edition)
    made = [_line(actor, one, readers.get(one.pk, ()), scores, edition) for one in wanted]
    return sorted(made, key=lambda line: (-line.result.exact if line.result else 0, line.application.reference))


@dataclass(frozen=True)
class Wanting:
    """An application in a round, for sharing out: no names, and no scores but whether a third reader is needed."""

    application: Application
    standing: completeness.Standing


def wanting(of: SelectionRound) -> list[Wanting]:
    """Every application that a round gives out, with its standing; also the actor's own, since sharing out shows nothing."""
    edition, scores = criteria.find(of.criteria_edition), _scores(of)
    given: defaultdict[UUID, list[tuple[UUID, bool]]] = defaultdict(list)
    for application, key, sent in of.assessments.values_list("application_id", "pk", "submitted_at"):
        given[application].append((key, bool(sent)))
    return [
        Wanting(one, completeness.standing(len(given[one.pk]), [scores.get(key, {}) for key, sent in given[one.pk] if sent], edition))
        for one in to_share(of)
    ]


def line(actor: Actor, of: SelectionRound, application: Application) -> Line:
    """One application in a round. Raises NotFound where it is not part of it."""
    found = lines(actor, of, application)
    if not found:
        raise NotFound()
    return found[0]


def _line(
    actor: Actor, application: Application, readers: tuple[Reader, ...], scores: Mapping[UUID, dict[str, int]], edition: criteria.Criteria
) -> Line:
    sent = {reader.person_id: scores.get(reader.assessment, {}) for reader in readers if reader.sent}
    standing = completeness.standing(len(readers), sent.values(), edition)
    hidden = why_hidden(actor, application)
    result = None if hidden else scoring.combined(sent, edition)
    return Line(application, readers, standing, result, hidden)


def why_hidden(actor: Actor, application: Application) -> str:
    """Why the actor does not see an application's scores, or nothing."""
    if any(one.assessor_id == actor.person_id for one in application.conflicts.all()):
        return "You have declared a conflict of interest."
    if any(one.assessor_id == actor.person_id and not one.submitted_at for one in application.assessments.all()):
        return "Shown once you have sent your own scores."
    return ""


def _readers(of: SelectionRound) -> dict[UUID, tuple[Reader, ...]]:
    rows = list(of.assessments.values_list("application_id", "pk", "assessor_id", "no_conflict_at", "submitted_at"))
    names = assessors.named(row[2] for row in rows)
    found: defaultdict[UUID, tuple[Reader, ...]] = defaultdict(tuple)
    for application, key, person, declared, sent in rows:
        found[application] += (Reader(key, person, names.get(person, "Somebody who has left"), bool(declared), bool(sent)),)
    return found


def _scores(of: SelectionRound) -> dict[UUID, dict[str, int]]:
    found: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    rows = Score.objects.filter(assessment__round=of, assessment__submitted_at__isnull=False, value__isnull=False).order_by()
    for assessment, criterion, value in rows.values_list("assessment_id", "criterion", "value"):
        found[assessment][criterion] = value or 0
    return found


def reasons(of: SelectionRound, application: Application) -> list[Assessment]:
    """The assessments of one application that have been sent, each with its scores and reasons."""
    sent = of.assessments.filter(application=application, submitted_at__isnull=False)
    return list(sent.prefetch_related("scores"))


def conflicts(application: Application) -> list[Conflict]:
    """Who has declared a conflict of interest."""
    return list(application.conflicts.order_by("declared_at"))

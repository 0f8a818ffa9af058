"""Reading rounds and their scores, for recruitment staff. Each list starts at what the actor may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import criteria, scoring
from difference.programme.recruitment.models import Application, Assessment, Conflict, SelectionRound, Standing
from difference.programme.recruitment.queries import assessors
from difference.programme.recruitment.queries.applications import WRITTEN
from difference.programme.recruitment.queries.reach import cohorts, who
from difference.programme.recruitment.queries.sight import Sight, sight
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
    """One application in a round: who reads it, how far they are, and what it comes to. `hidden` says why scores are not shown."""

    application: Application
    readers: tuple[Reader, ...]
    standing: Standing
    edition: criteria.Criteria
    hidden: str = ""

    @property
    def third_needed(self) -> bool:
        """Whether a third reader is needed, whether found or not."""
        return self.standing.gap >= self.edition.third_reader_from

    @property
    def wanted(self) -> int:
        """How many assessments are to be sent."""
        return self.standing.sent + self.standing.missing

    @property
    def total(self) -> str:
        """In per cent of the highest possible; nothing where it is hidden or there is none yet."""
        return "" if self.hidden else scoring.total_in_words(self.standing, self.edition)

    @property
    def spread(self) -> str:
        """How many points the readers' own totals lie apart; nothing where it is hidden or there is none yet."""
        return "" if self.hidden else scoring.spread_in_words(self.standing, self.edition)


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
    return sent.select_related("person", "cohort__programme", "offer").defer(*WRITTEN).prefetch_related("conflicts", "assessments")


# What a list shows of an application; anything else is fetched when a command asks for it.
LISTED = ("revision", "reference", "cohort", "state", "person__full_name", "person__known_as")


def shown(actor: Actor, cohort: Cohort, keys: Collection[UUID]) -> QuerySet[Application]:
    """Those of a cohort that a list shows: with the person, and no more."""
    found = applications_visible_to(actor).filter(cohort=cohort, pk__in=keys).select_related(None).prefetch_related(None)
    return found.select_related("person").only(*LISTED).order_by()


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


def _in_round(actor: Actor, of: SelectionRound) -> QuerySet[Application]:
    """The applications that a round gives out or gave out. Never the actor's own."""
    sent = Application.objects.filter(cohort=of.cohort_id, cohort__in=cohorts(actor)).exclude(state="draft").exclude(person_id=who(actor))
    return sent.filter(Q(state=STATE_OF_STAGE[of.stage]) | Q(pk__in=of.standings.values("application_id"))).order_by()


def lines(actor: Actor, of: SelectionRound, keys: Sequence[UUID], seen: Sight) -> list[Line]:
    """These applications of a round with their readers and what they come to, in the order of the keys."""
    edition, readers = criteria.find(of.criteria_edition), _readers(of, keys)
    held = {one.application_id: one for one in of.standings.filter(application__in=keys)}
    nothing = Standing(missing=edition.readers, to_give=edition.readers)
    applications = {one.pk: one for one in shown(actor, of.cohort, keys)}
    return [
        Line(applications[key], readers.get(key, ()), held.get(key, nothing), edition, seen.why_hidden(key)) for key in keys if key in applications
    ]


@dataclass(frozen=True)
class Wanting:
    """An application that lacks so many readers, for sharing out: no names and no scores."""

    application: Application
    to_give: int


def lacking(of: SelectionRound) -> list[Wanting]:
    """Every application that a round gives out and that lacks readers; also the actor's own, since sharing out shows nothing."""
    edition = criteria.find(of.criteria_edition)
    wanted = dict(of.standings.order_by().values_list("application_id", "to_give"))
    found = [Wanting(one, wanted.get(one.pk, edition.readers)) for one in to_share(of)]
    return [one for one in found if one.to_give]


def line(actor: Actor, of: SelectionRound, application: Application) -> Line:
    """One application in a round. Raises NotFound where it is not part of it."""
    found = lines(actor, of, [application.pk], sight(actor, of.cohort_id)) if _in_round(actor, of).filter(pk=application.pk).exists() else []
    if not found:
        raise NotFound()
    return found[0]


def result(of: SelectionRound, line: Line) -> scoring.Result | None:
    """What the readers of one application gave, criterion by criterion; None where it is hidden or too few have sent theirs."""
    if line.hidden:
        return None
    sent = of.assessments.filter(application=line.application, submitted_at__isnull=False).order_by()
    scores: dict[UUID, dict[str, int]] = {person: {} for person in sent.values_list("assessor_id", flat=True)}
    for person, criterion, value in sent.filter(scores__value__isnull=False).values_list("assessor_id", "scores__criterion", "scores__value"):
        scores[person][criterion] = value or 0
    return scoring.combined(scores, line.edition)


def _readers(of: SelectionRound, keys: Collection[UUID]) -> dict[UUID, tuple[Reader, ...]]:
    given = of.assessments.filter(application__in=keys)
    rows = list(given.values_list("application_id", "pk", "assessor_id", "no_conflict_at", "submitted_at"))
    names = assessors.named(row[2] for row in rows)
    found: defaultdict[UUID, tuple[Reader, ...]] = defaultdict(tuple)
    for application, key, person, declared, sent in rows:
        found[application] += (Reader(key, person, names.get(person, "Somebody who has left"), bool(declared), bool(sent)),)
    return found


def reasons(of: SelectionRound, application: Application) -> list[Assessment]:
    """The assessments of one application that have been sent, each with its scores and reasons."""
    sent = of.assessments.filter(application=application, submitted_at__isnull=False)
    return list(sent.prefetch_related("scores"))


def conflicts(application: Application) -> list[Conflict]:
    """Who has declared a conflict of interest."""
    return list(application.conflicts.order_by("declared_at"))

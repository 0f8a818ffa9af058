"""Reading decisions and offers: what is pending, what can be decided, how the places stand, and what a candidate is told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import completeness, criteria
from difference.programme.recruitment.models import Application, Decision, Offer
from difference.programme.recruitment.models.offers import OUTCOMES
from difference.programme.recruitment.queries.applications import WRITTEN
from difference.programme.recruitment.queries.reach import cohorts, who
from difference.programme.recruitment.reasons import WITHOUT_SCORES
from difference.programme.recruitment.states import APPLICATION, MOVES, STATE_OF_STAGE

# States from which something can be decided, in the order of the cycle.
DECIDABLE = tuple(state for state in APPLICATION.names if any(move.name in OUTCOMES and state in move.sources for move in MOVES))


@dataclass(frozen=True)
class Pending:
    """A decision that is not published, with what is missing before it can be."""

    decision: Decision
    missing: str

    @property
    def ready(self) -> bool:
        """Whether it can be published."""
        return not self.missing


@dataclass(frozen=True)
class Places:
    """How a cohort's places stand."""

    places: int
    accepted: int
    offered: int
    reserve: int
    lapsed: int
    declined: int

    @property
    def free(self) -> int:
        """Places with nobody in them and no offer out; below zero when more was offered than there is."""
        return self.places - self.accepted - self.offered


def outcomes_from(state: str) -> dict[str, str]:
    """What can be decided about an application in this state."""
    return {name: words for name, words in OUTCOMES.items() if state in APPLICATION.move(name).sources}


def decisions_visible_to(actor: Actor) -> QuerySet[Decision]:
    """The decisions about applications of the cohorts that the actor recruits for, but about their own application."""
    found = Decision.objects.filter(application__cohort__in=cohorts(actor)).exclude(application__person_id=who(actor))
    return _with_application(found)


def one(actor: Actor, decision_id: UUID) -> Decision:
    """One decision. Raises NotFound."""
    found = decisions_visible_to(actor).filter(pk=decision_id).first()
    if found is None:
        raise NotFound()
    return found


def unpublished(cohort: Cohort) -> QuerySet[Decision]:
    """The decisions of a cohort that are neither published nor discarded, whoever is asking: for the commands."""
    found = Decision.objects.filter(application__cohort=cohort, published_at=None, discarded_at=None)
    return _with_application(found).order_by("proposed_at", "pk")


def _with_application(found: QuerySet[Decision]) -> QuerySet[Decision]:
    whole = found.select_related("application__person", "application__cohort").prefetch_related("application__conflicts")
    return whole.defer(*(f"application__{field}" for field in WRITTEN))


def waiting(actor: Actor, cohort: Cohort) -> QuerySet[Decision]:
    """The decisions of a cohort that are neither published nor discarded, in the order in which they were proposed."""
    found = decisions_visible_to(actor).filter(application__cohort=cohort, published_at=None, discarded_at=None)
    return found.order_by("proposed_at", "pk")


def pending(actor: Actor, cohort: Cohort) -> list[Pending]:
    """What is pending in a cohort, with what each lacks."""
    return with_missing(waiting(actor, cohort))


def with_missing(found: Iterable[Decision]) -> list[Pending]:
    """Decisions with what each lacks."""
    return [Pending(decision, what_is_missing(decision)) for decision in found]


def confirmed(actor: Actor, cohort: Cohort) -> list[Decision]:
    """What would be published, with what is shown of each and no more."""
    shown = ("outcome", "feedback", "application__reference", "application__person__full_name", "application__person__known_as")
    bare = waiting(actor, cohort).filter(confirmed_at__isnull=False).select_related(None).prefetch_related(None).defer(None)
    return list(bare.select_related("application__person").only(*shown))


def seen(cohort: Cohort) -> str:
    """What would be published, whoever is asking, as one word: see `digest`."""
    found = Decision.objects.filter(application__cohort=cohort, published_at=None, discarded_at=None, confirmed_at__isnull=False)
    return digest(found.order_by().only("outcome"))


@dataclass(frozen=True)
class PendingCounts:
    """How many decisions of a cohort are not published, can be published, and wait for somebody like the actor to confirm them."""

    all: int
    ready: int
    to_confirm: int


def count_pending(actor: Actor, cohort: Cohort) -> PendingCounts:
    """`pending` in numbers."""
    found = Decision.objects.filter(application__cohort=cohort, application__cohort__in=cohorts(actor), published_at=None, discarded_at=None)
    confirmed, stands = Q(confirmed_at__isnull=False), Q(pk__in=[])
    for outcome in OUTCOMES:
        stands |= Q(outcome=outcome, application__state__in=APPLICATION.move(outcome).sources)
    counts = found.exclude(application__person_id=who(actor)).aggregate(
        all=Count("pk"), ready=Count("pk", filter=confirmed & stands), to_confirm=Count("pk", filter=~confirmed & ~Q(proposed_by=who(actor)))
    )
    return PendingCounts(**counts)


def what_is_missing(decision: Decision) -> str:
    """Why a decision cannot be published now, or nothing."""
    state = decision.application.state
    if state not in APPLICATION.move(decision.outcome).sources:
        return f"Out of date: the application is {APPLICATION.state(state).words} now. Discard it."
    return "" if decision.confirmed_at else "A second person has still to confirm it."


def digest(decisions: Iterable[Decision]) -> str:
    """What a list of decisions comes to, so that nothing is published but what was seen."""
    keys = sorted(f"{decision.pk}:{decision.outcome}" for decision in decisions)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


def why_not_yet(application: Application, reason: str = "") -> str:
    """Why nothing can be proposed about an application yet, or nothing. Some reasons need no scores."""
    if application.state not in DECIDABLE:
        return f"There is nothing to decide: it is {APPLICATION.state(application.state).words} now."
    stage = next((stage for stage, state in STATE_OF_STAGE.items() if state == application.state), "")
    if not stage or reason in WITHOUT_SCORES:
        return ""
    return completeness.objection(application, stage=stage)


def places(cohort: Cohort) -> Places:
    """How many places are filled, offered and free, and how many people stand on the reserve list."""
    rows = Application.objects.filter(cohort=cohort).order_by().values_list("state").annotate(number=Count("*"))
    by_state = dict(rows)
    return Places(
        cohort.places,
        by_state.get("accepted", 0),
        by_state.get("offered", 0),
        by_state.get("reserve", 0),
        by_state.get("lapsed", 0),
        by_state.get("declined", 0),
    )


def offers(actor: Actor, cohort: Cohort) -> QuerySet[Offer]:
    """The offers of a cohort that wait for an answer, the first to run out first."""
    found = Offer.objects.filter(application__cohort=cohort, application__cohort__in=cohorts(actor), application__state="offered")
    shown = ("answer_by", "application__reference", "application__person__full_name")
    return found.exclude(application__person_id=who(actor)).select_related("application__person").only(*shown).order_by("answer_by", "pk")


def to_lapse() -> QuerySet[Offer]:
    """Offers whose day has passed without an answer. For the system's own task."""
    return Offer.objects.filter(application__state="offered", answered_at=None).select_related("application__person", "application__cohort")


def own_offer(actor: Actor, application_id: UUID) -> Offer:
    """The offer of the actor's own application. Raises NotFound."""
    own = Offer.objects.filter(application=application_id, application__person_id=who(actor))
    found = own.select_related("application__cohort", "application__person").first()
    if found is None:
        raise NotFound()
    return found


def published(application: Application) -> list[Decision]:
    """What has been decided about an application and told to its candidate, the latest first."""
    return list(Decision.objects.filter(application=application, published_at__isnull=False).order_by("-published_at", "-pk"))


def editions() -> list[tuple[str, str]]:
    """The editions of the criteria, for a list to choose from."""
    return [(name, f"{name}: {', '.join(one.title.lower() for one in edition.criteria)}") for name, edition in criteria.editions().items()]

"""What the doctor looks for in recruitment: states that contradict each other, each with the page where it is mended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from difference.foundations import clock
from difference.foundations.operations.doctor import Finding, register
from difference.programme.recruitment.commands import adding_up
from difference.programme.recruitment.models import Application, Decision, Offer, Reference, ReferenceLink, SelectionRound, Standing
from difference.programme.recruitment.states import APPLICATION

# The nightly task lets offers lapse: one that is older has been missed, not just not reached.
MISSED = dt.timedelta(days=2)
HAVE_AN_OFFER = ("offered", "accepted", "declined", "lapsed")
# In which states an application may be, by what was answered to its offer.
AS_ANSWERED = {True: ("accepted",), False: ("declined",), None: ("offered", "lapsed", "withdrawn")}


def _applications() -> QuerySet[Application]:
    """Those of people who have not been erased: what is left of these is no longer whole, and need not be."""
    return Application.objects.filter(person__erased_at=None)


def _on_their_page(found: QuerySet[Application], words: str) -> Iterator[Finding]:
    for application in found.only("pk", "state"):
        state = APPLICATION.state(application.state).words
        yield Finding(f"Application {application.reference} is {state}, {words}.", reverse("recruitment:candidate", args=[application.pk]))


@register("applications that were never sent")
def never_sent() -> Iterator[Finding]:
    """Whatever has left the draft was sent, unless it was withdrawn as one."""
    found = _applications().filter(submitted_at=None).exclude(state__in=("draft", "withdrawn"))
    yield from _on_their_page(found, "and there is no moment at which it was sent")


@register("applications with an answer to an offer that was never made")
def without_an_offer() -> Iterator[Finding]:
    """Offered, accepted, declined and lapsed all need an offer."""
    yield from _on_their_page(_applications().filter(state__in=HAVE_AN_OFFER, offer=None), "and there is no offer")


@register("offers whose answer is not what became of the application")
def answered_otherwise() -> Iterator[Finding]:
    """An offer and its application say the same."""
    for answer, states in AS_ANSWERED.items():
        words = {True: "accepted", False: "declined", None: "not answered"}[answer]
        found = _applications().filter(offer__isnull=False, offer__accepted=answer).exclude(state__in=states)
        yield from _on_their_page(found, f"but its offer was {words}")


@register("offers that should have lapsed")
def not_lapsed() -> Iterator[Finding]:
    """The day to answer is over, and the application still waits for an answer."""
    late = Offer.objects.filter(answer_by__lt=clock.now() - MISSED, application__state="offered")
    found = _applications().filter(offer__in=late)
    yield from _on_their_page(found, "though the day to answer its offer is past. Is a worker running?")


@register("decisions published that did not reach their application")
def not_carried_out() -> Iterator[Finding]:
    """A published decision has made its move: nothing that was turned down goes on, and what was offered has its offer."""
    turned_down = Decision.objects.filter(application=OuterRef("pk"), outcome="turn_down", published_at__isnull=False)
    found = _applications().filter(Exists(turned_down)).exclude(state="unsuccessful")
    yield from _on_their_page(found, "though it was turned down and told so")
    offered = Decision.objects.filter(application=OuterRef("pk"), outcome="offer", published_at__isnull=False)
    found = _applications().filter(Exists(offered), offer=None).exclude(state__in=HAVE_AN_OFFER)
    yield from _on_their_page(found, "though an offer was published and there is none")


@register("decisions left unpublished after their cohort’s end")
def left_unpublished() -> Iterator[Finding]:
    """Confirmed by two people, and then forgotten."""
    waiting = Decision.objects.filter(
        confirmed_at__isnull=False, published_at=None, discarded_at=None, application__cohort__ends_on__lt=clock.today()
    )
    for decision in waiting.select_related("application__cohort"):
        cohort = decision.application.cohort
        sentence = f"A confirmed decision about application {decision.application.reference} was never published, and cohort {cohort} has ended."
        yield Finding(sentence, reverse("recruitment:pending", args=[cohort.pk]))


@register("referees asked who have no link to answer by")
def asked_without_a_link() -> Iterator[Finding]:
    """Whoever was asked holds a link that works or has run out, never none at all."""
    working = ReferenceLink.objects.filter(reference=OuterRef("pk"), replaced_at=None)
    asked = Q(state="requested", application__state__in=APPLICATION.having(running=True), application__person__erased_at=None)
    for reference in Reference.objects.filter(asked & ~Exists(working)).select_related("application"):
        sentence = f"Referee {reference.position} of application {reference.application.reference} was asked and has no link. Ask them again."
        yield Finding(sentence, reverse("recruitment:reference", args=[reference.pk]))


@register("rounds of selection that do not add up")
def not_added_up() -> Iterator[Finding]:
    """What a round is put in order by is what its readers sent; sharing out adds it up again."""
    for round_ in SelectionRound.objects.select_related("cohort"):
        keys = set(round_.assessments.filter(application__person__erased_at=None).order_by().values_list("application_id", flat=True))
        truth = {one.application_id: _added_up(one) for one in adding_up.counted(round_, keys)}
        held = {one.application_id: _added_up(one) for one in round_.standings.filter(application__person__erased_at=None)}
        wrong = sum(truth.get(key) != held.get(key) for key in truth.keys() | held.keys())
        if wrong:
            sentence = f"In {round_}, cohort {round_.cohort}, {wrong} applications stand otherwise than their readers’ scores say. Share out again."
            yield Finding(sentence, reverse("recruitment:round", args=[round_.pk]))


def _added_up(one: Standing) -> tuple[object, ...]:
    return tuple(getattr(one, field) for field in adding_up.ADDED_UP)

"""For recruitment staff: propose, confirm by a second person, discard, publish together; how the places stand."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput, NotFound, NotNow
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.identifiers import identifiers
from difference.foundations.paging import page_of
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment.commands import decisions as commands
from difference.programme.recruitment.commands import selection_finish as finishing
from difference.programme.recruitment.forms.selection_decisions import ConfirmManyForm, ProposeForm, ProposeManyForm
from difference.programme.recruitment.models import Application, Decision
from difference.programme.recruitment.models.offers import OUTCOMES
from difference.programme.recruitment.queries import decisions as queries
from difference.programme.recruitment.queries import reach, selection
from difference.programme.recruitment.queries.assessors import named
from difference.programme.recruitment.queries.deciding import in_state
from difference.programme.recruitment.reasons import UNSUCCESSFUL
from difference.programme.recruitment.states import APPLICATION
from difference.web.components.lists import Fact
from difference.web.values import Link, Tone

LIST = Access("recruitment.see-round", load=reach.cohort, shows=Shows.RESTRICTED, fields=("scores", "decisions"))
PROPOSE = Access(
    "recruitment.propose-decision", load=selection.one_application, shows=Shows.PERSONAL, about=lambda application: application.person_id
)


def _pending(cohort: Cohort) -> HttpResponse:
    return HttpResponseRedirect(reverse("recruitment:pending", args=[cohort.pk]))


def _chosen_state(request: HttpRequest) -> str:
    asked = request.GET.get("state", queries.DECIDABLE[0])
    if asked not in (*queries.DECIDABLE, "shortlisted"):
        raise NotFound()
    return asked


def _tabs(cohort: Cohort, state: str) -> list[Link]:
    address = reverse("recruitment:deciding", args=[cohort.pk])
    order = [name for name in APPLICATION.names if name in (*queries.DECIDABLE, "shortlisted")]
    return [Link(APPLICATION.state(name).words.capitalize(), f"{address}?state={name}", current=name == state) for name in order]


def _list(request: HttpRequest, cohort: Cohort, form: ProposeManyForm | None = None, status: int = 200) -> HttpResponse:
    actor, state = actor_of(request), _chosen_state(request)
    there = in_state(actor, cohort, state)
    page = page_of(request, there.keys())
    found = there.candidates(page)
    outcomes = queries.outcomes_from(state)
    if form is None and outcomes and any(one.is_open for one in found):
        form = ProposeManyForm(outcomes=outcomes, keys=[])
    ticked = set(form.data.getlist("applications")) if form is not None and form.is_bound else set()  # type: ignore[attr-defined]
    context = {
        "cohort": cohort, "state": state, "words": APPLICATION.state(state).words, "tabs": _tabs(cohort, state), "form": form, "page": page,
        "rows": [(one, str(one.application.pk) in ticked) for one in found], "places": queries.places(cohort),
        "finishes": state == "shortlisted", "any_complete": state == "shortlisted" and there.complete().exists(),
    }  # fmt: skip
    return render(request, "recruitment/selection/deciding.html", context, status=status)


@sensitive_post_parameters("feedback")
def _propose_many(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    actor, state = actor_of(request), _chosen_state(request)
    ticked = in_state(actor, cohort, state).candidates(identifiers(request.POST.getlist("applications")))
    open_ones = {str(one.application.pk): one.application for one in ticked if one.is_open}
    form = ProposeManyForm(request.POST, outcomes=queries.outcomes_from(state), keys=open_ones)
    if form.is_valid():
        chosen = [open_ones[key] for key in form.cleaned_data["applications"]]
        try:
            made = commands.propose_many(by=actor, applications=chosen, **form.values())
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, f"{len(made)} proposed. Somebody else has to confirm before anything is published.")
            return _pending(cohort)
    return _list(request, cohort, form, status=422)


@access(GET=LIST, POST=Access("recruitment.propose-decision", load=reach.cohort, shows=Shows.RESTRICTED, fields=("scores", "decisions")))
def deciding(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Who can be decided about, in order of their scores; the same decision for all that are ticked."""
    return _propose_many(request, cohort) if request.method == "POST" else _list(request, cohort)


@access(POST=Access("recruitment.finish-assessment", load=reach.cohort, shows=Shows.PERSONAL))
def finish_all(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Close the assessment of everybody whose scores are complete."""
    actor = actor_of(request)
    there = in_state(actor, cohort, "shortlisted")
    ready = [one.application for one in there.candidates(there.complete())]
    if not ready:
        raise NotNow("There is nobody whose scores are complete.")
    number = finishing.finish_many(by=actor, applications=ready)
    messages.success(request, f"The assessment of {number} is closed. They can be decided now.")
    return HttpResponseRedirect(f"{reverse('recruitment:deciding', args=[cohort.pk])}?state=assessed")


@sensitive_post_parameters("feedback")
def _propose(request: HttpRequest, application: Application) -> HttpResponse:
    form = ProposeForm(request.POST if request.method == "POST" else None, outcomes=queries.outcomes_from(application.state))
    if form.is_valid():
        try:
            commands.propose(by=actor_of(request), application=application, **form.values())
        except BadInput as error:
            form.refuse(error)
        except NotNow as error:
            form.add_error(None, error.sentence)
            return _propose_page(request, application, form, status=error.status)
        else:
            messages.success(request, "Proposed. Somebody else has to confirm it before it is published.")
            return _pending(application.cohort)
    return _propose_page(request, application, form, status=422 if form.errors else 200)


def _propose_page(request: HttpRequest, application: Application, form: ProposeForm, status: int) -> HttpResponse:
    context = {
        "form": form,
        "application": application,
        "why_not": queries.why_not_yet(application),
        "state": application.lifecycle.state(application.state),
    }
    return render(request, "recruitment/selection/propose.html", context, status=status)


@access(GET=PROPOSE, POST=PROPOSE)
def propose(request: HttpRequest, application: Application) -> HttpResponse:
    """Propose a decision about one application, with words to the candidate."""
    if not queries.outcomes_from(application.state):
        raise NotNow(queries.why_not_yet(application))
    return _propose(request, application)


def _pending_page(request: HttpRequest, cohort: Cohort, form: ConfirmManyForm | None = None, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(request, queries.waiting(actor, cohort), by_key=True)
    found = queries.with_missing(page.object_list)
    names = named(one.decision.proposed_by for one in found)
    rows = [(one, names.get(one.decision.proposed_by, ""), _may_tick(actor.person_id, one)) for one in found]
    context = {
        "cohort": cohort, "rows": rows, "page": page, "ready": queries.count_pending(actor, cohort).ready, "any_to_tick": any(ticks for _, _, ticks in rows),
        "form": form, "reasons": UNSUCCESSFUL,
    }  # fmt: skip
    return render(request, "recruitment/selection/pending.html", context, status=status)


def _may_tick(person_id: object, one: queries.Pending) -> bool:
    decision = one.decision
    conflicted = any(conflict.assessor_id == person_id for conflict in decision.application.conflicts.all())
    return decision.confirmed_at is None and decision.proposed_by != person_id and not conflicted and not one.missing.startswith("Out of date")


@access(GET=LIST, POST=Access("recruitment.confirm-decision", load=reach.cohort, shows=Shows.RESTRICTED, fields=("decisions",)))
def pending(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """What is not published, with what is missing; confirming those that are ticked."""
    if request.method == "GET":
        return _pending_page(request, cohort)
    found: Mapping[str, Decision] = {str(decision.pk): decision for decision in queries.waiting(actor_of(request), cohort)}
    form = ConfirmManyForm(request.POST, keys=found)
    if form.is_valid():
        number = commands.confirm_many(by=actor_of(request), decisions=[found[key] for key in form.cleaned_data["decisions"]])
        messages.success(request, f"{number} confirmed. They are published together from this page.")
        return _pending(cohort)
    return _pending_page(request, cohort, form, status=422)


@access(POST=Access("recruitment.discard-decision", load=queries.one, shows=Shows.PERSONAL))
def discard(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Discard one decision that is not published."""
    commands.discard(by=actor_of(request), decision=decision)
    messages.success(request, "The decision has been discarded. Nobody was told of it.")
    return _pending(decision.application.cohort)


PUBLISH = Access("recruitment.publish-decision", load=reach.cohort, shows=Shows.RESTRICTED, fields=("decisions",))


@access(GET=PUBLISH, POST=PUBLISH)
def publish(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Everything that publishing would do, then doing it."""
    if request.method == "POST":
        try:
            number = commands.publish(by=actor_of(request), cohort=cohort, seen=request.POST.get("seen", ""))
        except commands.NotPublished as error:
            if not any(one.confirmed_at for one in queries.unpublished(cohort)):
                # A second click, or a second window: what was looked at has just been published.
                messages.info(request, "These decisions have been published already.")
                return HttpResponseRedirect(reverse("recruitment:places", args=[cohort.pk]))
            return _publish_page(request, cohort, stale=error)
        messages.success(request, f"{number} published. Every candidate gets a letter.")
        return HttpResponseRedirect(reverse("recruitment:places", args=[cohort.pk]))
    return _publish_page(request, cohort)


def _publish_page(request: HttpRequest, cohort: Cohort, stale: commands.NotPublished | None = None) -> HttpResponse:
    found = queries.confirmed(actor_of(request), cohort)
    counts = {words: sum(one.outcome == outcome for one in found) for outcome, words in OUTCOMES.items()}
    places = queries.places(cohort)
    offers = sum(one.outcome == "offer" for one in found)
    context = {
        "cohort": cohort, "decisions": found, "facts": [Fact(number, words) for words, number in counts.items() if number], "stale": stale,
        "over": max(0, offers - places.free), "places": places, "reasons": UNSUCCESSFUL,
        "seen": queries.seen(cohort),
    }  # fmt: skip
    return render(request, "recruitment/selection/publish.html", context, status=stale.status if stale else 200)


@access(GET=LIST)
def places(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Places filled, offered and free; offers that wait; the reserve list in order of the scores."""
    found = queries.places(cohort)
    facts = [
        Fact(found.places, "places"),
        Fact(found.accepted, "accepted", tone=Tone.GOOD),
        Fact(found.offered, "offered, not answered"),
        Fact(found.free, "free", "more is offered than there is" if found.free < 0 else "", tone=Tone.HAND if found.free else Tone.NEUTRAL),
    ]
    actor = actor_of(request)
    reserve = in_state(actor, cohort, "reserve")
    page = page_of(request, reserve.keys())
    context = {
        "cohort": cohort, "facts": facts, "places": found, "offers": queries.offers(actor, cohort),
        "reserve": reserve.candidates(page), "page": page,
    }  # fmt: skip
    return render(request, "recruitment/selection/places.html", context)

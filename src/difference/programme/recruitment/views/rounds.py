"""For recruitment staff: the rounds of a cohort, who has what to read, and sharing it out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.paging import page_of
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment.commands import selection_rounds as commands
from difference.programme.recruitment.forms.selection_rounds import RoundDatesForm, RoundForm
from difference.programme.recruitment.models import SelectionRound
from difference.programme.recruitment.queries import agreeing, assessors, decisions, reach, selection, standings
from difference.programme.recruitment.queries.selection import Line
from difference.programme.recruitment.queries.sight import sight
from difference.programme.recruitment.queries.standings import InNumbers
from difference.web.components.lists import Fact, Row
from difference.web.components.tables import Column
from difference.web.values import Link, Tag, Tone

PLAN = Access("recruitment.plan-rounds", load=reach.cohort, shows=Shows.PERSONAL)
CHANGE = Access("recruitment.plan-rounds", load=selection.one_round, shows=Shows.PERSONAL)
LINE_COLUMNS = ("Application", "Name", "Read by", "Stands", Column("Total", numeric=True), Column("Spread", numeric=True))
LOAD_COLUMNS = (
    "Assessor",
    Column("Given", numeric=True),
    Column("Sent", numeric=True),
    Column("To do", numeric=True),
    Column("Conflicts", numeric=True),
)


def state_of(round_: SelectionRound) -> Tag:
    """Whether a round is to come, open or closed."""
    now = clock.now()
    if now < round_.opens_at:
        return Tag("To come")
    return Tag("Open", Tone.PROGRESS) if now < round_.closes_at else Tag("Closed")


def _to(round_: SelectionRound) -> HttpResponse:
    return HttpResponseRedirect(reverse("recruitment:round", args=[round_.pk]))


@access(GET=Access("recruitment.see-list", shows=Shows.PERSONAL))
def index(request: HttpRequest) -> HttpResponse:
    """The cohorts that one selects for."""
    rows = [
        Row(
            cohort.name,
            f"{cohort.places} places",
            (Link("Selection", reverse("recruitment:selection-of", args=[cohort.pk]), about=f"of {cohort.name}"),),
        )
        for cohort in reach.cohorts(actor_of(request))
    ]
    return render(request, "recruitment/selection/index.html", {"rows": rows})


@access(GET=Access("recruitment.plan-rounds", load=reach.cohort, shows=Shows.PERSONAL))
def cohort(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The selection of one cohort: its rounds, what is pending, how the places stand."""
    actor = actor_of(request)
    places, pending = decisions.places(cohort), decisions.count_pending(actor, cohort)
    facts = [
        Fact(places.places, "places"),
        Fact(places.accepted, "accepted"),
        Fact(places.offered, "offered, not answered"),
        Fact(pending.all, "decisions not published", f"{pending.ready} of them confirmed", tone=Tone.HAND if pending.all else Tone.NEUTRAL),
    ]
    rows = [
        (Link(one.name, reverse("recruitment:round", args=[one.pk])), one.get_stage_display(), state_of(one), one.opens_at, one.closes_at)
        for one in selection.rounds_visible_to(actor).filter(cohort=cohort)
    ]
    context = {"cohort": cohort, "facts": facts, "rows": rows, "columns": ("Round", "For", "State", "Opens", "Closes")}
    return render(request, "recruitment/selection/cohort.html", context)


@access(GET=PLAN, POST=PLAN)
def plan(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Plan a round."""
    form = RoundForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = commands.plan_round(by=actor_of(request), cohort=cohort, **form.values())
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The round is planned. Share the applications out when they have been taken in.")
            return _to(made)
    return render(request, "recruitment/selection/plan.html", {"form": form, "cohort": cohort}, status=422 if form.errors else 200)


@access(GET=CHANGE, POST=CHANGE)
def change(request: HttpRequest, round_: SelectionRound) -> HttpResponse:
    """Change a round's name or dates."""
    form = RoundDatesForm(request.POST if request.method == "POST" else None, initial=RoundDatesForm.initial_of(round_))
    if form.is_valid():
        try:
            commands.change_round(by=actor_of(request), round_=round_, **form.values())
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The round has been changed.")
            return _to(round_)
    context = {"form": form, "cohort": round_.cohort, "round": round_}
    return render(request, "recruitment/selection/plan.html", context, status=422 if form.errors else 200)


def _tag(line: Line) -> Tag:
    standing = line.standing
    if line.third_needed and standing.missing:
        return Tag("Needs a third reader" if standing.to_give else "With a third reader", Tone.HAND)
    if not standing.missing:
        return Tag("Complete", Tone.GOOD)
    if standing.to_give:
        return Tag(f"Lacks {standing.to_give} reader{'s' if standing.to_give > 1 else ''}", Tone.HAND)
    return Tag(f"{standing.sent} of {standing.given} sent", Tone.PROGRESS)


def _row(round_: SelectionRound, line: Line) -> tuple[object, ...]:
    readers = ", ".join(reader.name for reader in line.readers)
    link = Link(line.application.reference, reverse("recruitment:scores", args=[round_.pk, line.application.pk]))
    return (link, str(line.application.person.full_name), readers, _tag(line), line.total or line.hidden or None, line.spread or None)


@access(GET=Access("recruitment.see-round", load=selection.one_round, shows=Shows.RESTRICTED, fields=("scores",)))
def one(request: HttpRequest, round_: SelectionRound) -> HttpResponse:
    """One round: every application with its readers and its scores, the highest first."""
    actor = actor_of(request)
    seen = sight(actor, round_.cohort_id)
    counts = standings.in_numbers(round_, seen)
    page = page_of(request, standings.in_order(round_, seen, counts.applications))
    context = {
        "round": round_,
        "state": state_of(round_),
        "facts": _facts(counts),
        "agreement": agreeing.agreement(round_, seen, counts),
        "columns": LINE_COLUMNS,
        "rows": [_row(round_, line) for line in selection.lines(actor, round_, list(page), seen)],
        "page": page,
        "lacking": counts.to_give,
        "is_over": clock.now() >= round_.closes_at,
    }
    return render(request, "recruitment/selection/round.html", context)


def _facts(counts: InNumbers) -> list[Fact]:
    return [
        Fact(counts.applications, "applications"),
        Fact(counts.complete, "complete"),
        Fact(counts.lacking, "lack a reader", tone=Tone.HAND if counts.lacking else Tone.NEUTRAL),
        Fact(counts.thirds, "wait for a third reader", tone=Tone.HAND if counts.thirds else Tone.NEUTRAL),
    ]


@access(POST=Access("recruitment.plan-rounds", load=selection.one_round, shows=Shows.PERSONAL))
def share(request: HttpRequest, round_: SelectionRound) -> HttpResponse:
    """Share out what lacks readers."""
    shared = commands.share_out(by=actor_of(request), round_=round_)
    if shared.given:
        messages.success(request, f"{shared.given} given to {shared.people} assessors. Each gets a letter that says how many, and by when.")
    elif not shared.short:
        messages.info(request, "Nothing was given out: every application has its readers.")
    if shared.short:
        messages.warning(request, f"For {shared.short} readers nobody was left: invite more assessors, or give them out by hand.")
    return _to(round_)


@access(GET=Access("recruitment.see-round", load=selection.one_round, shows=Shows.PERSONAL))
def loads(request: HttpRequest, round_: SelectionRound) -> HttpResponse:
    """Who has how many."""
    found = assessors.loads(round_)
    rows = [(one.assessor.name, one.given, one.sent, one.waiting, one.conflicts) for one in found]
    return render(request, "recruitment/selection/loads.html", {"round": round_, "rows": rows, "columns": LOAD_COLUMNS})

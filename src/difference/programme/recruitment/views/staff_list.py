"""The applications of a cohort, for recruitment staff: how many stand where, what is stuck, what is due, and the list."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.paging import page_of
from difference.programme.cohorts.models import Cohort
from difference.programme.cohorts.showing import deadline, standing
from difference.programme.recruitment import queries
from difference.programme.recruitment.forms.handling import ListForm
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.queries import reach
from difference.programme.recruitment.rules import limits
from difference.programme.recruitment.states import STATES
from difference.programme.recruitment.views.loading import load_recruited_cohort
from difference.web.components.lists import Fact, Row
from difference.web.components.moments import length_in_words
from difference.web.components.tables import Column
from difference.web.values import Link, Tag, Tone

COLUMNS = ("Candidate", "Reference", "State", "Preferred regions", "Last touched")


def _address(cohort: Cohort, **asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return reverse("recruitment:applications", args=[cohort.pk]) + (f"?{query}" if query else "")


@access(GET=Access("recruitment.see-list"))
def cohorts(request: HttpRequest) -> HttpResponse:
    """The cohorts that one recruits for; where there is one, straight to its list."""
    found = list(reach.cohorts(actor_of(request)))
    if len(found) == 1:
        return HttpResponseRedirect(_address(found[0]))
    rows = [Row(cohort.name, standing(cohort), (Link("Applications", _address(cohort), about=f"of {cohort.name}"),)) for cohort in found]
    return render(request, "recruitment/staff/cohorts.html", {"rows": rows})


def _row(application: Application) -> tuple[object, ...]:
    state = application.lifecycle.state(application.state)
    tags = (
        Tag("Inactive draft", Tone.HAND)
        if application.inactive_since
        else Tag(state.words.capitalize(), Tone.PROGRESS if state.running else Tone.NEUTRAL)
    )
    regions = ", ".join(application.preferred_regions) or None
    link = Link(application.person.full_name, reverse("recruitment:candidate", args=[application.pk]))
    return link, application.reference, tags, regions, length_in_words(application.saved_at, clock.now())


def _facts(cohort: Cohort, counts: queries.Counts) -> list[Fact]:
    days = limits().taken_in_within_days
    hand = {True: Tone.HAND, False: Tone.NEUTRAL}
    return [
        Fact(
            counts.by_state["submitted"],
            "Sent, to be taken in",
            href=_address(cohort, state="submitted"),
            tone=hand[counts.by_state["submitted"] > 0],
        ),
        Fact(counts.stuck, "Stuck", f"Sent more than {days} days ago", _address(cohort, still="stuck"), hand[counts.stuck > 0]),
        Fact(counts.objections, "Ask us to look again", "Found not eligible", _address(cohort, eligibility="objected"), hand[counts.objections > 0]),
        Fact(counts.inactive, "Inactive drafts", f"Not touched for {limits().inactive_after_days} days", _address(cohort, still="inactive")),
    ]


def _known(counts: queries.Counts, asked: Mapping[str, str]) -> int | None:
    """How many are listed, where the counts say so."""
    given = {name for name, value in asked.items() if value}
    if not given:
        return sum(counts.by_state.values())
    return counts.by_state.get(asked["state"]) if given == {"state"} else None


@access(GET=Access("recruitment.see-list", load=load_recruited_cohort, shows=Shows.PERSONAL))
def applications(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """A cohort’s applications."""
    actor = actor_of(request)
    filters = ListForm(request.GET)
    counts = queries.counts(actor, cohort)
    page = page_of(request, queries.narrowed(actor, cohort, filters.asked()), by_key=True, number=_known(counts, filters.asked()))
    stages = [(Link(state.words.capitalize(), _address(cohort, state=state.name)), counts.by_state[state.name]) for state in STATES]
    context = {
        "cohort": cohort,
        "deadline": deadline(cohort),
        "facts": _facts(cohort, counts),
        "stages": stages,
        "stage_columns": ("Stage", Column("Applications", numeric=True)),
        "running": counts.running,
        "total": sum(counts.by_state.values()),
        "filters": filters,
        "page": page,
        "rows": [_row(application) for application in page.object_list],
        "columns": COLUMNS,
    }
    return render(request, "recruitment/staff/applications.html", context)

"""A cohort for training and examinations staff: who is enrolled, where each stands, who is late."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.cohorts.models import Cohort
from difference.programme.training import showing
from difference.programme.training.commands.enrolling import fetch_enrolments
from difference.programme.training.queries import progress, reach
from difference.programme.training.queries.progress import Person
from difference.programme.training.showing import many
from difference.programme.training.views import loading
from difference.web.components.lists import Fact, Row
from difference.web.components.tables import Column
from difference.web.values import Link, Tone

COLUMNS = ["Name", "State", "School", Column("Credits", numeric=True), "Modules", "Late"]


@access(GET=Access("training.see-cohort", shows=Shows.PERSONAL))
def cohorts(request: HttpRequest) -> HttpResponse:
    """The cohorts that the actor trains or examines."""
    actor = actor_of(request)
    examined = set(reach.staffed(actor, "examinations").values_list("pk", flat=True))
    rows = []
    for one in reach.staffed(actor):
        link = Link("Examinations", reverse("training:examinations", args=[one.pk]), about=one.name) if one.pk in examined else None
        rows.append([Link(one.name, reverse("training:cohort", args=[one.pk])), one.starts_on, one.ends_on, link])
    columns = ["Cohort", "Placements start", "The two years end", "Marks and boards"]
    return render(request, "training/staff/cohorts.html", {"rows": rows, "columns": columns})


def _row(one: Person) -> list[object]:
    enrolment = one.progress.enrolment
    done = sum(one.states[state] for state in ("released", "confirmed", "moderated", "marked", "submitted"))
    return [
        Link(enrolment.person.full_name, reverse("training:enrolment", args=[enrolment.pk])),
        showing.tag(enrolment),
        one.placement.school,
        one.progress.outcome.credits,
        f"{done} of {len(one.progress.results)} handed in, {one.states['released']} released",
        many(len(one.late), "piece of work", "pieces of work") if one.late else None,
    ]


@access(GET=Access("training.see-cohort", load=loading.cohort, shows=Shows.PERSONAL))
def cohort(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Everybody in a cohort, by name."""
    actor = actor_of(request)
    people = progress.of_cohort(actor, cohort)
    late = sum(bool(one.late) for one in people)
    flags = [
        Row(one.progress.enrolment.person.full_name, [one.flag, Link("Open", reverse("training:enrolment", args=[one.progress.enrolment.pk]))])
        for one in people
        if one.flag
    ]
    context = {
        "cohort": cohort, "flags": flags, "rows": [_row(one) for one in people], "columns": COLUMNS,
        "facts": [
            Fact(len(people), "enrolled"), Fact(sum(one.progress.enrolment.state == "active" for one in people), "studying now"),
            Fact(late, "late with something", tone=Tone.HAND if late else Tone.NEUTRAL),
        ],
        "may_fetch": loading.may(actor, "training.enrol"), "examines": reach.staffed(actor, "examinations").filter(pk=cohort.pk).exists(),
    }  # fmt: skip
    return render(request, "training/staff/cohort.html", context)


@access(POST=Access("training.enrol", load=loading.cohort, shows=Shows.PERSONAL))
def fetch(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Look for confirmed placements now, rather than tonight."""
    changed = fetch_enrolments(by=actor_of(request), cohort=cohort)
    words = f"{many(changed, 'enrolment', 'enrolments')} made or begun." if changed else "Everybody with a confirmed placement is enrolled."
    messages.success(request, words)
    return HttpResponseRedirect(reverse("training:cohort", args=[cohort.pk]))

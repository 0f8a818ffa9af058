"""Check eligibility with five questions: public, and nothing is kept."""

from __future__ import annotations

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from difference.foundations import clock
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import actor_of
from difference.programme.cohorts import queries as cohorts
from difference.programme.cohorts.showing import deadline
from difference.programme.recruitment import eligibility
from difference.programme.recruitment.forms.checking import CheckForm

CHECK = Access("recruitment.check-eligibility")


@sensitive_post_parameters()
@access(GET=CHECK, POST=CHECK)
def check(request: HttpRequest) -> HttpResponse:
    """The questions, and once they are answered, what speaks against applying and what to do then."""
    actor = actor_of(request)
    cohort = cohorts.open_cohort(actor) or cohorts.next_cohort(actor)
    day = eligibility.day_of(cohort) if cohort else clock.today()
    form = CheckForm(request.POST if request.method == "POST" else None, day=day)
    context: dict[str, object] = {"form": form, "cohort": cohort, "deadline": deadline(cohort) if cohort else ""}
    if not form.is_valid():
        return render(request, "recruitment/check.html", context, status=422 if form.errors else 200)
    context |= {
        "broken": eligibility.broken(SimpleNamespace(**form.cleaned_data), day),
        "asset": None if form.cleaned_data[eligibility.asset().field] else eligibility.asset(),
        "open": cohort is not None and cohorts.open_for_applications(cohort),
    }
    return render(request, "recruitment/checked.html", context)

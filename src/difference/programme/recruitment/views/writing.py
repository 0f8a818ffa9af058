"""Writing one section of an application."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput, Conflict
from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.recruitment import commands, queries, sections, showing
from difference.programme.recruitment.forms.parts import SectionForm
from difference.programme.recruitment.forms.writing import FORMS
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.views.loading import Part, load_part
from difference.web.errors import CONFLICT_COLUMNS

WRITE = Access("recruitment.write", load=load_part, shows=Shows.PERSONAL)
LATER = "later"
# A section with a page of its own shape.
TEMPLATES = {"referees": "recruitment/sections/referees.html", "about": "recruitment/sections/about.html"}


def _page(request: HttpRequest, part: Part, form: SectionForm, status: int, **more: object) -> HttpResponse:
    every = [section.key for section in sections.every()]
    context = {
        "form": form,
        "section": part.section,
        "application": part.application,
        "place": every.index(part.section.key) + 1,
        "places": len(every),
        "time_left": showing.time_left(part.application.cohort),
        "closed": part.application.cohort.closes_at <= clock.now(),
        **more,
    }
    return render(request, TEMPLATES.get(part.section.key, "recruitment/sections/section.html"), context, status=status)


def _next(application: Application, part: Part) -> str:
    every = sections.every()
    after = [
        section for section in every[every.index(part.section) + 1 :] if sections.status_of(section, application) is not sections.Status.COMPLETE
    ]
    return after[0].address(application) if after else showing.address(application)


def _saved(request: HttpRequest, part: Part, form: SectionForm, application: Application) -> HttpResponse:
    """After saving: on to the next section, back to the list, or, where something is still missing, the page that says so."""
    kept = f"“{part.section.title}” is saved."
    if request.POST.get("then") == LATER:
        messages.success(request, f"{kept} Come back whenever you like.")
        return HttpResponseRedirect(showing.address(application))
    missing = part.section.missing(application)
    if not missing:
        messages.success(request, kept)
        return HttpResponseRedirect(_next(application, part))
    form.show_missing(missing)
    form.renew(application)
    return _page(request, Part(application, part.section), form, 422, kept=part.section.started(application))


@sensitive_post_parameters()
@access(GET=WRITE, POST=WRITE)
def section(request: HttpRequest, part: Part) -> HttpResponse:
    """One section: save and continue, or save and come back later. Whatever can be kept is kept."""
    actor, application = actor_of(request), part.application
    form = FORMS[part.section.key](request.POST if request.method == "POST" else None, application=application, part=part.section)
    if request.method != "POST":
        if application.state != application.lifecycle.initial:
            messages.info(request, "Your application has been sent and cannot be changed any more.")
            return HttpResponseRedirect(showing.address(application))
        return _page(request, part, form, 200)
    if form.is_valid():
        given = form.cleaned_data
        try:
            application = commands.save(
                by=actor, application=application, part=part.section, values=form.values(), revision=given["revision"], seen=given["seen"]
            )  # fmt: skip
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            present = queries.find(actor, application.pk)
            form.renew(present)
            return _page(request, Part(present, part.section), form, 409, conflict=error, conflict_columns=CONFLICT_COLUMNS)
        else:
            return _saved(request, part, form, application)
    return _page(request, part, form, 422)

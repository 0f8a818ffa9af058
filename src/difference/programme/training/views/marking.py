"""Marking: my queue, one piece of work under its number, and handing it back because of a conflict. No name stands on any of these pages."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, NotFound
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.documents import queries as documents
from difference.foundations.documents.types import file_types
from difference.programme.training.commands import marking as commands
from difference.programme.training.criteria import criteria
from difference.programme.training.forms.marking import MarkForm
from difference.programme.training.models import Mark
from difference.programme.training.queries import marking as reading
from difference.programme.training.queries.marking import Work
from difference.programme.training.showing import mark as number
from difference.programme.training.views import loading
from difference.web.components.lists import Row
from difference.web.values import Link

MARK = Access("training.mark", load=loading.to_mark, shows=Shows.PERSONAL, about=loading.whose)
COLUMNS = ["Number", "Module", "Component"]


def _rows(work: list[Work], route: str) -> list[list[object]]:
    return [[Link(one.number, reverse(route, args=[one.marking.pk])), one.module, _component(one)] for one in work]


def _component(one: Work) -> str:
    return f"{one.component}{' (resit)' if one.sitting > 1 else ''}"


@access(GET=Access("training.see-marking", shows=Shows.PERSONAL))
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the actor's mark, and for their look at somebody else's."""
    actor = actor_of(request)
    context = {
        "marking": _rows(reading.to_mark(actor), "training:mark"), "moderating": _rows(reading.to_moderate(actor), "training:moderate"),
        "columns": COLUMNS,
    }  # fmt: skip
    return render(request, "training/exams/marking.html", context)


def about(marking: Mark) -> tuple[Work, list[Row]]:
    """A piece of work under its number, as rows."""
    work = reading.blind(marking)
    rows = [
        Row("Number", work.number),
        Row("Module", work.module),
        Row("Component", _component(work)),
        Row("Weight in the module", f"{work.weight}%"),
    ]
    return work, rows


def serve(marking: Mark) -> HttpResponse:
    """The file under the number and never under the name it came with, which may say whose it is."""
    document = marking.submission.document
    if document is None:
        raise NotFound("The file of this work is gone: whoever handed it in has been erased.")
    kind = file_types()[document.type]
    work = reading.blind(marking)
    response = FileResponse(
        documents.readable(document).open("rb"), as_attachment=True, content_type=kind.media,
        filename=f"{work.number}-{marking.submission.component}.{kind.extensions[0]}",
    )  # fmt: skip
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return cast(HttpResponse, response)


@access(GET=MARK, POST=MARK)
def mark(request: HttpRequest, marking: Mark) -> HttpResponse:
    """Mark one piece of work. What is marked stays as it is: the marker sees it, and changes nothing."""
    work, rows = about(marking)
    if marking.mark is not None:
        rows += [
            Row("Your mark", number(marking.mark)),
            *(Row(one.title, marking.feedback.get(one.key, "").splitlines() or None) for one in criteria()),
        ]
        return render(request, "training/exams/marked.html", {"work": work, "rows": rows})
    form = MarkForm(request.POST) if request.method == "POST" else MarkForm(initial={"revision": marking.revision})
    if form.is_valid():
        given = form.cleaned_data
        try:
            commands.give_mark(
                by=actor_of(request), marking=marking, mark=given["mark"], feedback=form.feedback(), no_conflict=given["no_conflict"],
                revision=given["revision"],
            )  # fmt: skip
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, f"{work.number} is marked. Somebody else moderates it next.")
            return HttpResponseRedirect(reverse("training:marking"))
    context = {"form": form, "work": work, "rows": rows}
    return render(request, "training/exams/mark.html", context, status=422 if form.errors else 200)


@access(GET=MARK)
def work(request: HttpRequest, marking: Mark) -> HttpResponse:
    """The work itself, to its marker."""
    return serve(marking)


@access(POST=MARK)
def conflict(request: HttpRequest, marking: Mark) -> HttpResponse:
    """Hand work back because of a conflict."""
    commands.declare_conflict(by=actor_of(request), marking=marking)
    messages.success(request, "Handed back. Examinations staff give it to somebody else.")
    return HttpResponseRedirect(reverse("training:marking"))

"""Staff pages: upload a register file, see what it would do, import it; the imports so far."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, TooLarge
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.paging import page_of
from difference.foundations.schools import commands, queries, uploads
from difference.foundations.schools.forms import ConfirmForm, UploadForm
from difference.foundations.schools.models import RegisterImport
from difference.web.components.moments import in_words
from difference.web.components.tables import Column
from difference.web.values import Link

COUNTS = ("rows", "added", "changed", "closed", "not_listed", "unreadable", "unchanged")
COLUMNS = ("File", "What it is", "Imported", *(Column(name.replace("_", " ").capitalize(), numeric=True) for name in COUNTS))


def load_import(actor: Actor, key: UUID) -> RegisterImport:
    """One import within the actor's scope."""
    return queries.one_import(actor, key)


@access(GET=Access("schools.see-imports"))
def imports(request: HttpRequest) -> HttpResponse:
    """The imports so far, the newest first."""
    actor = actor_of(request)
    page = page_of(request, queries.imports_visible_to(actor))
    rows = [
        (
            Link(made.file_name, reverse("schools:one-import", args=[made.key])),
            f"{made.get_kind_display()}, {in_words(made.dated, weekday=False)}",
            in_words(made.at, weekday=False),
            *(made.report.get(name, 0) for name in COUNTS),
        )
        for made in page.object_list
    ]
    may_import = allows(actor, "schools.import-register")
    return render(request, "schools/imports.html", {"page": page, "columns": COLUMNS, "rows": rows, "may_import": may_import})


@access(GET=Access("schools.see-imports", load=load_import))
def one_import(request: HttpRequest, made: RegisterImport) -> HttpResponse:
    """What one import did."""
    return render(request, "schools/import.html", {"made": made, "report": made.report})


@access(GET=Access("schools.import-register"), POST=Access("schools.import-register"))
def upload(request: HttpRequest) -> HttpResponse:
    """Upload a file; what importing it would do is shown before anything is done."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method != "POST" or not form.is_valid():
        return render(request, "schools/upload.html", {"form": form}, status=422 if form.errors else 200)
    actor = actor_of(request)
    word = uploads.keep(form.cleaned_data["file"], by=actor, date=form.cleaned_data["date"], force=form.cleaned_data["force"])
    try:
        with uploads.taken(word, by=actor) as (source, date, force):
            (report,) = commands.rehearse_register(by=actor, files=[source], date=date, force=force)
    except (BadInput, TooLarge) as error:
        uploads.forget(word)
        return _refused(request, form, error)
    return render(request, "schools/rehearsal.html", {"report": report.kept(), "form": ConfirmForm(initial={"upload": word})})


def _refused(request: HttpRequest, form: UploadForm, error: BadInput | TooLarge) -> HttpResponse:
    named = isinstance(error, BadInput) and any(name in form.fields for name in error.fields)
    if isinstance(error, BadInput) and named:
        form.refuse(error)
    else:
        form.add_error("file", error.sentence)
    lines = list(error.lines.items()) if isinstance(error, BadInput) else []
    return render(request, "schools/upload.html", {"form": form, "lines": lines}, status=error.status)


@access(POST=Access("schools.import-register"))
def confirm(request: HttpRequest) -> HttpResponse:
    """Import the file whose rehearsal was shown."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise BadInput("This form was sent without its file. Upload the file again.")
    actor, word = actor_of(request), form.cleaned_data["upload"]
    with uploads.taken(word, by=actor) as (source, date, force):
        (report,) = commands.import_register(by=actor, files=[source], date=date, force=force)
    uploads.forget(word)
    if report.already:
        messages.info(request, "This file had been imported before: nothing was changed.")
    else:
        messages.success(request, f"{report.file} has been imported: {report.added:,} added, {len(report.changed):,} changed.")
    return HttpResponseRedirect(reverse("schools:imports"))

"""The safer-recruitment checklist: who lacks what, one applicant’s list, and noting one check. No file is ever taken."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.paging import page_of
from difference.programme.recruitment.commands import checks as commands
from difference.programme.recruitment.forms.checks import CheckForm
from difference.programme.recruitment.models import Application, SaferCheck
from difference.programme.recruitment.models.checks import CLEAR, NOT_NEEDED, RESULTS
from difference.programme.recruitment.queries import checks as queries
from difference.programme.recruitment.queries.assessors import named
from difference.programme.recruitment.queries.checks import Line
from difference.programme.recruitment.safer_checks import find, why_not_needed
from difference.web.components.lists import Row, Task
from difference.web.components.moments import in_words
from difference.web.values import Link, Tag, Tone

SEE = "recruitment.see-checks"


class ToCheck:
    """One check of one application, as the page of it is loaded."""

    def __init__(self, application: Application, key: str) -> None:
        self.application, self.check = application, find(key)
        self.line = next(line for line in queries.lines(application) if line.check.key == key)


def load(actor: Actor, application_id: UUID, key: str) -> ToCheck:
    """One check that the actor may see. Raises NotFound."""
    return ToCheck(queries.find(actor, application_id), key)


def load_to_note(actor: Actor, application_id: UUID, key: str) -> ToCheck:
    """One check within the reach of safer recruitment. Raises NotFound."""
    return ToCheck(queries.find_to_check(actor, application_id), key)


def _about(thing: Application | ToCheck) -> UUID:
    return thing.application.person_id if isinstance(thing, ToCheck) else thing.person_id


@access(GET=Access(SEE, shows=Shows.PERSONAL))
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who has been shortlisted, with how many of their checks are done."""
    page = page_of(request, queries.listed(actor_of(request)), by_key=True)
    rows = []
    for application in page:
        lines = queries.lines(application)
        done = sum(line.done for line in lines)
        tag = Tag("Complete", Tone.GOOD) if done == len(lines) else Tag(f"{done} of {len(lines)} done", Tone.PROGRESS)
        name = Link(application.person.full_name, reverse("recruitment:checks-of", args=[application.pk]))
        rows.append((name, application.cohort.name, application.lifecycle.state(application.state).words.capitalize(), tag))
    return render(request, "recruitment/checks/index.html", {"page": page, "rows": rows, "columns": ("Candidate", "Cohort", "Application", "Checks")})


def _task(application: Application, line: Line) -> Task:
    href = reverse("recruitment:references") + f"?q={application.reference}" if line.check.derived else ""
    href = href or reverse("recruitment:note-check", args=[application.pk, line.check.key])
    if line.noted and line.noted.result == NOT_NEEDED and line.done:
        hint = f"Not needed: {why_not_needed(line.check.key, line.noted.why_not_needed)}"
        return Task(line.check.title, "Not needed", href, Tone.GOOD, hint)
    if line.noted:
        seen = f"Seen on {in_words(line.noted.seen_on, weekday=False)}" if line.noted.seen_on else line.missing
        done = line.noted.result == CLEAR
        return Task(line.check.title, "Done" if done else "With the safeguarding lead", href, Tone.GOOD if done else Tone.BAD, seen)
    if line.done:
        return Task(line.check.title, "Done", href, Tone.GOOD, line.progress)
    if not line.check.can_be_noted_in(application.state):
        return Task(line.check.title, "Not yet", hint=f"{line.check.who}. Made {line.check.from_when}.")
    return Task(line.check.title, "To do", href, Tone.HAND, line.progress or ("Where it applies" if line.check.not_needed else ""))


@access(GET=Access(SEE, load=queries.find, shows=Shows.PERSONAL, about=_about))
def one(request: HttpRequest, application: Application) -> HttpResponse:
    """One applicant’s list."""
    lines = queries.lines(application)
    done = sum(line.done for line in lines)
    context = {
        "application": application, "person": application.person, "tasks": [_task(application, line) for line in lines],
        "done": done, "total": len(lines), "missing": queries.missing(application),
        "head": any(one.is_head for one in application.references.all()),
    }  # fmt: skip
    return render(request, "recruitment/checks/one.html", context)


def _history(noted: list[SaferCheck], key: str) -> list[Row]:
    names = named([person for one in noted for person in (one.done_by, one.undone_by)])
    rows = []
    for one in noted:
        words = [RESULTS[one.result] + (f": {why_not_needed(key, one.why_not_needed)}" if one.why_not_needed else "")]
        words += [f"Seen on {in_words(one.seen_on, weekday=False)}"] if one.seen_on else []
        if one.undone_at:
            words.append(f"Taken back by {names.get(one.undone_by, '') if one.undone_by else ''} on {in_words(one.undone_at, weekday=False)}")
        rows.append(Row(f"{names.get(one.done_by, '')}, {in_words(one.done_at, weekday=False)}", words))
    return rows


@access(
    GET=Access(SEE, load=load, shows=Shows.PERSONAL, about=_about),
    POST=Access("recruitment.do-check", load=load_to_note, shows=Shows.PERSONAL, about=_about),
)
def note(request: HttpRequest, thing: ToCheck) -> HttpResponse:
    """One check: what must be seen, what was noted, and the form to note it."""
    actor, application, check = actor_of(request), thing.application, thing.check
    may = allows(actor, "recruitment.do-check", thing) and queries.visible_to(actor, queries.SAFER).filter(pk=application.pk).exists()
    form = CheckForm(request.POST or None, check=check, earliest=queries.earliest_day(application, check))
    if form.is_valid():
        try:
            commands.note_check(by=actor, application=application, check=check, **form.cleaned_data)
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, f"Noted: {check.title}.")
            return HttpResponseRedirect(reverse("recruitment:checks-of", args=[application.pk]))
    context = {
        "form": form, "application": application, "person": application.person, "check": check, "line": thing.line, "may": may,
        "now": check.can_be_noted_in(application.state) and not check.derived, "history": _history(list(queries.history(application, check.key)), check.key),
    }  # fmt: skip
    return render(request, "recruitment/checks/note.html", context, status=422 if form.errors else 200)


@access(POST=Access("recruitment.do-check", load=load_to_note, shows=Shows.PERSONAL, about=_about))
def undo(request: HttpRequest, thing: ToCheck) -> HttpResponse:
    """Take a note back."""
    commands.undo_check(by=actor_of(request), application=thing.application, check=thing.check)
    messages.success(request, f"Taken back: {thing.check.title} counts as not done.")
    return HttpResponseRedirect(reverse("recruitment:checks-of", args=[thing.application.pk]))

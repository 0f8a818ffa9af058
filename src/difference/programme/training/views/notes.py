"""Writing for each other: notes, reflections and goals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput, Conflict, NotNow
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.training.commands import notes as commands
from difference.programme.training.forms.coaching import GoalForm, NoteForm
from difference.programme.training.models import CoachingNote, Enrolment, Goal
from difference.programme.training.queries import coaching
from difference.programme.training.views.coaching import to_page
from difference.web.errors import CONFLICT_COLUMNS

WRITE = Access("training.write-note", load=coaching.find, shows=Shows.PERSONAL)
REFLECT = Access("training.write-reflection", load=coaching.find, shows=Shows.PERSONAL)
CHANGE = Access("training.write-reflection", load=coaching.note, shows=Shows.PERSONAL)
REMOVE = Access("training.remove-note", load=coaching.note, shows=Shows.PERSONAL)
SET = Access("training.keep-goals", load=coaching.find, shows=Shows.PERSONAL)
GOAL = Access("training.keep-goals", load=coaching.goal, shows=Shows.PERSONAL)
BOTH = "You and your participant read it, and nobody else. Do not write here what must not wait: raise a concern for that."
ALONE = "Nobody but you reads it, until you share it with your coach."


def _page(request: HttpRequest, form: Any, enrolment: Enrolment, title: str, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "enrolment": enrolment, "title": title, **more}
    return render(request, "training/coaching/write.html", context, status=422 if form.errors else status)


@sensitive_post_parameters("text")
def _write_note(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    form = NoteForm(request.POST if request.method == "POST" else None, label="Your note", help_text=BOTH)
    if form.is_valid():
        try:
            commands.write_note(by=actor_of(request), enrolment=enrolment, text=form.cleaned_data["text"], token=form.cleaned_data["token"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The note is there for you both.")
            return to_page(enrolment.pk)
    return _page(request, form, enrolment, f"A note to {enrolment.person.full_name}")


@access(GET=WRITE, POST=WRITE)
def write_note(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """The coach writes a note."""
    return _write_note(request, enrolment)


@sensitive_post_parameters("text")
def _reflect(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    form = NoteForm(request.POST if request.method == "POST" else None, label="Your reflection", help_text=ALONE)
    if form.is_valid():
        try:
            commands.write_reflection(by=actor_of(request), enrolment=enrolment, text=form.cleaned_data["text"], token=form.cleaned_data["token"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Kept for you. Share it with your coach when you want to.")
            return to_page(enrolment.pk)
    return _page(request, form, enrolment, "A reflection")


@access(GET=REFLECT, POST=REFLECT)
def reflect(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """A participant writes for themself."""
    return _reflect(request, enrolment)


def _stale(request: HttpRequest, form: Any, revision: int, what: str, present: str, error: Conflict) -> dict[str, Any]:
    form.data = request.POST.copy()
    form.data["revision"] = str(revision)
    rows = [(what, request.POST.get("text", ""), present), *error.differences]
    return {"conflict": error, "differences": rows, "conflict_columns": CONFLICT_COLUMNS}


def _revision(form: Any) -> int:
    return -1 if form.cleaned_data["revision"] is None else int(form.cleaned_data["revision"])


@sensitive_post_parameters("text")
def _change_reflection(request: HttpRequest, note: CoachingNote) -> HttpResponse:
    actor, title = actor_of(request), "Change your reflection"
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        label="Your reflection",
        help_text=ALONE,
        initial={"revision": note.revision, "text": note.words},
    )
    if form.is_valid():
        try:
            commands.change_reflection(by=actor, note=note, revision=_revision(form), text=form.cleaned_data["text"])
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            present = coaching.note(actor, note.pk)
            return _page(request, form, note.enrolment, title, 409, **_stale(request, form, present.revision, "The reflection", present.words, error))
        else:
            messages.success(request, "Changed.")
            return to_page(note.enrolment_id)
    return _page(request, form, note.enrolment, title)


@access(GET=CHANGE, POST=CHANGE)
def change_reflection(request: HttpRequest, note: CoachingNote) -> HttpResponse:
    """Change a reflection that is not shared."""
    if note.kind != "reflection" or note.shared_at is not None:
        raise NotNow("What is shared stays as it is. Write another.")
    return _change_reflection(request, note)


@access(GET=CHANGE, POST=CHANGE)
def share(request: HttpRequest, note: CoachingNote) -> HttpResponse:
    """Share it with my coach, after a page that says what follows. A second press changes nothing."""
    if note.shared_at is None and request.method == "POST":
        commands.share_reflection(by=actor_of(request), note=note)
        messages.success(request, "Your coach can read it now.")
    if note.shared_at is not None:
        return to_page(note.enrolment_id)
    return render(request, "training/coaching/share.html", {"note": note, "coaching": coaching.own_coach(note.enrolment)})


@access(GET=REMOVE, POST=REMOVE)
def remove(request: HttpRequest, note: CoachingNote) -> HttpResponse:
    """Remove what I wrote, after a page that says what follows."""
    if request.method == "POST":
        commands.remove_note(by=actor_of(request), note=note)
        messages.success(request, "It has been removed, for you both.")
        return to_page(note.enrolment_id)
    return render(request, "training/coaching/remove.html", {"note": note, "why_not": commands.why_not_removed(note)})


@sensitive_post_parameters("text")
def _set_goal(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    form = GoalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("text", "by_when", "token")}
        try:
            commands.set_goal(by=actor_of(request), enrolment=enrolment, **given)
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The goal is set.")
            return to_page(enrolment.pk)
    return _page(request, form, enrolment, "A goal")


@access(GET=SET, POST=SET)
def set_goal(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Set a goal."""
    return _set_goal(request, enrolment)


@sensitive_post_parameters("text")
def _change_goal(request: HttpRequest, goal: Goal) -> HttpResponse:
    actor = actor_of(request)
    form = GoalForm(request.POST if request.method == "POST" else None, initial=GoalForm.initial_of(goal))
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("text", "by_when")}
        try:
            commands.change_goal(by=actor, goal=goal, revision=_revision(form), **given)
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            present = coaching.goal(actor, goal.pk)
            context = _stale(request, form, present.revision, "The goal", present.words, error)
            return _page(request, form, goal.enrolment, "Change a goal", 409, **context)
        else:
            messages.success(request, "The goal is changed.")
            return to_page(goal.enrolment_id)
    return _page(request, form, goal.enrolment, "Change a goal")


@access(GET=GOAL, POST=GOAL)
def change_goal(request: HttpRequest, goal: Goal) -> HttpResponse:
    """Change a goal."""
    return _change_goal(request, goal)


@access(POST=GOAL)
def reach_goal(request: HttpRequest, goal: Goal) -> HttpResponse:
    """Note that it is reached. A second press changes nothing."""
    if goal.done_at is None:
        commands.reach_goal(by=actor_of(request), goal=goal)
        messages.success(request, "Reached. Well done.")
    return to_page(goal.enrolment_id)


@access(POST=GOAL)
def drop_goal(request: HttpRequest, goal: Goal) -> HttpResponse:
    """Take it off the list."""
    commands.drop_goal(by=actor_of(request), goal=goal)
    messages.success(request, "The goal is off the list.")
    return to_page(goal.enrolment_id)

"""For the safeguarding leads: the list without words, one concern, taking it, noting on it and closing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.concerns import commands, queries, rules, states
from difference.foundations.concerns.forms import CloseForm, NoteForm, TakeForm
from difference.foundations.concerns.models import Concern
from difference.foundations.concerns.policies import may_be_closed, may_be_taken
from difference.foundations.paging import page_of
from difference.web.components.lists import Row
from difference.web.values import Link, Tag, Tone

COLUMNS = ("Reference", "About", "State", "Raised", "To be read by")


def _tag(concern: Concern) -> Tag:
    if concern.state == states.NEW and concern.due_at < clock.now():
        return Tag("New, overdue", Tone.BAD)
    state = states.CONCERN[concern.state]
    return Tag(state.label, state.tone)


def _to(concern: Concern) -> HttpResponse:
    return HttpResponseRedirect(reverse("concerns:one", args=[concern.pk]))


@access(GET=Access("concerns.see", shows=Shows.PERSONAL))
def index(request: HttpRequest) -> HttpResponse:
    """Every concern without its words: first those that wait, then those taken, then those closed."""
    actor = actor_of(request)
    reads = allows(actor, "concerns.read")
    page = page_of(request, queries.visible_to(actor))
    rows = [
        (
            Link(concern.reference, reverse("concerns:one", args=[concern.pk])) if reads else concern.reference,
            concern.get_about_display(),
            _tag(concern),
            concern.raised_at,
            concern.due_at,
        )
        for concern in page
    ]
    return render(request, "concerns/index.html", {"page": page, "rows": rows, "columns": COLUMNS, "reads": reads})


@access(
    GET=Access(
        "concerns.read", load=queries.one, shows=Shows.RESTRICTED, about=lambda concern: concern.raised_by, fields=("text", "where", "reach", "notes")
    )
)
def one(request: HttpRequest, concern: Concern) -> HttpResponse:
    """One concern with what was written. That it was opened stands in the audit."""
    actor = actor_of(request)
    words, notes = queries.words_of(actor, concern), queries.notes_on(actor, concern)
    names = queries.names([concern.raised_by, concern.taken_by, concern.closed_by, *(note.written_by for note in notes)])
    raiser = names.get(concern.raised_by, "") if concern.raised_by else "Somebody who was not signed in, or left their name out"
    facts = [
        Row("State", _tag(concern)),
        Row("About", concern.get_about_display()),
        Row("Where", words.where),
        Row("Raised", concern.raised_at),
        Row("Raised by", raiser),
        Row("How to reach them", words.reach),
        Row("To be read by", concern.due_at),
    ]
    if concern.taken_by:
        facts += [Row("Taken by", names.get(concern.taken_by, "")), Row("Taken", concern.taken_at)]
    if concern.closed_by:
        facts += [
            Row("Closed by", names.get(concern.closed_by, "")),
            Row("Closed", concern.closed_at),
            Row("Outcome", rules.outcome_words(concern.outcome)),
        ]
    context = {
        "concern": concern,
        "words": words,
        "facts": facts,
        "notes": [(note, names.get(note.written_by, "")) for note in notes],
        "may_take": may_be_taken(actor, concern),
        "may_note": allows(actor, "concerns.note", concern),
        "may_close": may_be_closed(concern) and allows(actor, "concerns.close", concern),
    }
    return render(request, "concerns/one.html", context)


@access(GET=Access("concerns.take", load=queries.one, shows=Shows.PERSONAL), POST=Access("concerns.take", load=queries.one, shows=Shows.PERSONAL))
def take(request: HttpRequest, concern: Concern) -> HttpResponse:
    """Declare that there is no conflict, and take the concern."""
    if not may_be_taken(actor_of(request), concern):
        raise NotNow("This concern is yours already, or closed.")
    form = TakeForm(request.POST or None, initial={"revision": concern.revision})
    if form.is_valid():
        commands.take(by=actor_of(request), concern=concern, **form.cleaned_data)
        messages.success(request, "The concern is yours now.")
        return _to(concern)
    over = queries.names([concern.taken_by]).get(concern.taken_by, "") if concern.taken_by else ""
    return render(request, "concerns/take.html", {"form": form, "concern": concern, "over": over}, status=422 if form.errors else 200)


@sensitive_post_parameters("text")
def _note(request: HttpRequest, concern: Concern) -> HttpResponse:
    form = NoteForm(request.POST or None)
    if form.is_valid():
        try:
            commands.add_note(by=actor_of(request), concern=concern, **form.cleaned_data)
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Your note has been added.")
            return _to(concern)
    return render(request, "concerns/note.html", {"form": form, "concern": concern}, status=422 if form.errors else 200)


@access(GET=Access("concerns.note", load=queries.one, shows=Shows.PERSONAL), POST=Access("concerns.note", load=queries.one, shows=Shows.PERSONAL))
def note(request: HttpRequest, concern: Concern) -> HttpResponse:
    """Add a note."""
    return _note(request, concern)


@access(GET=Access("concerns.close", load=queries.one, shows=Shows.PERSONAL), POST=Access("concerns.close", load=queries.one, shows=Shows.PERSONAL))
def close(request: HttpRequest, concern: Concern) -> HttpResponse:
    """Close the concern with its outcome."""
    if not may_be_closed(concern):
        raise NotNow("This concern is closed already.")
    form = CloseForm(request.POST or None, initial={"revision": concern.revision})
    if form.is_valid():
        commands.close(by=actor_of(request), concern=concern, **form.cleaned_data)
        messages.success(request, "The concern is closed.")
        return _to(concern)
    return render(request, "concerns/close.html", {"form": form, "concern": concern}, status=422 if form.errors else 200)

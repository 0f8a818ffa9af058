"""What a participant and their coach keep together: one page for both, and the coach's home. Nobody else opens any of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.programme.training.commands import notes as commands
from difference.programme.training.commands import sessions as planning
from difference.programme.training.forms.sessions import TimesForm
from difference.programme.training.models import CoachingNote, Enrolment
from difference.programme.training.queries import coaching, enrolments
from difference.programme.training.rules_coaching import rules
from difference.programme.training.views.sessions import link_of
from difference.web.components.moments import in_words
from difference.web.values import Link, Tag, Tone

COLUMNS = ("Who", "Last seen", "Next session", "Open goals", "Worries")


def whose(enrolment: Enrolment) -> Any:
    """Whom a page is about."""
    return enrolment.person_id


OPEN = Access("training.open-coaching", load=coaching.find, shows=Shows.PERSONAL, about=whose, fields=("notes", "goals"))
MEET = Access("training.plan-coaching", load=coaching.find, shows=Shows.PERSONAL)


def to_page(enrolment_id: Any) -> HttpResponse:
    """Back to the page of the two."""
    return HttpResponseRedirect(reverse("training:together", args=[enrolment_id]))


@access(GET=Access("training.see-coached", shows=Shows.PERSONAL))
def coached(request: HttpRequest) -> HttpResponse:
    """My participants: last seen, next, worries."""
    rows = []
    for one in coaching.home(actor_of(request)):
        name = one.enrolment.person.full_name
        worry = Tag(f"Missed {one.missed.count} sessions", Tone.HAND) if one.missed else "None noted"
        ahead = one.next_session
        shown = f"{link_of(ahead).label}, {in_words(ahead.starts_at)}" if ahead else "None planned"
        rows.append((Link(name, reverse("training:together", args=[one.enrolment.pk])), one.last_seen or "Not yet", shown, one.open_goals, worry))
    return render(request, "training/coaching/coached.html", {"rows": rows, "columns": COLUMNS})


@access(GET=Access("training.see-my-coach", shows=Shows.PERSONAL))
def my_coach(request: HttpRequest) -> HttpResponse:
    """My coach: the page of the studies that I am in, or a word on how it comes."""
    own = enrolments.own(actor_of(request))
    return to_page(own[0].pk) if own else render(request, "training/coaching/none.html")


def _notes(actor: Actor, enrolment: Enrolment) -> list[dict[str, Any]]:
    return [_note(actor, one) for one in coaching.notes_of(actor, enrolment)]


def _note(actor: Actor, note: CoachingNote) -> dict[str, Any]:
    own = note.written_by == actor.person_id
    if note.kind == "note":
        by, title = note.coaching.coach.full_name if note.coaching else "", "Note"
    else:
        by, title = note.enrolment.person.full_name, "Reflection"
    mine = note.kind == "reflection" and allows(actor, "training.write-reflection", note)
    removes = allows(actor, "training.remove-note", note) and not commands.why_not_removed(note)
    return {
        "one": note, "title": f"{title}, {in_words(note.written_at, weekday=False)}", "by": "you" if own else by, "lines": note.words.splitlines(),
        "private": note.shared_at is None, "changes": mine and note.shared_at is None, "removes": removes,
    }  # fmt: skip


@access(GET=OPEN)
def together(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """The page of the two: who they are, notes, goals, and the next session."""
    actor = actor_of(request)
    present = coaching.own_coach(enrolment)
    context = {
        "enrolment": enrolment, "coaching": present, "own": enrolment.person_id == actor.person_id, "notes": _notes(actor, enrolment),
        "goals": coaching.goals_of(actor, enrolment), "hours": rules().note_removable_hours, "writes": allows(actor, "training.write-note", enrolment),
    }  # fmt: skip
    return render(request, "training/coaching/together.html", context)


@access(GET=MEET, POST=MEET)
def meet(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """The coach plans a session with their participant."""
    form = TimesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            planning.plan_coaching(by=actor_of(request), enrolment=enrolment, values=form.values())
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The session is planned. Your participant gets a letter.")
            return to_page(enrolment.pk)
    return render(request, "training/sessions/write.html", {"form": form, "enrolment": enrolment}, status=422 if form.errors else 200)

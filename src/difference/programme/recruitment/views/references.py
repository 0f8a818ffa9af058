"""The staff’s pages of references: the list, one, asking, putting down another referee."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, NotFound
from difference.foundations import clock
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.paging import page_of
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import letters_references as letters
from difference.programme.recruitment.commands import references as commands
from difference.programme.recruitment.forms.references import RAN_OUT, STAFF_WORDS, AskForm, ListForm, NameForm
from difference.programme.recruitment.models import Reference
from difference.programme.recruitment.queries import references as queries
from difference.programme.recruitment.queries.assessors import named
from difference.programme.recruitment.queries.listing import called
from difference.programme.recruitment.queries.reach import cohorts
from difference.programme.recruitment.queries.reference_reach import FUNCTIONS
from difference.programme.recruitment.reasons import REFEREE_DECLINED
from difference.programme.recruitment.reference_rules import rules
from difference.web.components.lists import Row
from difference.web.values import Link, Tag, Tone

COLUMNS = ("Candidate", "Referee", "State", "Asked", "Until, or answered", "By telephone")
TONES = {"requested": Tone.PROGRESS, RAN_OUT: Tone.HAND, "received": Tone.GOOD, "declined": Tone.HAND}
SAMPLE_PATH = "/(their own link)"


def about(reference: Reference) -> UUID:
    """Whom a reference is about."""
    return reference.application.person_id


def load_cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """A cohort that the actor works on in recruitment or safer recruitment. Raises NotFound."""
    found = [cohort for function in FUNCTIONS for cohort in cohorts(actor, "staff", function).filter(pk=cohort_id)]
    if not found:
        raise NotFound()
    return found[0]


def tag(reference: Reference) -> Tag:
    """How far a reference is, as staff read it."""
    state = RAN_OUT if queries.has_run_out(reference) else reference.state
    return Tag(STAFF_WORDS[state], TONES.get(state, Tone.NEUTRAL))


def _day(moment: dt.datetime | None) -> dt.date | None:
    return clock.in_london(moment).date() if moment else None


def _narrowed(actor: Actor, form: ListForm) -> QuerySet[Reference]:
    found = queries.listed(actor)
    form.is_valid()
    state, words = form.cleaned_data.get("state", ""), form.cleaned_data.get("q", "")
    if words:
        found = found.filter(called(words, "application__") | Q(name__icontains=words))
    now = clock.now()
    if state == RAN_OUT:
        return found.filter(state="requested", expires_at__lte=now)
    if state == "requested":
        return found.filter(state="requested", expires_at__gt=now)
    if state == "unverified":
        return found.filter(state="received", verified_at=None)
    return found.filter(state=state) if state else found


@access(GET=Access("recruitment.see-references", shows=Shows.PERSONAL))
def index(request: HttpRequest) -> HttpResponse:
    """Every reference of those who have been shortlisted, and whose referees have still to be asked."""
    actor, form = actor_of(request), ListForm(request.GET)
    page = page_of(request, _narrowed(actor, form), by_key=True)
    rows = [
        (
            Link(one.application.person.full_name, reverse("recruitment:reference", args=[one.pk]), about=f", {queries.ORDINALS[one.position].lower()}"),
            one.name, tag(one), _day(one.requested_at), _day(one.received_at or one.declined_at or one.expires_at), one.verified_on,
        )
        for one in page
    ]  # fmt: skip
    waiting = queries.not_asked(actor).order_by()
    to_ask = [
        (cohort, waiting.filter(application__cohort=cohort).count())
        for cohort in Cohort.objects.filter(pk__in=waiting.values("application__cohort")).order_by("-opens_at")
    ]
    return render(request, "recruitment/references/index.html", {"form": form, "page": page, "rows": rows, "columns": COLUMNS, "to_ask": to_ask})


def _facts(reference: Reference, doubts: list[str]) -> list[Row]:
    names = named([reference.requested_by, reference.read_by, reference.verified_by])
    rows = [
        Row("State", tag(reference)),
        Row("About", reference.application.person.full_name),
        Row("Referee", reference.name),
        Row("E-mail address", [reference.email, *doubts]),
        Row("How they know the candidate", reference.relation),
        Row("Where they work", reference.organisation),
        Row("Head where the candidate works now", "Yes" if reference.is_head else "No"),
    ]
    if reference.requested_at and reference.requested_by:
        rows += [Row("Asked", reference.requested_at), Row("Asked by", names.get(reference.requested_by, "The system"))]
    if reference.state == "requested":
        rows += [Row("Link works until", reference.expires_at), Row("Reminded", reference.reminded_at, missing="Not yet")]
    if reference.state == "declined":
        rows += [Row("Declined", reference.declined_at), Row("Why", REFEREE_DECLINED.get(reference.decline_reason, ""))]
    if reference.state == "received":
        rows.append(Row("Received", reference.received_at))
    if reference.read_by:
        rows.append(Row("First opened by", names.get(reference.read_by, "")))
    if reference.verified_by:
        words = [f"{names.get(reference.verified_by, '')} rang them", reference.verified_on, reference.get_verified_how_display()]
        rows.append(Row("Checked by telephone", words))
    return rows


@access(GET=Access("recruitment.see-references", load=queries.find, shows=Shows.PERSONAL, about=about))
def one(request: HttpRequest, reference: Reference) -> HttpResponse:
    """One reference: how far it is, and what can be done. Nothing of what was written."""
    doubts = queries.flags([reference])[reference.pk]
    moves = {move.name: move.guard(reference) for move in reference.lifecycle.moves_from(reference.state)}
    guard = next((moves[name] for name in ("ask", "ask_again") if name in moves), "The reference has come.")
    context = {
        "reference": reference, "person": reference.application.person, "facts": _facts(reference, doubts),
        "ask": AskForm(initial={"revision": reference.revision}), "why_not": guard or (doubts[0] if queries.cannot_be_asked(doubts) else ""),
        "may_name": "name_another" in moves, "days": rules().link_days, "again": reference.state != "named",
        "ours_alone": queries.worrying(reference) and not allows(actor_of(request), "recruitment.verify-worrying-reference", reference),
    }  # fmt: skip
    return render(request, "recruitment/references/one.html", context)


@access(POST=Access("recruitment.request-reference", load=queries.find, shows=Shows.PERSONAL))
def ask(request: HttpRequest, reference: Reference) -> HttpResponse:
    """Ask a referee, or again with a new link."""
    form = AskForm(request.POST)
    if not form.is_valid():
        raise BadInput("Open the page of the reference again, and ask from there.")
    commands.request_reference(by=actor_of(request), reference=reference, revision=form.cleaned_data["revision"])
    messages.success(request, f"The letter to {reference.name} is in the outbox. Its link works for {rules().link_days} days.")
    return HttpResponseRedirect(reverse("recruitment:reference", args=[reference.pk]))


NAME = Access("recruitment.name-referee", load=queries.find, shows=Shows.PERSONAL, about=about)


@access(GET=NAME, POST=NAME)
def name(request: HttpRequest, reference: Reference) -> HttpResponse:
    """Mend an address, or put down another referee."""
    form = NameForm(request.POST or None, reference=reference)
    if form.is_valid():
        values = dict(form.cleaned_data)
        try:
            commands.name_referee(by=actor_of(request), reference=reference, revision=values.pop("revision"), values=values)
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, f"{values['name']} is put down as a referee, and has still to be asked. Any earlier link has stopped working.")
            return HttpResponseRedirect(reverse("recruitment:reference", args=[reference.pk]))
    context = {"form": form, "reference": reference, "person": reference.application.person}
    return render(request, "recruitment/references/name.html", context, status=422 if form.errors else 200)


ALL = Access("recruitment.request-reference", load=load_cohort, shows=Shows.PERSONAL)


@access(GET=ALL, POST=ALL)
def ask_all(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Read whom it goes to and what it says, then ask all of a cohort at once."""
    actor = actor_of(request)
    waiting = list(queries.not_asked(actor).filter(application__cohort=cohort))
    doubts = queries.flags(waiting)
    if request.method == "POST":
        chosen = [one.pk for one in waiting if str(one.pk) in request.POST.getlist("reference")]
        done = commands.request_all(by=actor, cohort=cohort, chosen=chosen)
        left = f" {done.left_out} could not be asked: see their pages." if done.left_out else ""
        who = "referee has" if done.asked == 1 else "referees have"
        messages.success(request, f"{done.asked} {who} been asked. The letters are in the outbox.{left}")
        return HttpResponseRedirect(reverse("recruitment:references"))
    rows: list[Any] = []
    out: list[Any] = []
    for one in waiting:
        row = (one.application.person.full_name, one.name, one.email, " ".join(doubts[one.pk]))
        (out if queries.cannot_be_asked(doubts[one.pk]) else rows).append((one, row))
    subject = text = ""
    if rows:
        sample = rows[0][0]
        sample.expires_at = clock.now() + rules().works_for
        subject, text = letters.words(letters.REQUEST, sample, path=SAMPLE_PATH)
    context = {
        "cohort": cohort, "chosen": [one for one, _ in rows], "rows": [row for _, row in rows], "left_out": [row for _, row in out],
        "columns": ("Candidate", "Referee", "E-mail address", "Look at"), "subject": subject, "text": text,
    }  # fmt: skip
    return render(request, "recruitment/references/ask_all.html", context)

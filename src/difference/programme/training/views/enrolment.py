"""One enrolment, for staff: where each module stands, pausing, going on, leaving; and what safeguarding leads read of a withdrawal."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.placement.queries import placed
from difference.programme.training import showing
from difference.programme.training.commands import enrolling, handing_in
from difference.programme.training.forms.enrolments import DeferForm, WithdrawForm
from difference.programme.training.models import Enrolment, WithdrawalWords
from difference.programme.training.queries import progress
from difference.programme.training.queries import withdrawals as reading
from difference.programme.training.queries.progress import Part, Progress
from difference.programme.training.reasons import TRIGGERS, WITHDRAWN
from difference.programme.training.views import loading
from difference.programme.training.views.loading import Component
from difference.web.components.lists import Row
from difference.web.components.tables import Column
from difference.web.values import Link

SEE = Access("training.see-cohort", load=loading.staffed_enrolment, shows=Shows.PERSONAL, about=loading.whose)
COLUMNS = ["Module", Column("Credits", numeric=True), "Last due", "State", Column("Released mark", numeric=True)]


def _to(enrolment: Enrolment) -> HttpResponse:
    return HttpResponseRedirect(reverse("training:enrolment", args=[enrolment.pk]))


def _rows(enrolment: Enrolment, found: Progress) -> list[Row]:
    placement = placed.by_key([enrolment.placement_id])[enrolment.placement_id]
    rows = [
        Row("State", showing.tag(enrolment)),
        Row("Placement", [f"{placement.title}, {placement.school}", placement.words.capitalize()]),
        Row("Curriculum", [found.edition.curriculum.title, f"in force from {found.edition.curriculum.in_force:%-d %B %Y}"]),
        Row("Enrolled", enrolment.enrolled_at),
        Row("Credits released", f"{found.outcome.credits} of {found.total}"),
    ]
    days = (
        ("Studies began", enrolment.activated_on),
        ("Last paused", enrolment.deferred_on),
        ("Expected back", enrolment.back_on),
        ("Ended", enrolment.ended_on),
    )
    rows += [Row(words, day) for words, day in days if day]
    withdrawal = getattr(enrolment, "withdrawal", None)
    if withdrawal:
        rows += [Row("Set off by", TRIGGERS[withdrawal.trigger]), Row("Reasons", [WITHDRAWN[code] for code in withdrawal.reasons])]
    award = getattr(enrolment, "award", None)
    if award and award.released_at:
        rows.append(Row("Award", [award.title, award.classification.capitalize()]))
    return rows


def _modules(found: Progress) -> list[list[object]]:
    rows: list[list[object]] = []
    for result in found.results:
        module = found.edition.curriculum.module[result.module]
        last = max(part.due_at for part in found.parts if part.result.pk == result.pk)
        again = f", sitting {result.sitting}" if result.sitting > 1 else ""
        rows.append(
            [module.title + again, module.credits, last, showing.tag(result), showing.mark(result.mark) if result.state == "released" else None]
        )
    return rows


@access(GET=SEE)
def enrolment(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Where one participant stands. No mark before its release."""
    actor, found = actor_of(request), progress.of(enrolment)
    lost: list[Part] = [part for part in found.parts if part.lost] if enrolment.state in ("active", "withdrawn") else []
    context = {
        "enrolment": enrolment, "rows": _rows(enrolment, found), "modules": _modules(found), "columns": COLUMNS,
        "late": [part for part in found.parts if part.late and not part.lost] if enrolment.state == "active" else [], "lost": lost,
        "may_note": loading.may(actor, "training.note-missing", enrolment), "trains": loading.may(actor, "training.defer", enrolment),
    }  # fmt: skip
    return render(request, "training/staff/enrolment.html", context)


def _doing(action: str) -> Access:
    return Access(action, load=loading.staffed_enrolment, shows=Shows.PERSONAL, about=loading.whose)


@access(GET=_doing("training.defer"), POST=_doing("training.defer"))
def defer(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Pause somebody's studies."""
    if enrolment.state == "deferred":
        return _to(enrolment)
    form = DeferForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            enrolling.defer(by=actor_of(request), enrolment=enrolment, reason=form.cleaned_data["reason"], back_on=form.cleaned_data["back_on"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Their studies are paused. They are told.")
            return _to(enrolment)
    return render(request, "training/staff/defer.html", {"form": form, "enrolment": enrolment}, status=422 if form.errors else 200)


@access(POST=_doing("training.defer"))
def resume(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Let somebody go on. A second click changes nothing."""
    if enrolment.state != "active":
        enrolling.resume(by=actor_of(request), enrolment=enrolment)
        messages.success(request, "Their studies go on. What was due while they were away has moved.")
    return _to(enrolment)


@access(GET=_doing("training.withdraw"), POST=_doing("training.withdraw"))
def withdraw(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Note that somebody has left."""
    if enrolment.state == "withdrawn":
        return _to(enrolment)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            enrolling.withdraw(by=actor_of(request), enrolment=enrolment, **form.cleaned_data)
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Noted. If what they have earned adds up to an award, the next board looks at it.")
            return _to(enrolment)
    return render(request, "training/staff/withdraw.html", {"form": form, "enrolment": enrolment}, status=422 if form.errors else 200)


@access(POST=Access("training.note-missing", load=loading.staffed_component, shows=Shows.PERSONAL, about=loading.whose))
def note_missing(request: HttpRequest, thing: Component) -> HttpResponse:
    """Note that a component was not handed in while it could be."""
    handing_in.note_missing(by=actor_of(request), result=thing.result, component=thing.code)
    messages.success(request, "Noted: it counts as 0. The participant is told.")
    return _to(thing.result.enrolment)


@access(GET=Access("training.read-withdrawal", shows=Shows.RESTRICTED))
def withdrawals(request: HttpRequest) -> HttpResponse:
    """Withdrawals about which something was written in confidence."""
    rows = []
    for one in reading.visible_to(actor_of(request)):
        enrolment = one.withdrawal.enrolment
        rows.append([Link(enrolment.person.full_name, reverse("training:withdrawal", args=[one.pk])), enrolment.cohort.name, one.written_at])
    return render(request, "training/staff/withdrawals.html", {"rows": rows, "columns": ["Name", "Cohort", "Written"]})


def _of_words(words: WithdrawalWords) -> object:
    return words.withdrawal.enrolment.person_id


@access(GET=Access("training.read-withdrawal", load=loading.withdrawal, shows=Shows.RESTRICTED, about=_of_words, fields=("text",)))  # type: ignore[arg-type]
def withdrawal(request: HttpRequest, words: WithdrawalWords) -> HttpResponse:
    """What was written about one."""
    made = words.withdrawal
    rows = [
        Row("Left on", made.on), Row("Set off by", TRIGGERS[made.trigger]), Row("Reasons", [WITHDRAWN[code] for code in made.reasons]),
        Row("Written", words.written_at), Row("In confidence", words.text.splitlines()),
    ]  # fmt: skip
    return render(request, "training/staff/withdrawal.html", {"rows": rows, "person": made.enrolment.person})

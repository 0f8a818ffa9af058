"""For a participant: their own cases of extenuating circumstances."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput, Conflict, DifferenceError, NotFound, NotNow
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.documents import commands as documents
from difference.foundations.documents import queries as reading
from difference.foundations.documents.models import Document
from difference.foundations.documents.purposes import purpose
from difference.programme.training import showing_support as showing
from difference.programme.training.commands import circumstances as commands
from difference.programme.training.components import open_parts
from difference.programme.training.forms.circumstances import CaseForm, EvidenceForm
from difference.programme.training.models import Enrolment, ExtenuatingCase
from difference.programme.training.queries import circumstances, enrolments
from difference.programme.training.reasons_circumstances import GROUNDS
from difference.programme.training.rules_circumstances import rules
from difference.web.components.lists import Row
from difference.web.values import Link

COLUMNS = ("About", "State", "Sent", "Outcome")
NEW = Access("training.write-case", load=enrolments.find, shows=Shows.PERSONAL)
WRITE = Access("training.write-case", load=circumstances.find, shows=Shows.PERSONAL)


def whose(case: ExtenuatingCase) -> Any:
    """Whom a case is about."""
    return case.person_id


def _to(case: ExtenuatingCase) -> HttpResponse:
    return HttpResponseRedirect(commands.path_of(case))


@access(GET=Access("training.see-own-cases", shows=Shows.PERSONAL))
def mine(request: HttpRequest) -> HttpResponse:
    """My cases, and where to write one."""
    actor = actor_of(request)
    rows = [
        (Link("; ".join(showing.titles(case)), commands.path_of(case)), showing.tag(case, "person"), case.submitted_at, case.get_outcome_display())
        for case in circumstances.own(actor)
    ]
    open_now = [one for one in enrolments.own(actor) if one.state in one.lifecycle.having(running=True)]
    context = {"rows": rows, "columns": COLUMNS, "enrolments": open_now, "days": rules().days_after_deadline}
    return render(request, "training/circumstances/mine.html", context)


@sensitive_post_parameters("text", "late_because")
def _write(request: HttpRequest, enrolment: Enrolment, case: ExtenuatingCase | None) -> HttpResponse:
    actor = actor_of(request)
    context: dict[str, Any] = {"case": case}
    words = circumstances.words_of(actor, case) if case else None
    initial = CaseForm.initial_of(case, words) if case and words else {}
    form, status = CaseForm(request.POST if request.method == "POST" else None, parts=open_parts(enrolment), initial=initial), 200
    if request.method == "POST" and form.is_valid():
        try:
            if case is None:
                case = commands.start_case(by=actor, enrolment=enrolment, values=form.values())
            else:
                revision = form.cleaned_data["revision"]
                commands.change_case(by=actor, case=case, revision=-1 if revision is None else revision, values=form.values())
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            form.data = request.POST.copy()
            form.data["revision"] = str(circumstances.find(actor, case.pk).revision) if case else ""
            context |= {"conflict": error}
            status = 409
        else:
            messages.success(request, "Saved. Add evidence if you have any, look at it once more, then send it.")
            return _to(case)
    return render(request, "training/circumstances/write.html", {**context, "form": form}, status=422 if form.errors else status)


@access(GET=NEW, POST=NEW)
def write(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Begin a case. Somebody who has a draft goes on with it."""
    draft = next((case for case in circumstances.own(actor_of(request)) if case.state == "draft" and case.enrolment_id == enrolment.pk), None)
    if draft is not None:
        if request.method == "POST":
            raise NotNow(commands.DRAFT_THERE)
        return _to(draft)
    return _write(request, enrolment, None)


@access(GET=WRITE, POST=WRITE)
def change(request: HttpRequest, case: ExtenuatingCase) -> HttpResponse:
    """Change a draft."""
    if case.state != "draft":
        raise NotNow("This case has been sent, so it stays as it is. Withdraw it and write another if something is wrong.")
    return _write(request, case.enrolment, case)


def _page(request: HttpRequest, case: ExtenuatingCase, form: EvidenceForm | None = None, status: int = 200, wrong: str = "") -> HttpResponse:
    actor = actor_of(request)
    words = circumstances.words_of(actor, case)
    text, late = words.opened if words else ("", "")
    rows = showing.about_case(case, "person")
    if words:
        rows += [Row("What happened", GROUNDS[words.grounds]), Row("In your words", text.splitlines())]
        if late:
            rows.append(Row("Why it comes late", late.splitlines()))
    open_now = case.state in ("draft", "submitted")
    its = purpose(commands.EVIDENCE)
    context = {
        "case": case, "rows": rows, "open": open_now, "wrong": wrong, "late": case.state == "draft" and commands.is_late(case) and not late,
        "evidence": reading.visible_to(actor, purpose=commands.EVIDENCE, about_id=case.pk), "form": form or EvidenceForm(rule=its.rule if its else ""),
        "accepts": its.accepts if its else "", "days": rules().days_after_deadline,
    }  # fmt: skip
    return render(request, "training/circumstances/case.html", context, status=status)


@access(GET=Access("training.write-case", load=circumstances.find, shows=Shows.RESTRICTED, about=whose, fields=("text",)))
def case(request: HttpRequest, case: ExtenuatingCase) -> HttpResponse:
    """One case of mine: where it stands, what I wrote, the evidence, and what I can do now."""
    return _page(request, case)


@access(POST=WRITE)
def submit(request: HttpRequest, case: ExtenuatingCase) -> HttpResponse:
    """Send it. A second press finds it sent and changes nothing."""
    if case.state != "submitted":
        try:
            commands.submit_case(by=actor_of(request), case=case)
        except BadInput as error:
            return _page(request, case, status=422, wrong=error.sentence)
        messages.success(request, "Your case has been sent. Examinations staff decide it, and you get a letter.")
    return _to(case)


@access(GET=WRITE, POST=WRITE)
def withdraw(request: HttpRequest, case: ExtenuatingCase) -> HttpResponse:
    """Take it back, after a page that says what follows."""
    if request.method == "POST":
        if case.state != "withdrawn":
            commands.withdraw_case(by=actor_of(request), case=case)
            messages.success(request, "The case has been withdrawn. What you wrote and handed in for it has been deleted.")
        return HttpResponseRedirect(reverse("training:cases"))
    return render(request, "training/circumstances/withdraw.html", {"case": case})


@access(POST=WRITE)
def add_evidence(request: HttpRequest, case: ExtenuatingCase) -> HttpResponse:
    """Hand in one document."""
    its = purpose(commands.EVIDENCE)
    form = EvidenceForm(request.POST, request.FILES, rule=its.rule if its else "")
    if case.state not in ("draft", "submitted"):
        raise NotNow("The case is closed, so nothing can be added to it.")
    if len(commands.evidence_of(case)) >= rules().most_documents:
        form.add_error("file", f"A case takes at most {rules().most_documents} documents. Remove one first, or put pages together")
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            documents.add(
                by=actor_of(request), purpose_name=commands.EVIDENCE, name=file.name, chunks=file.chunks(), about_id=case.pk, owner_id=case.person_id
            )  # fmt: skip
        except DifferenceError as error:
            if error.status not in {413, 422}:
                raise
            form.refuse(BadInput(error.sentence, fields={"file": getattr(error, "fields", {}).get("file", [error.sentence])}))
        else:
            messages.success(request, "The document has been added.")
            return _to(case)
    return _page(request, case, form, status=422)


def own_evidence(actor: Actor, case_id: Any, document_id: Any) -> Document:
    """One document of one case of the actor's own. Raises NotFound."""
    found = reading.one(actor, document_id)
    if found.purpose != commands.EVIDENCE or found.about_id != case_id or found.owner_id != actor.person_id:
        raise NotFound()
    return found


@access(POST=Access("documents.delete", load=own_evidence, shows=Shows.PERSONAL))
def remove_evidence(request: HttpRequest, document: Document) -> HttpResponse:
    """Remove one document."""
    documents.delete(by=actor_of(request), document=document)
    messages.success(request, "The document has been removed.")
    return HttpResponseRedirect(reverse("training:case", args=[document.about_id]))

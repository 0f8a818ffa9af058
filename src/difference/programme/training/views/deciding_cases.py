"""For examinations staff: cases of extenuating circumstances that wait, and deciding one. Who may not read it sees its outcome."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.documents import queries as documents
from difference.programme.cohorts.models import Cohort
from difference.programme.training import showing_support as showing
from difference.programme.training.commands import circumstances as commands
from difference.programme.training.components import title_of
from difference.programme.training.forms.circumstances import REFUSE, DecideForm
from difference.programme.training.models import ExtenuatingCase
from difference.programme.training.queries import circumstances, reach
from difference.programme.training.reasons_circumstances import GROUNDS
from difference.programme.training.views.circumstances import whose
from difference.web.components.lists import Row
from difference.web.values import Link

QUEUE = ("Who", "About", "State", "Sent", "Outcome")
EXTENSIONS = ("Who", "What", "New deadline")
READ = Access("training.read-case", load=circumstances.find, shows=Shows.RESTRICTED, about=whose, fields=("grounds", "text", "late_because"))
DECIDE = Access("training.decide-case", load=circumstances.find, shows=Shows.RESTRICTED, about=whose, fields=("grounds", "text", "late_because"))


@access(GET=Access("training.see-cases", shows=Shows.PERSONAL))
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, then what was decided."""
    actor = actor_of(request)
    rows = []
    for case in circumstances.queue(actor):
        name = case.enrolment.person.full_name
        link = Link(name, reverse("training:decide-case", args=[case.pk])) if allows(actor, "training.decide-case", case) else name
        rows.append((link, "; ".join(showing.titles(case)), showing.tag(case), case.submitted_at, case.get_outcome_display()))
    return render(request, "training/circumstances/queue.html", {"rows": rows, "columns": QUEUE})


@access(GET=READ, POST=DECIDE)
def decide(request: HttpRequest, case: ExtenuatingCase) -> HttpResponse:
    """One case with what was written, and the decision. Whose it is reads it on their own page."""
    actor = actor_of(request)
    if case.person_id == actor.person_id:
        return HttpResponseRedirect(commands.path_of(case))
    form = DecideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["outcome"] == REFUSE:
                commands.refuse_case(by=actor, case=case, reason=form.cleaned_data["reason"])
            else:
                commands.grant_case(by=actor, case=case, outcome=form.cleaned_data["outcome"], extended_to=form.extended_to())
        except BadInput as error:
            fields = {"new_day" if name == "extended_to" else name: sentences for name, sentences in error.fields.items()}
            form.refuse(BadInput(error.sentence, fields=fields))
        else:
            messages.success(request, "Decided. The participant gets a letter, and reads the decision on their own page.")
            return HttpResponseRedirect(reverse("training:case-queue"))
    words = circumstances.words_of(actor, case)
    text, late = words.opened if words else ("", "")
    rows = [Row("Who", case.enrolment.person.full_name), *showing.about_case(case)]
    rows += [Row(f"Deadline of {title_of(case.enrolment, *key)}", due) for key, due in commands.deadlines(case).items()]
    if words:
        rows += [Row("What happened", GROUNDS[words.grounds]), Row("In their words", text.splitlines())]
        if late:
            rows.append(Row("Why it comes late", late.splitlines()))
    evidence = documents.visible_to(actor, purpose=commands.EVIDENCE, about_id=case.pk)
    context = {"case": case, "rows": rows, "form": form, "evidence": evidence, "waits": case.state == "submitted"}
    return render(request, "training/circumstances/decide.html", context, status=422 if form.errors else 200)


@access(GET=Access("training.see-extensions", load=reach.staffed_cohort, shows=Shows.PERSONAL))
def extensions(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Whose deadlines were extended in a cohort, without why."""
    rows = [
        (part.case.enrolment.person.full_name, title_of(part.case.enrolment, part.module, part.component), part.case.extended_to)
        for part in circumstances.extensions(actor_of(request), cohort)
    ]
    return render(request, "training/circumstances/extensions.html", {"cohort": cohort, "rows": rows, "columns": EXTENSIONS})

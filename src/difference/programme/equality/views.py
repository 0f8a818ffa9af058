"""The pages of equality monitoring: one's own answers; counts, and outcomes by group, for staff."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput, Conflict, NotFound
from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.methods import disclosure
from difference.programme.cohorts import queries as cohorts
from difference.programme.cohorts.models import Cohort
from difference.programme.equality import commands, queries
from difference.programme.equality.fairness import Line
from difference.programme.equality.forms import AnswersForm
from difference.programme.equality.models import EqualityAnswer
from difference.programme.equality.questions import questions
from difference.programme.recruitment import queries as recruitment
from difference.programme.recruitment.models import Application
from difference.web.components.tables import Column


def load_own(actor: Actor, application_id: UUID) -> Application:
    """One of the actor's own applications: beside any other there is nothing to see."""
    application = recruitment.own(actor).filter(pk=application_id).first()
    if application is None:
        raise NotFound()
    return application


def load_cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """One cohort."""
    return cohorts.find(actor, cohort_id)


def _to_tasks(application: Application) -> HttpResponse:
    return HttpResponseRedirect(reverse("recruitment:application", args=[application.pk]))


def _rows(present: EqualityAnswer | None) -> list[tuple[str, object]]:
    return [(question.asks, question.choices.get(getattr(present, question.key))) for question in questions()] if present else []


@sensitive_post_parameters()
@access(
    GET=Access("equality.see-own", load=load_own, shows=Shows.EQUALITY),
    POST=Access("equality.answer", load=load_own, shows=Shows.EQUALITY),
)
def answers(request: HttpRequest, application: Application) -> HttpResponse:
    """See one's own answers, give them or change them."""
    actor, cohort = actor_of(request), application.cohort
    present = queries.own(actor, cohort)
    form = AnswersForm(request.POST if request.method == "POST" else None, present=present)
    context: dict[str, object] = {"form": form, "application": application, "present": present, "unlinked_on": queries.unlinked_on(cohort)}
    context |= {"open": queries.can_be_changed(cohort), "rows": _rows(present)}
    status = 200
    if form.is_valid():
        try:
            commands.answer(by=actor, application=application, values=form.values(), revision=form.cleaned_data["revision"])
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            present = queries.own(actor, cohort)
            form.data = request.POST.copy()
            form.data["revision"] = str(present.revision if present else 0)
            context["conflict"], status = error, error.status
        else:
            messages.success(request, "Thank you. Your answers are kept apart from your application.")
            return _to_tasks(application)
    return render(request, "equality/answers.html", context, status=422 if form.errors else status)


@access(POST=Access("equality.erase", load=load_own, shows=Shows.EQUALITY))
def erase(request: HttpRequest, application: Application) -> HttpResponse:
    """Erase one's own answers."""
    commands.erase(by=actor_of(request), application=application)
    messages.success(request, "Your answers are erased.")
    return _to_tasks(application)


@access(GET=Access("equality.see-counts", load=load_cohort, shows=Shows.EQUALITY))
def counts(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """How many people gave which answer, as far as no group is small."""
    open_still = queries.can_be_changed(cohort)
    tables = [] if open_still else [
        (
            table.question.asks,
            [(words, str(cell)) for (words,), cell in table.published.cells.items()],
            ("Total of the rows shown", disclosure.HELD_BACK if table.published.totals[None,] is None else table.published.totals[None,]),
        )
        for table in queries.counted(cohort)
    ]  # fmt: skip
    context = {
        "cohort": cohort,
        "open": open_still,
        "tables": tables,
        "columns": ("Answer", Column("People", numeric=True)),
        "rules": disclosure.current(),
    }
    return render(request, "equality/counts.html", context)


TOO_FEW = "Too few to tell"
OUTCOME_COLUMNS = (
    "Group", Column("Took part", numeric=True), Column("Placed", numeric=True), Column("Got their first choice", numeric=True),
    Column("Mean place in their order", numeric=True),
)  # fmt: skip


def _told(line: Line) -> tuple[object, ...]:
    mean = None if line.mean is None else f"{line.mean:.1f}"
    return line.group, *(TOO_FEW if value is None else value for value in (line.took_part, line.placed, line.first, mean))


@access(GET=Access("equality.see-outcomes", load=load_cohort, shows=Shows.EQUALITY))
def outcomes(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """How the matching of a cohort went, by group, as far as no group is small. A question of which nothing can be told is named, and no more."""
    found = queries.outcomes(cohort)
    tables = found.tables if found else []
    context = {
        "cohort": cohort, "found": found, "columns": OUTCOME_COLUMNS, "rules": disclosure.current(), "unlinked_on": queries.unlinked_on(cohort),
        "too_late": queries.unlinked_on(cohort) <= clock.today(),
        "tables": [(question.asks, [_told(line) for line in lines if _any(line)]) for question, lines in tables if any(map(_any, lines))],
        "silent": [question.asks for question, lines in tables if not any(map(_any, lines))],
    }  # fmt: skip
    return render(request, "equality/outcomes.html", context)


def _any(line: Line) -> bool:
    return line.took_part is not None or line.placed is not None or line.first is not None

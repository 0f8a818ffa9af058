"""For recruitment staff: one application in a round, with every score and reason; giving it, taking it back, finishing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, NotFound
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.programme.recruitment import criteria, scoring
from difference.programme.recruitment.commands import selection_finish as finishing
from difference.programme.recruitment.commands import selection_rounds as commands
from difference.programme.recruitment.commands import selection_scores as declaring
from difference.programme.recruitment.forms.selection_rounds import GiveForm
from difference.programme.recruitment.forms.selection_scores import ConflictForm
from difference.programme.recruitment.guards import assessment_is_complete
from difference.programme.recruitment.models import Application, Assessment, SelectionRound
from difference.programme.recruitment.queries import assessors, selection
from difference.programme.recruitment.queries import decisions as deciding
from difference.programme.recruitment.states import STATE_OF_STAGE
from difference.web.components.tables import Column


@dataclass(frozen=True)
class InRound:
    """An application in a round."""

    round: SelectionRound
    application: Application


def load(actor: Actor, round_id: UUID, application_id: UUID) -> InRound:
    """One application in a round within the actor's reach. Raises NotFound."""
    round_, application = selection.one_round(actor, round_id), selection.one_application(actor, application_id)
    if application.cohort_id != round_.cohort_id:
        raise NotFound()
    return InRound(round_, application)


def load_assessment(actor: Actor, assessment_id: UUID) -> Assessment:
    """One assessment within the actor's reach. Raises NotFound."""
    rows = Assessment.objects.filter(pk=assessment_id, round__in=selection.rounds_visible_to(actor))
    found = rows.select_related("application", "round").first()
    if found is None:
        raise NotFound()
    return found


def person_of(thing: InRound) -> UUID:
    """Whom it is about."""
    return thing.application.person_id


SEE = Access("recruitment.see-scores", load=load, shows=Shows.RESTRICTED, about=person_of, fields=("scores", "reasons"))


def _to(round_id: UUID, application_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("recruitment:scores", args=[round_id, application_id]))


def _table(
    thing: InRound, line: selection.Line, result: scoring.Result | None
) -> tuple[list[Column | str], list[tuple[object, ...]], tuple[object, ...] | None]:
    names = {reader.person_id: reader.name for reader in line.readers}
    sent = [one for one in selection.reasons(thing.round, thing.application) if one.assessor_id in names]
    given = [(names[one.assessor_id], {score.criterion: score for score in one.scores.all()}) for one in sent]
    columns: list[Column | str] = ["Criterion", *(Column(name, numeric=True) for name, _ in given), Column("Mean", numeric=True)]
    rows: list[tuple[object, ...]] = []
    for criterion in criteria.find(thing.round.criteria_edition).criteria:
        mean = result.mean_of(criterion.key) if result else None
        rows.append((criterion.title, *(scores[criterion.key].value for _, scores in given), mean))
    foot = ("Total, out of 100", *(result.total_of(one.assessor_id) for one in sent), result.total_in_words) if result else None
    return columns, rows, foot


def _reasons(thing: InRound, line: selection.Line) -> list[tuple[str, list[tuple[str, int | None, str]]]]:
    names = {reader.person_id: reader.name for reader in line.readers}
    sent = [(names[one.assessor_id], {s.criterion: s for s in one.scores.all()}) for one in selection.reasons(thing.round, thing.application)]
    return [
        (criterion.title, [(name, scores[criterion.key].value, scores[criterion.key].reason) for name, scores in sent])
        for criterion in criteria.find(thing.round.criteria_edition).criteria
    ]


def _page(request: HttpRequest, thing: InRound, form: GiveForm, barred: assessors.Bars, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    line = selection.line(actor, thing.round, thing.application)
    result = selection.result(thing.round, line)
    columns, rows, foot = _table(thing, line, result)
    here = thing.application.state == STATE_OF_STAGE[thing.round.stage]
    on_the_day = here and thing.application.state == STATE_OF_STAGE["assessment_day"]
    out = {str(person): why for (_, person), why in barred.items()}
    names = assessors.named(UUID(person) for person in out)
    context = {
        "round": thing.round, "application": thing.application, "line": line, "result": result, "columns": columns, "rows": rows, "foot": foot,
        "reasons": _reasons(thing, line), "form": form, "may_give": here, "readers": line.readers,
        "barred": sorted((names.get(UUID(person), ""), why) for person, why in out.items()),
        "may_finish": on_the_day and allows(actor, "recruitment.finish-assessment", thing.application),
        "why_not_finish": assessment_is_complete(thing.application) if on_the_day else "",
        "may_propose": bool(deciding.outcomes_from(thing.application.state)),
    }  # fmt: skip
    return render(request, "recruitment/selection/scores.html", context, status=status)


def _form(thing: InRound, data: object = None) -> tuple[GiveForm, assessors.Bars]:
    people = assessors.for_cohort(thing.round.cohort_id)
    barred = assessors.barred(thing.round, [thing.application], people)
    return GiveForm(data, people=people, barred=barred), barred


@access(GET=SEE)
def scores(request: HttpRequest, thing: InRound) -> HttpResponse:
    """Every score and reason, the means, the spread, and who is missing."""
    return _page(request, thing, *_form(thing))


@access(POST=SEE)
def give(request: HttpRequest, thing: InRound) -> HttpResponse:
    """Give it to one more assessor."""
    form, barred = _form(thing, request.POST)
    if form.is_valid():
        try:
            chosen = UUID(form.cleaned_data["assessor"])
            commands.give(by=actor_of(request), round_=thing.round, application=thing.application, assessor_id=chosen)
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "It has been given to them. They get a letter.")
            return _to(thing.round.pk, thing.application.pk)
    return _page(request, thing, form, barred, status=422)


@access(POST=Access("recruitment.give", load=load_assessment, shows=Shows.PERSONAL))
def take_back(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Take it back from an assessor who has not sent their scores."""
    commands.take_back(by=actor_of(request), assessment=assessment)
    messages.success(request, "It has been taken back from them.")
    return _to(assessment.round_id, assessment.application_id)


@access(POST=Access("recruitment.finish-assessment", load=load, shows=Shows.PERSONAL))
def finish(request: HttpRequest, thing: InRound) -> HttpResponse:
    """Close the assessment of one application."""
    finishing.finish_assessment(by=actor_of(request), application=thing.application)
    messages.success(request, "Its assessment is closed. It can be decided now.")
    return _to(thing.round.pk, thing.application.pk)


OWN_CONFLICT = Access("recruitment.declare-conflict-as-staff", load=selection.one_application, shows=Shows.PERSONAL)


@access(GET=OWN_CONFLICT, POST=OWN_CONFLICT)
def conflict(request: HttpRequest, application: Application) -> HttpResponse:
    """A recruiter declares a conflict of interest."""
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        declaring.declare_conflict_as_staff(by=actor_of(request), application=application, kind=form.cleaned_data["kind"])
        messages.success(request, "Thank you. From now on you see no scores of theirs, and others decide.")
        return HttpResponseRedirect(reverse("recruitment:selection-of", args=[application.cohort_id]))
    context = {"form": form, "application": application}
    return render(request, "recruitment/selection/conflict.html", context, status=422 if form.errors else 200)

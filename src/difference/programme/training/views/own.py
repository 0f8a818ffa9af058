"""My training: what is due, the credits so far, each module and its results once released, and the award."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.training import showing
from difference.programme.training.criteria import criteria
from difference.programme.training.models import Attendance, Award, ModuleResult
from difference.programme.training.models.boards import DECISIONS
from difference.programme.training.queries import coaching, due, enrolments, progress, sessions
from difference.programme.training.queries.progress import Part, Progress
from difference.programme.training.views import loading
from difference.web.components.lists import Fact, Row, Task
from difference.web.components.moments import in_words, length_in_words
from difference.web.components.tables import Column
from difference.web.values import Link, Tag, Tone

MODULE_COLUMNS = ["Module", Column("Credits", numeric=True), "Due", "State", Column("Mark", numeric=True)]
PART_COLUMNS = ["Component", Column("Weight", numeric=True), "Due", "Where it stands"]


def _task(part: Part) -> Task:
    when = f"{'Was due' if part.late else 'Due'} {in_words(part.due_at)}, {length_in_words(part.due_at, clock.now())}"
    if part.late:
        when += f". Taken late until {in_words(due.taken_until(part.result, part.component))}, with a lower highest mark"
    return Task(
        f"{part.module.title}: {part.title}", "Late" if part.late else "To hand in", reverse("training:module", args=[part.result.pk]),
        tone=Tone.HAND, hint=when,
    )  # fmt: skip


def _again(result: ModuleResult) -> str:
    return " (resit)" if result.sitting > 1 else ""


def _modules(found: Progress) -> list[list[object]]:
    rows: list[list[object]] = []
    for result in found.results:
        module = found.edition.curriculum.module[result.module]
        parts = [part for part in found.parts if part.result.pk == result.pk]
        last, late = max(part.due_at for part in parts), found.enrolment.state == "active" and any(part.late for part in parts)
        link = Link(module.title + _again(result), reverse("training:module", args=[result.pk]))
        seen = result.state == "released"
        state = Tag("Overdue", Tone.HAND) if late else showing.tag(result, "person")
        rows.append([link, module.credits, last, state, showing.mark(result.mark) if seen else None])
    return rows


def _facts(found: Progress) -> list[Fact]:
    outcome = found.outcome
    made = [Fact(outcome.credits, f"of {found.total} credits", "Released by the board")]
    if outcome.mean is not None:
        made.append(Fact(showing.mark(outcome.mean), "mean of your marks", outcome.best_exit.title if outcome.best_exit else ""))
    return made


def _around(found: Progress, sessions_ahead: list[Attendance]) -> list[Row]:
    """The next session, and the coach."""
    coach = coaching.own_coach(found.enrolment)
    ahead = next((one.session for one in sessions_ahead if one.enrolment_id == found.enrolment.pk), None)
    session = [Link(ahead.title, reverse("training:session", args=[ahead.pk])), in_words(ahead.starts_at)] if ahead else None
    return [
        Row("Next session", session, missing="None is planned yet"),
        Row("Your coach", Link(coach.coach.full_name, reverse("training:my-coach")) if coach else None, missing="Nobody is named yet"),
    ]


def _one(found: Progress, sessions_ahead: list[Attendance]) -> dict[str, object]:
    enrolment = found.enrolment
    award = getattr(enrolment, "award", None)
    return {
        "enrolment": enrolment, "title": found.edition.curriculum.title, "tag": showing.tag(enrolment, "person"), "facts": _facts(found),
        "tasks": [_task(part) for part in found.due[:6]], "more": max(0, len(found.due) - 6), "lost": sum(part.lost for part in found.parts) if enrolment.state == "active" else 0, "modules": _modules(found),
        "award": award if award and award.released_at else None, "missing": found.outcome.missing, "around": _around(found, sessions_ahead) if enrolment.state in ("enrolled", "active") else [], "cohort": enrolment.cohort,
    }  # fmt: skip


@access(GET=Access("training.see-own-studies", shows=Shows.PERSONAL))
def mine(request: HttpRequest) -> HttpResponse:
    """One's own studies."""
    actor = actor_of(request)
    ahead = [one for one in sessions.own(actor) if one.session.state == "planned" and one.session.starts_at > clock.now()]
    found = [_one(progress.of(enrolment), ahead) for enrolment in enrolments.own(actor)]
    title = "My award" if found and all(one["award"] for one in found) else "My training"
    return render(request, "training/mine.html", {"title": title, "studies": found, "module_columns": MODULE_COLUMNS})


def _state(part: Part) -> object:
    if part.submission is None:
        return Tag("Late", Tone.HAND) if part.late else Tag("To hand in", Tone.HAND) if part.open else None
    if part.submission.missing:
        return "Not handed in"
    late = due.late_by(part.submission)
    words = f"Handed in{f', {due.in_words(late)} late' if late else ''}"
    return Link(words, reverse("training:receipt", args=[part.submission.pk]), about=f"{part.title}: receipt")


def _feedback(result: ModuleResult, parts: list[Part]) -> list[tuple[str, list[Row]]]:
    """What markers wrote, and the mark that stood after moderation; once released, and not before."""
    if result.state != "released":
        return []
    made = []
    for part in parts:
        marking = part.submission.marking if part.submission else None
        if marking is not None and part.submission is not None and part.submission.moderation is not None:
            rows = [Row(one.title, marking.feedback.get(one.key, "").splitlines() or None) for one in criteria()]
            made.append((part.title, [Row("Mark", showing.mark(part.submission.moderation.mark)), *rows]))
    return made


@access(GET=Access("training.see-own-studies", load=loading.own_result, shows=Shows.PERSONAL, about=loading.whose))
def module(request: HttpRequest, result: ModuleResult) -> HttpResponse:
    """One module: what is to hand in, and what came of it once released."""
    found = progress.of(result.enrolment)
    its = next(one for one in found.results if one.pk == result.pk)
    parts = [part for part in found.parts if part.result.pk == result.pk]
    module = found.edition.curriculum.module[its.module]
    released = its.state == "released"
    strand = next(each.title for each in found.edition.curriculum.strands if each.code == module.strand)
    rows = [Row("Strand", strand), Row("Credits", module.credits), Row("Where it stands", showing.tag(its, "person"))]
    if released:
        rows += [
            Row("Mark", showing.mark(its.mark)),
            Row("What the board decided", DECISIONS[its.decision.decision]),
            Row("Released", its.released_at),
        ]
    can = its.enrolment.state == "active" and its.state in ("not_started", "submitted")
    context = {
        "result": its, "module": module, "again": _again(its), "rows": rows, "released": released, "lines": its.lines if released else [],
        "parts": [[part.title, f"{part.weight}%", part.due_at, _state(part)] for part in parts], "part_columns": PART_COLUMNS,
        "open": [part for part in parts if can and _can_hand_in(part)], "feedback": _feedback(its, parts),
    }  # fmt: skip
    return render(request, "training/module.html", context)


def _can_hand_in(part: Part) -> bool:
    now = clock.now()
    if part.submission is None:
        return part.open and not part.lost
    return not part.submission.missing and part.submission.marking is None and now <= part.due_at


@access(GET=Access("training.see-own-studies", load=loading.own_award, shows=Shows.PERSONAL, about=loading.whose))
def award(request: HttpRequest, award: Award) -> HttpResponse:
    """One's own award: the certificate, how it was worked out, and how others check it."""
    return render(request, "training/award.html", {"award": award, "mean": showing.mark(award.mean)})

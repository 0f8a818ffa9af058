"""One board: its papers, which print, the decisions and minutes, confirming by its chair and releasing by another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.training import showing
from difference.programme.training.commands import boards as commands
from difference.programme.training.commands.releasing import release_board
from difference.programme.training.forms.boards import DecisionsForm
from difference.programme.training.models import Board
from difference.programme.training.models.boards import DECISIONS
from difference.programme.training.queries import circumstances, marking, papers
from difference.programme.training.queries.papers import Line, Paper
from difference.programme.training.showing import many
from difference.programme.training.views import loading
from difference.programme.training.views.loading import BoardDay
from difference.web.components.lists import Row
from difference.web.values import Tag, Tone

# What a board is told of a case of extenuating circumstances: that there was one, and what came of it, never why.
CASES = {
    "submitted": "waiting to be decided",
    "refused": "not accepted",
    "extension": "accepted, extended",
    "first_sitting": "accepted, stands as a first sitting",
}
SEE = Access("training.see-papers", load=loading.board, shows=Shows.PERSONAL)
HOLD = Access("training.hold-board", load=loading.board, shows=Shows.PERSONAL)


def _to(board: Board) -> HttpResponse:
    return HttpResponseRedirect(reverse("training:board", args=[board.pk]))


@access(POST=Access("training.see-papers", load=loading.board_day, shows=Shows.PERSONAL))
def hold(request: HttpRequest, thing: BoardDay) -> HttpResponse:
    """Open a board on its day; whoever does is its chair."""
    made = commands.hold_board(by=actor_of(request), cohort=thing.cohort, on=thing.on)
    messages.success(request, "The board is open, and you are its chair.")
    return _to(made)


def _verdict(line: Line) -> Tag:
    result = line.worked.result
    if result.passed:
        return Tag("Passed", Tone.GOOD)
    return Tag("Failed narrowly" if result.compensatable or result.condonable else "Failed", Tone.HAND)


def _line(line: Line, form: DecisionsForm | None) -> dict[str, object]:
    return {
        "line": line, "mark": showing.mark(line.worked.result.mark), "verdict": _verdict(line), "lines": line.worked.result.lines,
        "again": line.result.sitting > 1, "field": form[str(line.result.pk)] if form else None,
        "decision": DECISIONS.get(line.decision, "Not decided yet"),
    }  # fmt: skip


def _paper(paper: Paper, form: DecisionsForm | None) -> dict[str, object]:
    outcome = paper.outcome
    rows = [Row("Credits", outcome.credits), Row("Mean", showing.mark(outcome.mean) or None, missing="Not yet")]
    if paper.award:
        grade = f", {outcome.classification}" if outcome.classification else ""
        rows.append(Row("Award", f"{paper.award.title}{grade}"))
    elif paper.enrolment.state == "withdrawn":
        rows.append(Row("Award", "None: they have left, and no exit is reached"))
    its = paper.standing.edition.curriculum.module
    cases = [
        f"{its[one.module].title}: circumstances {CASES.get(one.outcome or one.state, one.state)}"
        for one in circumstances.outcomes(paper.enrolment)
        if one.module in its
    ]
    return {
        "cases": cases, "paper": paper, "lines": [_line(line, form) for line in paper.lines], "rows": rows, "outcome_lines": outcome.lines if paper.award else (),
        "missing": outcome.missing[-1:] if not paper.award else (), "tag": showing.tag(paper.enrolment),
    }  # fmt: skip


def _facts(board: Board) -> list[Row]:
    names = marking.names({board.chair, board.confirmed_by, board.released_by} - {None})
    rows = [Row("State", showing.tag(board)), Row("Chair", names.get(board.chair, "Somebody who has left"))]
    for words, who, when in (("Confirmed", board.confirmed_by, board.confirmed_at), ("Released", board.released_by, board.released_at)):
        if when and who:
            rows.append(Row(words, [when, f"by {names.get(who, 'somebody who has left')}"]))
    if board.state != "held":
        rows += [Row("Present", board.present.splitlines()), Row("Minutes", board.minutes.splitlines())]
    return rows


def _page(request: HttpRequest, board: Board, form: DecisionsForm | None = None, status: int = 200) -> HttpResponse:
    actor, found = actor_of(request), papers.papers(board)
    chairs = board.state == "held" and loading.may(actor, "training.hold-board", board)
    if chairs and form is None:
        form = DecisionsForm(papers=found, initial={"revision": board.revision, "present": board.present, "minutes": board.minutes})
    shown = form if chairs else None
    context = {
        "board": board, "rows": _facts(board), "papers": [_paper(paper, shown) for paper in found], "form": shown,
        "may_confirm": chairs and bool(found), "written": all(line.decision for paper in found for line in paper.lines),
        "may_release": board.state == "confirmed" and loading.may(actor, "training.release-board", board),
        "own": board.state == "confirmed" and board.confirmed_by == actor.person_id,
        "results": many(sum(len(paper.lines) for paper in found), "result", "results"),
        "awards": many(sum(paper.award is not None for paper in found), "award", "awards") if board.state == "held" else "",
        "made": [(one.enrolment.person.full_name, one.title, one.classification) for one in board.awards.select_related("enrolment__person")],
    }  # fmt: skip
    return render(request, "training/exams/board.html", context, status=status)


@access(GET=SEE, POST=HOLD)
def board(request: HttpRequest, board: Board) -> HttpResponse:
    """The papers; the chair writes down decisions and minutes."""
    if request.method != "POST":
        return _page(request, board)
    form = DecisionsForm(request.POST, papers=papers.papers(board))
    if form.is_valid():
        given = form.cleaned_data
        try:
            commands.write_decisions(
                by=actor_of(request), board=board, decisions=form.decisions(), present=given["present"], minutes=given["minutes"],
                revision=given["revision"],
            )  # fmt: skip
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Written down. Read the papers once more, then confirm.")
            return _to(board)
    return _page(request, board, form, 422)


@access(POST=Access("training.confirm-board", load=loading.board, shows=Shows.PERSONAL))
def confirm(request: HttpRequest, board: Board) -> HttpResponse:
    """Confirm all decisions at once. A second click finds them confirmed and changes nothing."""
    if board.state != "held":
        return _to(board)
    try:
        revision = int(request.POST.get("revision", ""))
    except ValueError:
        revision = -1
    count = commands.confirm_board(by=actor_of(request), board=board, revision=revision)
    messages.success(request, f"{many(count, 'result is', 'results are')} confirmed. Somebody else releases them; until then nobody sees them.")
    return _to(board)


@access(POST=Access("training.release-board", load=loading.board, shows=Shows.PERSONAL))
def release(request: HttpRequest, board: Board) -> HttpResponse:
    """Release what somebody else confirmed. A second click finds it released and changes nothing."""
    if board.state != "released":
        count = release_board(by=actor_of(request), board=board)
        messages.success(request, f"Released. {many(count, 'person is', 'people are')} written to.")
    return _to(board)

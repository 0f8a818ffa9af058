"""Boards of examiners: held on their day, their decisions confirmed in one transaction by the chair, and released by another person."""

from __future__ import annotations

import base64
import datetime as dt
import secrets
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from difference.errors import BadInput, Conflict, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.records import change
from difference.programme.cohorts.models import Cohort
from difference.programme.training.models import Award, Board, Decision
from difference.programme.training.models.boards import DECISIONS
from difference.programme.training.queries.papers import Paper, papers
from difference.web.components.moments import in_words

LONGEST = 20_000


@command
def hold_board(*, by: Actor, cohort: Cohort, on: dt.date) -> Board:
    """Open a board on one of its cohort's days, with the actor as its chair. Raises NotNow before that day, and while another is at work."""
    allow(by, "training.hold-board")
    if on not in {each.on for each in cohort.boards.all()}:
        raise NotNow("No board of this cohort meets on that day. The days stand with the cohort’s dates.")
    if clock.today() < on:
        raise NotNow(f"This board meets on {in_words(on)}.")
    try:
        with transaction.atomic():
            made = Board.objects.create(cohort=cohort, on=on, chair=by.person_id or NOBODY, held_at=clock.now())
    except IntegrityError:
        raise NotNow("This board has been opened already, or another of this cohort has not been confirmed yet.") from None
    record(by, "training.hold-board", made, fields=["chair", "on"])
    return made


def _texts(present: str, minutes: str) -> None:
    wrong = {
        name: [f"Write at most {LONGEST:,} characters that can be printed"]
        for name, text in (("present", present), ("minutes", minutes))
        if len(text) > LONGEST or "\0" in text
    }
    if wrong:
        raise BadInput("The minutes cannot be written down as they stand.", fields=wrong)


@command
def write_decisions(
    *, by: Actor, board: Board, decisions: Mapping[UUID, str], present: str, minutes: str, revision: int
) -> Board:  # fmt: skip
    """Write down who is present, what is decided about each result, and the minutes; it can be written again until it is confirmed.

    Raises BadInput for a decision outside the rules, or about what is not before this board; Conflict for a stale page.
    """
    allow(by, "training.hold-board", board)
    if board.state != "held":
        raise NotNow("This board has been confirmed: its decisions stand.")
    _texts(present, minutes)
    lines = {line.result.pk: line for paper in papers(board, decisions) for line in paper.lines}
    unknown = {
        str(key): ["This is not before this board, or the decision is not on the list"]
        for key, what in decisions.items()
        if key not in lines or what not in DECISIONS
    }
    if unknown:
        raise BadInput("A decision is not about anything before this board.", fields=unknown)
    change(board, revision=revision, values={"present": present.strip(), "minutes": minutes.strip()})
    Decision.objects.filter(board=board).delete()
    Decision.objects.bulk_create([Decision(board=board, result_id=key, decision=what, decided_at=clock.now()) for key, what in decisions.items()])
    record(by, "training.hold-board", board, fields=["decisions", "present", "minutes"])
    return board


def _check(board: Board, found: list[Paper]) -> None:
    wrong: dict[str, list[str]] = {}
    left = sum(not line.decision for paper in found for line in paper.lines)
    if left:
        wrong["decisions"] = [f"{left} result{' has' if left == 1 else 's have'} no decision yet"]
    if not board.present.strip():
        wrong["present"] = ["Write down who was present"]
    if not board.minutes.strip():
        wrong["minutes"] = ["Write the minutes"]
    if not found:
        wrong["decisions"] = ["Nothing is before this board"]
    if wrong:
        raise BadInput("The board cannot be confirmed yet.", fields=wrong)


def certificate_code() -> str:
    """Sixteen letters and digits at random: nobody guesses one."""
    drawn = base64.b32encode(secrets.token_bytes(10)).decode()
    return "-".join(drawn[place : place + 4] for place in range(0, 16, 4))


def _make_award(board: Board, paper: Paper) -> None:
    level, outcome, enrolment = paper.award, paper.outcome, paper.enrolment
    if level is None:
        return
    Award.objects.create(
        enrolment=enrolment, board=board, code=level.code, title=level.title, whole=level == paper.standing.edition.curriculum.awards[-1],
        classification=outcome.classification or "", credits=outcome.credits, mean=outcome.mean or Decimal(0), lines=list(outcome.lines),
        curriculum_sha256=paper.standing.edition.sha256, certificate=certificate_code(), name=enrolment.person.full_name, awarded_on=board.on,
    )  # fmt: skip


@command
def confirm_board(*, by: Actor, board: Board, revision: int | None = None) -> int:
    """The chair confirms all decisions of the board at once; returns how many results stand. One refusal, and nothing is confirmed.

    Raises BadInput while something is missing, NotNow when the board is confirmed already or the rules forbid what was decided,
    NotAllowed for anybody but the chair, and for a chair whose own result is before the board.
    """
    if board.state == "held" and revision is not None and board.revision != revision:
        raise Conflict("The decisions were written again since you opened this page. Read them once more; nothing is confirmed yet.")
    allow(by, "training.confirm-board", board)
    now = clock.now()
    found = papers(board) if board.state == "held" else []
    if board.state == "held":
        _check(board, found)
    move(board, "confirm", by=by, values={"confirmed_by": by.person_id, "confirmed_at": now})
    count = 0
    for paper in found:
        for line in paper.lines:
            worked = line.worked.result
            line.result.decision.board = board
            values = {"mark": worked.mark, "passed": worked.passed, "lines": list(worked.lines), "confirmed_at": now}
            move(line.result, "confirm", by=by, values=values, subject=line.result.person_id)
            count += 1
        # An award is put in the audit with its person when it is released: before that, not even that there is one.
        if paper.award is not None and paper.enrolment.person_id == by.person_id:
            raise NotAllowed("An award of your own is before this board. Somebody else has to chair it.")
        _make_award(board, paper)
    return count

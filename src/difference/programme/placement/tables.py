"""The lists of placement as tables to keep: the columns and rows that the pages show, of which a file is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.sheets.writing import Sheet
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import showing, showing_runs
from difference.programme.placement.models import MatchingRun, Post
from difference.programme.placement.places import grade
from difference.programme.placement.queries import board as boards
from difference.programme.placement.queries import cold_spots, placements, posts, rankings, runs
from difference.programme.placement.queries.board import Board
from difference.programme.placement.queries.years import Year
from difference.programme.placement.reasons import NOT_WANTED
from difference.programme.placement.rule_words import TITLES

Table = tuple[Sequence[str], Sequence[Sequence[object]]]


def _day(moment: Any) -> Any:
    return clock.in_london(moment).date()


def _interests(board: Board) -> Table:
    rows = [(one.school.name, one.get_answer_display(), one.get_reason_display(), _day(one.answered_at)) for one in board.interests]
    return ("School", "Answer", "Reason", "Answered"), rows


def _posts(board: Board) -> Table:
    rows = [(one.title, one.school.name, grade(one.school), showing.tag(one), one.seats, _day(one.confirmed_at)) for one in board.posts]
    return ("Post", "School", "Grade", "State", "Seats", "Last confirmed"), rows


def _ranked(board: Board) -> Table:
    return ("Who", "Has ranked posts"), list(board.ranked)


def _to_rank(board: Board) -> Table:
    return ("Post", "School", "Candidates without a class"), [(post.title, post.school.name, left) for post, left in board.schools_to_rank]


def _placements(board: Board) -> Table:
    rows = [(one.person.full_name, one.post.title, one.post.school.name, showing.tag(one)) for one in board.placements]
    return ("Who", "Post", "School", "State"), rows


OF_BOARD: dict[str, tuple[str, Callable[[Board], Table]]] = {
    "posts": ("Posts", _posts), "interest": ("Interest", _interests), "candidates": ("Who has ranked", _ranked),
    "schools": ("Schools that have still to rank", _to_rank), "placements": ("Placements", _placements),
}  # fmt: skip


def of_board(actor: Actor, cohort: Cohort, name: str) -> Sheet:
    """One list of a cohort’s board."""
    title, made = OF_BOARD[name]
    return Sheet(f"{title}, cohort {cohort.name}", *made(boards.board(actor, cohort)))


def of_cold_spots(actor: Actor, cohort: Cohort) -> Sheet:
    """Every authority, and whether it counts."""
    found = sorted(cold_spots.spots(actor, cohort), key=lambda spot: (not spot.cold, spot.name))
    rows = [
        (spot.code, spot.name, spot.cold, None if spot.probability is None else round(spot.probability, 2), spot.because)
        for spot in found
    ]  # fmt: skip
    return Sheet(f"Cold spots, cohort {cohort.name}", ("Code", "Authority", "Cold spot", "Chance by the figures", "Why"), rows)


def _outcome(run: MatchingRun) -> Table:
    rows = [
        (one.name, one.post.title if one.post else None, one.post.school.name if one.post else None, one.rank, one.ranked)
        for one in (runs.given(run) if run.result else [])
    ]
    return ("Who", "Post", "School", "Rank they gave it", "Posts they ranked"), rows


def _seats(run: MatchingRun) -> Table:
    rows = [(one.post.title, one.post.school.name, one.seats, one.free) for one in (runs.left(run) if run.result else [])]
    return ("Post", "School", "Seats", "Still free"), rows


def _comparison(run: MatchingRun) -> Table:
    rows = [
        (
            TITLES.get(one["rule"], one["rule"]), one["rule"] == run.rule, one["filled"], one["cold_filled"], _rounded(one["mean_rank"]),
            one["worst_rank"], _rounded(one["mean_class"]), one["differ"],
        )
        for one in run.comparison or []
    ]  # fmt: skip
    names = tuple(column if isinstance(column, str) else column.label for column in showing_runs.COLUMNS)
    return (names[0], "By which it was run", *names[1:]), rows


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)


OF_RUN: dict[str, tuple[str, Callable[[MatchingRun], Table]]] = {
    "outcome": ("Outcome of a matching", _outcome), "seats": ("Seats of a matching", _seats), "comparison": ("What each rule would do", _comparison),
}  # fmt: skip


def of_run(run: MatchingRun, name: str) -> Sheet:
    """One list of a run."""
    title, made = OF_RUN[name]
    return Sheet(f"{title}, cohort {run.cohort.name}", *made(run))


def _years(found: Sequence[Year]) -> Table:
    columns = (
        "Cohort", "Seats approved", "Seats filled", "Approved in cold spots", "Filled in cold spots", "Matched", "Matched to their first choice",
        "Without a post after matching", "Mean place in their order", "Days from approval to acceptance (median)",
    )  # fmt: skip
    rows = [
        (
            year.cohort.name, year.seats.offered, year.seats.filled, year.in_cold_spots.offered, year.in_cold_spots.filled, len(year.ranks),
            year.first_choices, year.unplaced, _rounded(year.mean_rank), year.median_days,
        )
        for year in found
    ]  # fmt: skip
    return columns, rows


def _regions(found: Sequence[Year]) -> Table:
    rows = [(region, year.cohort.name, seats.offered, seats.filled) for year in found for region, seats in year.regions.items()]
    return ("Region", "Cohort", "Seats approved", "Seats filled"), rows


OF_YEARS: dict[str, tuple[str, Callable[[Sequence[Year]], Table]]] = {
    "years": ("Placement over the years", _years), "regions": ("Seats filled by region", _regions),
}  # fmt: skip


def of_years(found: Sequence[Year], name: str) -> Sheet:
    """One list of the page of all years; what a page writes as “3 of 5” stands in two columns."""
    title, made = OF_YEARS[name]
    return Sheet(title, *made(found))


def _own_posts(actor: Actor) -> Table:
    own = list(posts.own(actor))
    left = rankings.unranked(post for post in own if post.state in posts.OPEN)
    rows = [
        (one.title, one.school.name, one.cohort.name, showing.tag(one, "partner"), one.seats, left.get(one.pk, 0), _day(one.confirmed_at))
        for one in own
    ]  # fmt: skip
    return ("Post", "School", "Cohort", "State", "Seats", "Candidates to put in a class", "Last confirmed"), rows


def _coming(actor: Actor) -> Table:
    rows = [(one.person.full_name, one.post.title, showing.tag(one, "partner"), _day(one.proposed_at)) for one in placements.coming(actor)]
    return ("Who", "Post", "State", "Matched"), rows


OF_HOST: dict[str, tuple[str, Callable[[Actor], Table]]] = {"posts": ("Our posts", _own_posts), "coming": ("Who is coming", _coming)}


def of_host(actor: Actor, name: str) -> Sheet:
    """One list of a host lead’s own page."""
    title, made = OF_HOST[name]
    return Sheet(title, *made(actor))


# By these a school’s file comes back to us: who each row is about, the class, and why not.
KEY, NAME, CLASS, WHY = "Key", "Candidate", "Class", "Why not"
WOULD_NOT = "no"
NOTES = (
    (CLASS, "1 for those you want most, then 2 and so on. Several may share a class: a lottery then decides between them."),
    (WOULD_NOT, f"Write “{WOULD_NOT}” as the class of whoever you would not appoint. Whom you would not appoint is never matched to you."),
    (WHY, f"Only for whoever you would not appoint. One of these: {'; '.join(NOT_WANTED.values())}."),
    (KEY, "Leave this as it is: it says who the row is about."),
)


def of_candidates(applicants: Sequence[rankings.Applicant], post: Post) -> Sheet:
    """Who ranked a post, as its school may know them, with the class that they are in; to be filled in and sent back."""
    about = [{row.key: row.value for row in showing.about_applicant(one)} for one in applicants]
    named = list(dict.fromkeys(name for facts in about for name in facts))
    rows = [
        (str(one.candidacy.pk), one.called, *(facts.get(name) for name in named), _class(one), NOT_WANTED.get(one.candidacy.not_wanted_because))
        for one, facts in zip(applicants, about, strict=True)
    ]  # fmt: skip
    return Sheet(f"Candidates, {post.title}", (KEY, NAME, *named, CLASS, WHY), rows, notes=NOTES)


def _class(one: rankings.Applicant) -> object:
    return int(one.given) if one.given.isdigit() else WOULD_NOT if one.given == rankings.NO else None

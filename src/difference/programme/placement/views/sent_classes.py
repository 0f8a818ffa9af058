"""The candidates of a post as a table: sent back with their classes, shown beside what stands now, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, NotNow
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.sheets.carrying import Carried
from difference.foundations.sheets.reading import MENDING, Table
from difference.foundations.sheets.writing import download
from difference.programme.placement import tables
from difference.programme.placement.commands import ranking as commands
from difference.programme.placement.commands.posts import path_of
from difference.programme.placement.forms.papers import TableForm
from difference.programme.placement.guards import hosts_can_rank
from difference.programme.placement.models import Post
from difference.programme.placement.papers import classes, mending
from difference.programme.placement.papers.classes import Given
from difference.programme.placement.queries import rankings
from difference.programme.placement.queries.posts import OPEN
from difference.programme.placement.queries.rankings import NO, Applicant
from difference.programme.placement.reasons import NOT_WANTED
from difference.programme.placement.views import loading, sending

RANK = Access("placement.rank-candidates", load=loading.post, shows=Shows.PERSONAL)
COLUMNS = ("Candidate", "Now", "By your file")
MEND_COLUMNS = ("Row", "Candidate", "What to mend")
WORDS = {NO: "We would not appoint them", "": "Not in a class yet"}


def _about(post: Post) -> str:
    return f"classes {post.pk}"


def _context(post: Post) -> dict[str, Any]:
    key = [post.pk]
    return {
        "title": f"Send the classes for “{post.title}” as a table", "back": reverse("placement:candidates", args=key), "back_words": "The candidates",
        "upload": reverse("placement:upload-classes", args=key), "confirm": reverse("placement:keep-classes", args=key),
        "mend": reverse("placement:mend-classes", args=key), "button": "Show what it would change", "about": "the candidates",
        "xlsx": reverse("placement:candidates-table", args=[*key, "xlsx"]), "csv": reverse("placement:candidates-table", args=[*key, "csv"]),
        "why_not": hosts_can_rank(post.cohort) or ("" if post.state in OPEN else "Candidates are ranked for posts that are open."),
        "steps": [
            "Download the file of your candidates. It holds what the page shows, and it is noted that you looked at them.",
            f"Write a number into the column “Class” of each, 1 for those you want most; several may share one. Write “{tables.WOULD_NOT}” for whoever you would not appoint, and why in the last column.",
            "Send it here, look at what it would change, and confirm it. Keep the file no longer than you need it: it is about people.",
        ],
    }  # fmt: skip


def _read(post: Post, carried: Carried) -> tuple[Table, list[Given]]:
    applicants = rankings.applicants(post)
    table = classes.read_classes(carried.content, applicants, post)
    return table, classes.given(table, applicants)


def _try(request: HttpRequest, post: Post, carried: Carried) -> tuple[Table, list[Given]]:
    """The rows of a file, with all that there is to mend."""
    table, given = _read(post, carried)
    if not any(row.problems for row in given):
        told = {"given": classes.answers(given), "because": classes.reasons(given)}
        try:
            commands.try_candidates(by=actor_of(request), post=post, revision=carried.said["revision"], **told)
        except BadInput as error:
            if not error.fields:
                raise
            given = classes.told(given, error.fields)
    return table, given


def _show(request: HttpRequest, post: Post, carried: Carried, given: Sequence[Given]) -> HttpResponse:
    loading.note_reading(actor_of(request), post, _people(given))
    spoiled = [row for row in given if row.problems]
    context = _context(post) | {
        "number": len(given), "noun": "row", "spoiled": len(spoiled), "word": sending.word_of(request, carried, _about(post)), "form": TableForm(),
        "confirm_words": "Keep these classes",
    }  # fmt: skip
    if spoiled:
        rows: list[tuple[object, ...]] = [(f"Row {row.number}" if row.number else "No row", row.name, " ".join(row.problems)) for row in spoiled]
        return render(request, "placement/papers/mend.html", context | {"columns": MEND_COLUMNS, "rows": rows}, status=422)
    rows = [
        (row.name, _words(one.given, one.candidacy.not_wanted_because), _words(row.answer, row.because)) for row in given if (one := row.applicant)
    ]
    return render(request, "placement/papers/tried.html", context | {"columns": COLUMNS, "rows": rows})


def _words(answer: str, because: str) -> str:
    why = NOT_WANTED.get(because, "") if answer == NO else ""
    return ": ".join(filter(None, (WORDS.get(answer, answer), f"{why[:1].lower()}{why[1:]}")))


def _people(given: Sequence[Given]) -> list[Applicant]:
    return list({row.applicant.person_id: row.applicant for row in given if row.applicant}.values())


def _revision(post: Post) -> int:
    ranking = rankings.of_host(post)
    return commands.NEW if ranking is None else ranking.revision


@access(GET=RANK, POST=RANK)
def upload(request: HttpRequest, post: Post) -> HttpResponse:
    """Ask for the file; show what it would change, or what is to mend."""
    context = _context(post)
    if request.method != "POST":
        return sending.ask(request, TableForm(), context)
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return sending.ask(request, form, context)
    if context["why_not"]:
        raise NotNow(context["why_not"])
    carried = sending.sent(form)
    carried = Carried(carried.content, carried.name, {"revision": _revision(post)})
    try:
        _, given = _try(request, post, carried)
    except BadInput as error:
        return sending.ask(request, form, context, error)
    return _show(request, post, carried, given)


@access(POST=RANK)
def keep(request: HttpRequest, post: Post) -> HttpResponse:
    """Keep the classes of the file that was shown. A second click finds them kept and changes nothing."""
    carried, _ = sending.again(request, _about(post))
    _, given = _read(post, carried)
    if any(row.problems for row in given):
        return _show(request, post, carried, given)
    wanted, why = classes.answers(given), classes.reasons(given)
    if not commands.stands(post, wanted, why):
        try:
            commands.rank_candidates(by=actor_of(request), post=post, given=wanted, because=why, revision=carried.said["revision"])
        except BadInput as error:
            return _show(request, post, carried, classes.told(given, error.fields))
    messages.success(request, "Your classes have been saved. You can change them until matching day begins.")
    return HttpResponseRedirect(path_of(post))


@access(POST=RANK)
def mend(request: HttpRequest, post: Post) -> HttpResponse:
    """The file that was sent, with a column that says what is to mend; who is missing stands beneath."""
    carried, _ = sending.again(request, _about(post))
    table, given = _try(request, post, carried)
    loading.note_reading(actor_of(request), post, _people(given))
    problems = {row.number: row.problems for row in given if row.number}
    missing = [
        {tables.KEY: str(row.applicant.candidacy.pk), tables.NAME: row.name, MENDING: row.problems[0]}
        for row in given
        if row.number is None and row.applicant
    ]
    return download(mending.to_mend(table, problems, missing), table.kind)

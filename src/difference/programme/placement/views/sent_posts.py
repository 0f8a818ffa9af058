"""Posts as a table: the file to fill in, what it would make, what is to mend, and making them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, NotFound
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.sheets.carrying import Carried
from difference.foundations.sheets.reading import Table
from difference.foundations.sheets.writing import MEDIA, download
from difference.programme.placement.commands.bringing import Brought, bring_in_posts
from difference.programme.placement.forms.papers import PostsForm, TableForm
from difference.programme.placement.guards import posts_can_still_come
from difference.programme.placement.papers import mending, posts
from difference.programme.placement.queries.uploading import Uploading, uploading
from difference.programme.placement.views import sending
from difference.web.components.tables import Column


@dataclass(frozen=True)
class Template:
    """The file to fill in, as one kind of file."""

    uploading: Uploading
    kind: str

    @property
    def school_id(self) -> int | None:
        """By which policies know a school’s own."""
        return self.uploading.school_id


def template_for(actor: Actor, cohort_id: UUID, kind: str) -> Template:
    """The file to fill in for a cohort."""
    if kind not in MEDIA:
        raise NotFound()
    return Template(uploading(actor, cohort_id), kind)


SEND = Access("placement.upload-posts", load=uploading)
MADE_COLUMNS = ("Post", "School", Column("People", numeric=True), "Starts", "Then")
MEND_COLUMNS = ("Row", "Post", "What to mend")


def _about(asked: Uploading) -> str:
    return f"posts {asked.cohort.pk}"


def _context(asked: Uploading) -> dict[str, Any]:
    key = [asked.cohort.pk]
    back, words = ("placement:our-posts", "Our posts") if asked.schools else ("placement:board", "The board")
    return {
        "title": f"Send posts as a table, cohort {asked.cohort.name}", "back": reverse(back, args=[] if asked.schools else key), "back_words": words,
        "upload": reverse("placement:upload-posts", args=key), "confirm": reverse("placement:make-posts", args=key),
        "mend": reverse("placement:mend-posts", args=key), "button": "Show what it would make", "about": "posts to fill in",
        "why_not": posts_can_still_come(asked),
        "xlsx": reverse("placement:posts-to-fill-in", args=[*key, "xlsx"]), "csv": reverse("placement:posts-to-fill-in", args=[*key, "csv"]),
        "steps": [
            "Download the file and write a post in each row. In the Excel file a second sheet says what belongs into each column.",
            "Send it here. You see what it would make, or what is to mend in which row; nothing is kept yet.",
            "Confirm it. All posts are made, or none.",
        ] + ([] if asked.schools else ["Each school is told, looks at its posts, and sends them in."]),
    }  # fmt: skip


def _form(asked: Uploading, *given: Any, said: Mapping[str, Any] | None = None) -> TableForm:
    form: TableForm = PostsForm(*given) if asked.schools else TableForm(*given)
    form.initial.update(said or {})
    return form


def _try(request: HttpRequest, asked: Uploading, carried: Carried, *, keep: bool = False) -> tuple[Table, Brought]:
    table = posts.read_posts(carried.content, asked)
    rows = posts.wanted(table, asked)
    return table, bring_in_posts(by=actor_of(request), uploading=asked, rows=rows, send_in=bool(carried.said.get("send_in")), keep=keep)


def _show(request: HttpRequest, asked: Uploading, carried: Carried, brought: Brought) -> HttpResponse:
    """What a table would make; where something is to mend, what in which row."""
    spoiled = brought.spoiled
    context = _context(asked) | {
        "number": len(brought.rows), "noun": "post", "spoiled": len(spoiled), "word": sending.word_of(request, carried, _about(asked)),
        "form": _form(asked, said=carried.said), "confirm_words": f"Make {_posts(len(brought.rows))}",
    }  # fmt: skip
    if spoiled:
        rows: list[tuple[object, ...]] = [(f"Row {row.wanted.number}", row.wanted.title or None, " ".join(row.problems)) for row in spoiled]
        return render(request, "placement/papers/mend.html", context | {"columns": MEND_COLUMNS, "rows": rows}, status=422)
    made = [row.post for row in brought.rows if row.post]
    rows = [
        (post.title, post.school.name, post.seats, post.starts_on or "With the cohort", "Waits for approval" if post.state == "submitted" else "A draft")
        for post in made
    ]  # fmt: skip
    return render(request, "placement/papers/tried.html", context | {"columns": MADE_COLUMNS, "rows": rows})


def _posts(number: int) -> str:
    return "the post" if number == 1 else f"the {number} posts"


@access(GET=SEND, POST=SEND)
def upload(request: HttpRequest, asked: Uploading) -> HttpResponse:
    """Ask for the file; show what it would make, or what is to mend."""
    if request.method != "POST":
        return sending.ask(request, _form(asked), _context(asked))
    form = _form(asked, request.POST, request.FILES)
    if not form.is_valid():
        return sending.ask(request, form, _context(asked))
    carried = sending.sent(form)
    try:
        _, brought = _try(request, asked, carried)
    except BadInput as error:
        return sending.ask(request, form, _context(asked), error)
    return _show(request, asked, carried, brought)


@access(POST=SEND)
def make(request: HttpRequest, asked: Uploading) -> HttpResponse:
    """Make every post of the file that was shown, or none. A second click finds them made and changes nothing."""
    carried, _ = sending.again(request, _about(asked))
    _, brought = _try(request, asked, carried, keep=True)
    if not brought.kept and not brought.already:
        return _show(request, asked, carried, brought)
    number = len(brought.rows)
    if brought.kept:
        messages.success(request, "The post has been made." if number == 1 else f"All {number} posts have been made.")
    else:
        messages.info(request, "These posts had been made already. Nothing was changed.")
    return HttpResponseRedirect(_context(asked)["back"])


@access(POST=SEND)
def mend(request: HttpRequest, asked: Uploading) -> HttpResponse:
    """The file that was sent, with a column that says what is to mend."""
    carried, _ = sending.again(request, _about(asked))
    table, brought = _try(request, asked, carried)
    problems = {row.wanted.number: row.problems for row in brought.rows}
    return download(mending.to_mend(table, problems), table.kind)


@access(GET=Access("placement.upload-posts", load=template_for))
def to_fill_in(request: HttpRequest, template: Template) -> HttpResponse:
    """The file to fill in."""
    return download(posts.to_fill_in(template.uploading), template.kind)

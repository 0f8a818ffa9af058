"""The lists of placement as files, Excel or CSV: who may open the page may keep its table, and the audit notes it alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from difference.errors import NotFound
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.sheets.writing import MEDIA, Sheet, download
from difference.programme.placement import hosts, tables
from difference.programme.placement.models import Post
from difference.programme.placement.queries import rankings
from difference.programme.placement.queries import years as reading
from difference.programme.placement.views import loading, years

OF_YEARS = (*tables.OF_YEARS, "reasons")


@dataclass(frozen=True)
class Asked:
    """One table of one thing, as one kind of file. `school_id` is by which policies know a school’s own."""

    thing: Any
    name: str
    kind: str
    school_id: int | None = None


@dataclass(frozen=True)
class Candidates:
    """Who ranked a post, as one kind of file."""

    post: Post
    kind: str


def _named(names: Any, name: str, kind: str) -> None:
    if name not in names or kind not in MEDIA:
        raise NotFound()


def of_cohort(actor: Actor, cohort_id: UUID, name: str, kind: str) -> Asked:
    """A list of the board of a cohort that the actor places."""
    _named(tables.OF_BOARD, name, kind)
    return Asked(loading.cohort(actor, cohort_id), name, kind)


def spots_of(actor: Actor, cohort_id: UUID, kind: str) -> Asked:
    """The cold spots of a cohort that the actor places."""
    _named(("cold-spots",), "cold-spots", kind)
    return Asked(loading.cohort(actor, cohort_id), "cold-spots", kind)


def refusals_of(actor: Actor, cohort_id: UUID, kind: str) -> Asked:
    """Whom schools would not appoint in a cohort that the actor places."""
    _named(("refusals",), "refusals", kind)
    return Asked(loading.cohort(actor, cohort_id), "refusals", kind)


def of_run(actor: Actor, run_id: UUID, name: str, kind: str) -> Asked:
    """A list of a run."""
    _named(tables.OF_RUN, name, kind)
    return Asked(loading.run(actor, run_id), name, kind)


def of_years(actor: Actor, name: str, kind: str) -> Asked:
    """A list of the page of all years."""
    _named(OF_YEARS, name, kind)
    return Asked(None, name, kind)


def own(actor: Actor, name: str, kind: str) -> Asked:
    """A list of a host lead’s own page. Raises NotFound for whoever leads no school."""
    _named(tables.OF_HOST, name, kind)
    school = next(iter(hosts.present(actor)), None) if actor.holds("host_lead") else None
    if school is None:
        raise NotFound()
    return Asked(None, name, kind, school.urn)


def candidates_of(actor: Actor, post_id: UUID, kind: str) -> Candidates:
    """The candidates of one post."""
    _named(("candidates",), "candidates", kind)
    return Candidates(loading.post(actor, post_id), kind)


@access(GET=Access("placement.see-board", load=of_cohort, shows=Shows.RESTRICTED, fields=("interest", "posts", "rankings", "placements")))
def board(request: HttpRequest, asked: Asked) -> HttpResponse:
    """A list of a cohort’s board."""
    return download(tables.of_board(actor_of(request), asked.thing, asked.name), asked.kind)


@access(GET=Access("placement.choose-cold-spots", load=spots_of))
def cold_spots(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Every authority of a cohort."""
    return download(tables.of_cold_spots(actor_of(request), asked.thing), asked.kind)


@access(GET=Access("placement.run-matching", load=of_run, shows=Shows.RESTRICTED, fields=("result",)))
def run(request: HttpRequest, asked: Asked) -> HttpResponse:
    """A list of a run."""
    return download(tables.of_run(asked.thing, asked.name), asked.kind)


@access(GET=Access("placement.see-board", load=of_years))
def over_the_years(request: HttpRequest, asked: Asked) -> HttpResponse:
    """A list of the page of all years."""
    found = reading.years(actor_of(request))
    if asked.name == "reasons":
        by_cohort = [f"Cohort {year.cohort.name}" for year in found]
        sheet = Sheet("Why matches were declined and placements ended", ("Reason", *by_cohort), years.by_reason(found))
    else:
        sheet = tables.of_years(found, asked.name)
    return download(sheet, asked.kind)


@access(GET=Access("placement.see-own-posts", load=own, shows=Shows.PERSONAL))
def our_posts(request: HttpRequest, asked: Asked) -> HttpResponse:
    """A list of a host lead’s own page."""
    return download(tables.of_host(actor_of(request), asked.name), asked.kind)


@access(GET=Access("placement.see-applicants", load=candidates_of, shows=Shows.PERSONAL))
def candidates(request: HttpRequest, asked: Candidates) -> HttpResponse:
    """Who ranked a post; each of them is noted as looked at, as on the page."""
    applicants = rankings.applicants(asked.post)
    loading.note_reading(actor_of(request), asked.post, applicants)
    return download(tables.of_candidates(applicants, asked.post), asked.kind)

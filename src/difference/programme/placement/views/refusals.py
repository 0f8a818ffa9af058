"""For placement staff: whom schools would not appoint, and why."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.audit.commands import record
from difference.foundations.audit.models import Event
from difference.foundations.paging import page_of
from difference.foundations.sheets.writing import Sheet, download
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import Candidacy
from difference.programme.placement.queries import candidacies
from difference.programme.placement.reasons import NOT_WANTED
from difference.programme.placement.views import loading, tables
from difference.web.components.tables import Column

COLUMNS = ("Who", "Post", "School", "Reason", "Interview held")
COUNTED = ("Reason", Column("How often", numeric=True))


def _note(actor: Actor, seen: Iterable[Candidacy]) -> None:
    with transaction.atomic():
        for one in seen:
            record(actor, "placement.see-refusals", one, subject=one.person_id, fields=("not_wanted_because", "met"), kind=Event.SEEN)


def _rows(seen: Iterable[Candidacy]) -> list[tuple[object, ...]]:
    return [
        (one.person.full_name, one.post.title, one.post.school.name, one.get_not_wanted_because_display(), "Yes" if one.met == "held" else "No")
        for one in seen
    ]


@access(GET=Access("placement.see-refusals", load=tables.refusals_of, shows=Shows.PERSONAL))
def table(request: HttpRequest, asked: tables.Asked) -> HttpResponse:
    """All of them as a file; each of them is noted as looked at, as on the page."""
    actor = actor_of(request)
    found = candidacies.refused(actor, asked.thing)
    _note(actor, found)
    return download(Sheet(f"Whom schools would not appoint, cohort {asked.thing.name}", COLUMNS, _rows(found)), asked.kind)


@access(GET=Access("placement.see-refusals", load=loading.cohort, shows=Shows.PERSONAL))
def refusals(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """A row for each; each look at somebody is in the audit. What a school noted of an interview is not here: it is the school’s."""
    actor = actor_of(request)
    found = candidacies.refused(actor, cohort)
    page = page_of(request, found)
    _note(actor, page)
    reasons = [one.not_wanted_because for one in found]
    context = {
        "cohort": cohort, "page": page, "columns": COLUMNS, "counted_columns": COUNTED,
        "rows": _rows(page),
        "counted": [(words, reasons.count(key)) for key, words in NOT_WANTED.items()],
    }  # fmt: skip
    return render(request, "placement/staff/refusals.html", context)

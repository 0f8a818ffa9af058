"""For careers staff: how the programme of return stands, and what is stuck."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.careers import letters, showing
from difference.programme.careers.queries import board as boards
from difference.programme.careers.reasons import OUTCOMES
from difference.web.components.lists import Fact
from difference.web.components.moments import length_in_words
from difference.web.components.tables import Column
from difference.web.values import Link, Tone

VACANCY_COLUMNS = ("Vacancy", "School", "State", "Closing day", "How it ended")
STUCK_COLUMNS = ("Who", "Vacancy", "State", "Last moved")
STATE_COLUMNS = ("State", Column("Introductions", numeric=True))


@access(GET=Access("careers.see-board", shows=Shows.RESTRICTED, fields=("profiles", "vacancies", "introductions")))
def board(request: HttpRequest) -> HttpResponse:
    """The board."""
    found = boards.board(actor_of(request))
    people, waiting = found.people, len(found.stuck) + len(found.late)
    rows = [
        (
            Link(one.title, reverse("careers:our-vacancy", args=[one.pk])), one.school.name, showing.tag(one), one.closes_on,
            OUTCOMES.get(one.outcome, ""),
        )
        for one in found.vacancies
    ]  # fmt: skip
    stuck = [
        (Link(one.person.full_name, letters.path_of(one)), one.vacancy.title, showing.tag(one), length_in_words(one.moved_at, clock.now()))
        for one in found.stuck
    ]
    late = [
        (
            Link(one.title, reverse("careers:our-vacancy", args=[one.pk])),
            one.school.name,
            showing.tag(one),
            length_in_words(one.closes_on, clock.now()),
        )
        for one in found.late
    ]
    context = {
        "facts": [
            Fact(people["profiles"], "alumni with a profile", note=f"of {people['alumni']}; {people['hidden']} shown to nobody"),
            Fact(len(found.open), "open vacancies"),
            Fact(waiting, "stuck", tone=Tone.HAND if waiting else Tone.NEUTRAL),
        ],
        "vacancies": rows, "vacancy_columns": VACANCY_COLUMNS, "states": found.states, "state_columns": STATE_COLUMNS,
        "stuck": stuck, "stuck_columns": STUCK_COLUMNS, "late": late, "late_columns": ("Vacancy", "School", "State", "Closing day"),
    }  # fmt: skip
    return render(request, "careers/staff/board.html", context)

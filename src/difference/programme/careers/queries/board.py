"""The careers programme at a glance, for its staff: profiles, open vacancies, introductions by state, and what is stuck."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.queries import introductions, profiles, vacancies
from difference.programme.careers.rules import rules
from difference.programme.careers.states import INTRODUCTION


@dataclass(frozen=True)
class Board:
    """Everything that the page shows. Counts are of everybody; lists hold only whom staff may see."""

    people: dict[str, int]
    vacancies: tuple[Vacancy, ...]
    late: tuple[Vacancy, ...]
    states: tuple[tuple[str, int], ...]
    stuck: tuple[Introduction, ...]

    @property
    def open(self) -> list[Vacancy]:
        """Vacancies that are open."""
        return [one for one in self.vacancies if one.state == "open"]


def stuck(actor: Actor) -> list[Introduction]:
    """Introductions that have not moved for as long as the rules say, by their state; the longest wait first."""
    now = clock.now()
    found = introductions.visible_to(actor).filter(state__in=list(rules().stuck_after_days)).order_by("moved_at", "pk")
    return [one for one in found if one.moved_at <= now - dt.timedelta(days=rules().stuck_after_days[one.state])]


def board(actor: Actor) -> Board:
    """The board."""
    found = vacancies.visible_to(actor).exclude(state="draft")
    counted = Counter(Introduction.objects.order_by().values_list("state", flat=True))
    return Board(
        people=profiles.counts(),
        vacancies=tuple(sorted(found, key=lambda one: (one.state == "closed", one.closes_on, str(one.pk)))),
        late=tuple(vacancies.past_their_day(found)),
        states=tuple((state.words.capitalize(), counted[state.name]) for state in INTRODUCTION.states),
        stuck=tuple(stuck(actor)),
    )

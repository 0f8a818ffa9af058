"""Walks of a vacancy: written by a school, opened, changed, closed by hand or by an appointment."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.errors import NotFound
from difference.foundations.actors import ANYONE, Actor, system
from difference.programme.careers import commands
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.reasons import CLOSED_BY_HAND
from difference.programme.careers.states import VACANCY
from tests.making import make_actor
from tests.programme.careers.town import START, make_town, make_vacancy
from tests.programme.careers.town import VACANCY as WRITTEN
from tests.safety.walks.walking import Step, Table

NOW, OVER = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC), dt.datetime(2027, 2, 3, 10, tzinfo=dt.UTC)


class Vacancies:
    """A second vacancy of the first school, which only the school knows of; one alumna will want it as soon as it is open."""

    table = Table.of(VACANCY)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (NOW, OVER, dt.datetime(2028, 1, 10, tzinfo=dt.UTC))

    def __init__(self) -> None:
        town = make_town()
        town.posts["new"] = make_vacancy(town, "Oak", opened=False, title="A new post")
        self.pk = town.posts["new"].pk
        self.school, self.alumna, staff = town.by("Oak"), town.by("Zenobia"), town.by("staff")
        others = town.by("Ash"), town.by("Elm"), town.by("Xerxes"), system("walks"), make_actor(("staff", "recruitment")), ANYONE
        self.everybody = (self.school, self.alumna, staff, *others)
        school = [self.school]
        self.steps = {
            "open": Step(lambda by, thing, reason: commands.open_vacancy(by=by, vacancy=thing), school, [NOW]),
            "close": Step(self._close, [self.school, staff, system("walks")], [NOW, OVER], [*CLOSED_BY_HAND]),
            "change": Step(self._change, school, [NOW], ["Assistant head", "Deputy head"]),
            "appoint": Step(self._appoint, school, [NOW], several=True),
            "ask": Step(
                lambda by, thing, reason: commands.request(by=by, vacancy=thing, person_id=self.alumna.person_id), [self.alumna, self.school], [NOW]
            ),
            "suggest": Step(lambda by, thing, reason: commands.suggest(by=by, vacancy=thing, person_id=self.alumna.person_id), [staff], [NOW]),
        }

    def load(self) -> Vacancy:
        """As its page loads it."""
        return Vacancy.objects.select_related("school").get(pk=self.pk)

    def _close(self, by: Actor, thing: Any, reason: str) -> object:
        return commands.close_vacancy(by=by, vacancy=thing, outcome=reason)

    def _change(self, by: Actor, thing: Any, reason: str) -> object:
        return commands.change_vacancy(by=by, vacancy=thing, revision=thing.revision, values={**WRITTEN, "title": reason})

    def _introduction(self, *states: str) -> Introduction:
        found = Introduction.objects.select_related("vacancy__school").filter(vacancy=self.pk, state__in=states).first()
        if found is None:
            raise NotFound
        return found

    def _appoint(self, by: Actor, thing: Any, reason: str) -> object:
        """Asked for by the alumna, agreed to and talked about by the school, and appointed by whoever tries."""
        if not Introduction.objects.filter(vacancy=thing, person=self.alumna.person_id).exists():
            commands.request(by=self.alumna, vacancy=thing, person_id=self.alumna.person_id)
            commands.accept(by=self.school, introduction=self._introduction("requested"))
            commands.interview(by=self.school, introduction=self._introduction("accepted"))
        return commands.appoint(by=by, introduction=self._introduction("interviewing"), starts_on=START)

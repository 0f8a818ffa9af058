"""Walks of an introduction: suggested, asked for by one side, agreed to by the other, talked about, declined by either, appointed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.errors import NotFound
from difference.foundations.actors import ANYONE, Actor, system
from difference.programme.careers import commands
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.reasons import CHOSEN, CLOSED_BY_HAND
from difference.programme.careers.states import INTRODUCTION
from tests.making import make_actor
from tests.programme.careers.town import START, make_town
from tests.safety.walks.walking import Step, Table

NOW, OVER = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC), dt.datetime(2027, 2, 3, 10, tzinfo=dt.UTC)


class Introductions:
    """One that careers staff suggested to an alumna and a school. All of its commands look at it afresh: both sides may act at once."""

    table = Table.of(INTRODUCTION)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (NOW, OVER, dt.datetime(2028, 1, 10, tzinfo=dt.UTC))

    def __init__(self) -> None:
        town = make_town()
        self.pk, self.vacancy = town.suggests("Oak", "Zenobia").pk, town.posts["Oak"].pk
        self.town, alumna, school = town, town.by("Zenobia"), town.by("Oak")
        others = town.by("Ash"), town.by("Elm"), town.by("Xerxes"), system("walks"), make_actor(("staff", "recruitment")), ANYONE
        self.everybody = (alumna, school, town.by("staff"), *others)
        both, when = [alumna, school], [NOW]
        self.steps = {
            "request": Step(self._request, both, when),
            "accept": Step(lambda by, thing, reason: commands.accept(by=by, introduction=thing), both, when),
            "interview": Step(lambda by, thing, reason: commands.interview(by=by, introduction=thing), both, [NOW, OVER]),
            "appoint": Step(self._appoint, both, [NOW, OVER]),
            "decline": Step(lambda by, thing, reason: commands.decline(by=by, introduction=thing, reason=reason), both, [NOW, OVER], [*CHOSEN]),
            "hide": Step(lambda by, thing, reason: commands.hide_from(by=by, school=thing.vacancy.school), [alumna], when),
            "show again": Step(lambda by, thing, reason: commands.show_again(by=by, school=thing.vacancy.school), [alumna], when),
            "close the vacancy": Step(self._close, [school], [OVER], [*CLOSED_BY_HAND]),
            "another is appointed": Step(self._another, [town.by("Xerxes")], when, several=True),
        }

    def load(self) -> Introduction:
        """As its page loads it."""
        return Introduction.objects.select_related("vacancy__school", "person__career_profile").get(pk=self.pk)

    def _request(self, by: Actor, thing: Any, reason: str) -> object:
        return commands.request(by=by, vacancy=thing.vacancy, person_id=thing.person_id)

    def _appoint(self, by: Actor, thing: Any, reason: str) -> object:
        return commands.appoint(by=by, introduction=thing, starts_on=START)

    def _rarely(self, thing: Any) -> None:
        """Or no walk would go far."""
        if thing.state != "interviewing":
            raise NotFound

    def _close(self, by: Actor, thing: Any, reason: str) -> object:
        self._rarely(thing)
        return commands.close_vacancy(by=by, vacancy=Vacancy.objects.select_related("school").get(pk=self.vacancy), outcome=reason)

    def _another(self, by: Actor, thing: Any, reason: str) -> object:
        """Somebody else asks for the same post, and the school appoints them: this one ends."""
        self._rarely(thing)
        commands.request(by=by, vacancy=thing.vacancy, person_id=self.town.key("Xerxes"))
        for do in (commands.accept, commands.interview):
            do(by=self.town.by("Oak"), introduction=self.town.introduction("Oak", "Xerxes"))
        return commands.appoint(by=by, introduction=self.town.introduction("Oak", "Xerxes"), starts_on=START)

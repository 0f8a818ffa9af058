"""Walks of a request about data: a copy made at once or refused, taken back, given more time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.foundations.actors import ANYONE, Actor, system
from difference.foundations.people.models import Person
from difference.foundations.rights import commands
from difference.foundations.rights.models import Request
from difference.foundations.rights.reasons import ACCESS, EXTENSIONS, REFUSALS
from difference.foundations.rights.states import REQUEST
from tests.making import make_actor
from tests.safety.walks.walking import Step, Table

NOW, LATE = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC), dt.datetime(2027, 3, 4, 10, tzinfo=dt.UTC)


class Requests:
    """One request for a copy, asked by the person themself."""

    table = Table.of(REQUEST)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (dt.datetime(2026, 9, 1, tzinfo=dt.UTC), NOW, LATE)

    def __init__(self) -> None:
        self.asker, self.officer, self.machine = make_actor("candidate", strong=False), make_actor("data_protection_officer"), system("walks")
        self.pk = commands.ask(by=self.asker, person=Person.objects.get(pk=self.asker.person_id), kind=ACCESS).pk
        others = make_actor("candidate", strong=False), make_actor(("staff", "recruitment")), make_actor("administrator")
        self.everybody = (self.asker, self.officer, self.machine, *others, ANYONE)
        self.steps = {
            "prepare": Step(
                lambda by, thing, reason: commands.prepare_copy(by=by, request=thing), [self.asker, self.officer], [NOW], at_most=1
            ),
            "answer": Step(self._answer, [self.officer], [NOW], ["answered-in-writing", "put-right"]),
            "make the copy": Step(lambda by, thing, reason: commands.make_copy(by=by, request=thing), [self.machine], [NOW]),
            "refuse": Step(lambda by, thing, reason: commands.refuse(by=by, request=thing, reason=reason), [self.officer], [NOW], [*REFUSALS]),
            "take_back": Step(lambda by, thing, reason: commands.take_back(by=by, request=thing), [self.asker], [NOW]),
            "extend": Step(lambda by, thing, reason: commands.extend(by=by, request=thing, reason=reason), [self.officer], [NOW], [*EXTENSIONS]),
            "erase": Step(lambda by, thing, reason: commands.erase(by=by, request=thing), [self.officer], [NOW]),
        }  # fmt: skip

    def load(self) -> Request:
        """As its pages load it."""
        return Request.objects.select_related("person").get(pk=self.pk)

    def _answer(self, by: Actor, thing: Any, reason: str) -> object:
        return commands.answer(by=by, request=thing, reason=reason)

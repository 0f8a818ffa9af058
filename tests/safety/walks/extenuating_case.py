"""Walks of a case of extenuating circumstances: written, sent, taken back, granted or refused by somebody who stands apart."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.foundations.actors import ANYONE, Actor, system
from difference.programme.training.commands import circumstances
from difference.programme.training.models import ExtenuatingCase
from difference.programme.training.reasons_circumstances import OUTCOMES, REFUSED
from difference.programme.training.states_circumstances import EXTENUATING_CASE
from tests.making import make_actor
from tests.programme.training.studies import ESSAY, STARTS, TALK, TERM, make_class, now_is
from tests.safety.walks.walking import Step, Table

# Ten days after the talk was due is the last moment; later ones say why.
LATE, AGES = dt.datetime(2027, 12, 1, 9, tzinfo=dt.UTC), dt.datetime(2029, 1, 10, 9, tzinfo=dt.UTC)
EXTENDED = dt.datetime(2027, 12, 15, 17, tzinfo=dt.UTC)
VALUES = {"parts": [TALK], "grounds": "caring", "text": "My sister was in hospital.", "late_because": ""}


class ExtenuatingCases:
    """A draft of somebody in their first term."""

    table = Table.of(EXTENUATING_CASE)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (STARTS, TERM, LATE, AGES)

    def __init__(self) -> None:
        made = make_class("Amara", "Bela")
        author, examiner, trainer = made.by("Amara"), made.by("examiner"), made.by("trainer")
        with now_is(TERM):
            self.pk = circumstances.start_case(by=author, enrolment=made.enrolments["Amara"], values=VALUES).pk
        others = made.by("Bela"), made.by("coach"), made.by("lead"), system("walks"), make_actor(("staff", "recruitment")), ANYONE
        self.everybody = (author, examiner, trainer, *others)
        self.steps = {
            "submit": Step(lambda by, thing, reason: circumstances.submit_case(by=by, case=thing), [author], [TERM]),
            "withdraw": Step(lambda by, thing, reason: circumstances.withdraw_case(by=by, case=thing), [author], [TERM, LATE]),
            "grant": Step(self._grant, [examiner], [TERM], [*OUTCOMES]),
            "refuse": Step(
                lambda by, thing, reason: circumstances.refuse_case(by=by, case=thing, reason=reason), [examiner], [TERM, LATE], [*REFUSED]
            ),
            "change": Step(self._change, [author], [TERM, LATE], ["", "I was in hospital too."]),
        }

    def load(self) -> ExtenuatingCase:
        """As its page loads it."""
        rows = ExtenuatingCase.objects.select_related("enrolment__person", "enrolment__cohort", "enrolment__placement__post")
        return rows.prefetch_related("parts").get(pk=self.pk)

    def _grant(self, by: Actor, thing: Any, reason: str) -> object:
        return circumstances.grant_case(by=by, case=thing, outcome=reason, extended_to=EXTENDED)

    def _change(self, by: Actor, thing: Any, reason: str) -> object:
        values = {**VALUES, "parts": [TALK, ESSAY], "late_because": reason}
        return circumstances.change_case(by=by, case=thing, revision=thing.revision, values=values)

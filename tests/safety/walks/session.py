"""Walks of a session: changed, its register taken and put right, cancelled before it begins."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.foundations.actors import ANYONE, Actor, system
from difference.programme.training.commands import registers, sessions
from difference.programme.training.models import Session
from difference.programme.training.queries import sessions as reading
from difference.programme.training.reasons_sessions import ABSENT_BECAUSE, CANCELLED
from difference.programme.training.states_sessions import SESSION
from tests.making import make_actor
from tests.programme.training.studies import STARTS, TERM, make_class, now_is
from tests.safety.walks.walking import Step, Table

BEGINS = TERM + dt.timedelta(days=7)
DURING, AGES = BEGINS + dt.timedelta(hours=1), BEGINS + dt.timedelta(days=900)


class Sessions:
    """A twilight session for two of three participants, in a week."""

    table = Table.of(SESSION)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (STARTS, TERM, DURING, AGES)

    def __init__(self) -> None:
        made = make_class()
        self.enrolments, self.lead = made.enrolments, made.coach.person
        trainer, coach = made.by("trainer"), made.by("coach")
        with now_is(TERM):
            keys = [made.enrolments[name].pk for name in ("Amara", "Bela")]
            self.pk = sessions.plan_session(by=trainer, cohort=made.cohort, kind="twilight", values=self._values("Hall 2"), expected=keys).pk
        others = made.by("Amara"), made.by("Cleo"), made.by("examiner"), system("walks"), make_actor(("staff", "recruitment")), ANYONE
        self.everybody = (trainer, coach, *others)
        self.steps = {
            "cancel": Step(
                lambda by, thing, reason: sessions.cancel_session(by=by, session=thing, reason=reason), [trainer], [STARTS, TERM], [*CANCELLED]
            ),
            "change": Step(self._change, [trainer], [TERM], ["Hall 3", "Hall 4"]),
            "expect": Step(self._expect, [trainer], [TERM], ["Amara", "Cleo"]),
            "take the register": Step(self._take, [trainer, coach], [DURING], ["", *ABSENT_BECAUSE]),
        }

    def load(self) -> Session:
        """As its page loads it."""
        return Session.objects.select_related("cohort", "lead").get(pk=self.pk)

    def _values(self, place: str) -> dict[str, Any]:
        ends = BEGINS + dt.timedelta(hours=2)
        return {"title": "Restorative practice", "place": place, "starts_at": BEGINS, "ends_at": ends, "lead": self.lead, "capacity": 2}

    def _change(self, by: Actor, thing: Any, reason: str) -> object:
        return sessions.change_session(by=by, session=thing, revision=thing.revision, values=self._values(reason))

    def _expect(self, by: Actor, thing: Any, reason: str) -> object:
        chosen = [one.pk for name, one in self.enrolments.items() if name in {reason, "Bela"}]
        return sessions.expect(by=by, session=thing, revision=thing.revision, enrolments=chosen)

    def _take(self, by: Actor, thing: Any, reason: str) -> object:
        given = {one.enrolment_id: ("absent", reason) if reason else ("attended", "") for one in reading.register_of(thing)}
        return registers.take_register(by=by, session=thing, revision=thing.revision, given=given)

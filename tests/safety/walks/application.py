"""Walks of an application: candidates who send, object, withdraw and answer; staff who read, decide together, and overrule."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.errors import NotFound
from difference.foundations.actors import ANYONE, Actor, system
from difference.foundations.people.queries import actor_for
from difference.programme.recruitment import commands, queries
from difference.programme.recruitment.commands import decisions, offers, selection_finish
from difference.programme.recruitment.models import Application, Offer
from difference.programme.recruitment.queries import decisions as reading
from difference.programme.recruitment.reasons import DECLINED, INELIGIBLE, UNSUCCESSFUL, WITHDRAWN
from difference.programme.recruitment.states import APPLICATION
from tests.making import make_account, make_actor
from tests.programme.candidates import complete, make_cohort, write
from tests.programme.recruitment.making import make_round, read_by_two
from tests.safety.walks.walking import Step, Table

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
READING, DAY = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC), dt.datetime(2027, 1, 15, 9, tzinfo=dt.UTC)
OFFERED, ANSWERED, LATE = (dt.datetime(2027, 2, day, 9, tzinfo=dt.UTC) for day in (1, 5, 28))
STAFF = ("staff", "recruitment")


class Applications:
    """One candidate’s application, complete and not sent."""

    table = Table.of(APPLICATION)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (dt.datetime(2026, 9, 1, tzinfo=dt.UTC), NOW, READING, DAY, OFFERED, ANSWERED, LATE, dt.datetime(2029, 1, 1, tzinfo=dt.UTC))

    def __init__(self) -> None:
        self.cohort = make_cohort()
        self.candidate = make_actor("candidate", strong=False, name="Amara Osei")
        self.one, self.two, self.machine = make_actor(STAFF), make_actor(STAFF), system("walks")
        self.readers = make_account("assessor"), make_account("assessor")
        self.pk = complete(self.candidate, self.cohort).pk
        self.reading = make_round(self.cohort, "reading", "Reading", days=10)
        self.day = make_round(self.cohort, "assessment_day", "Assessment day", days=60, begins=40)
        others = make_actor("candidate", strong=False), make_actor(("staff", "placement")), actor_for(self.readers[0])
        self.everybody = (self.candidate, self.one, self.two, self.machine, *others, ANYONE)
        self.steps = self._by_candidate() | self._by_staff() | self._beside()

    def load(self) -> Application:
        """As everybody who knows of it may load it."""
        rows = Application.objects.select_related("person", "cohort").prefetch_related("answers", "references", "assessments", "conflicts")
        return rows.get(pk=self.pk)

    def _offer(self) -> Offer:
        found = Offer.objects.select_related("application__person", "application__cohort").filter(application=self.pk).first()
        if found is None:
            raise NotFound
        return found

    def _by_candidate(self) -> dict[str, Step]:
        def submit(by: Actor, thing: Any, reason: str) -> object:
            return commands.submit(by=by, application=thing, revision=thing.revision)

        mine = [self.candidate]
        return {
            "submit": Step(submit, mine, [NOW], at_most=2),
            "withdraw": Step(lambda by, thing, reason: commands.withdraw(by=by, application=thing, reason=reason), mine, [OFFERED], [*WITHDRAWN]),
            "accept": Step(lambda by, thing, reason: offers.accept_offer(by=by, offer=self._offer()), mine, [ANSWERED]),
            "decline": Step(lambda by, thing, reason: offers.decline_offer(by=by, offer=self._offer(), reason=reason), mine, [ANSWERED], [*DECLINED]),
        }  # fmt: skip

    def _by_staff(self) -> dict[str, Step]:
        staff = [self.one]

        def find_ineligible(by: Actor, thing: Any, reason: str) -> object:
            return commands.find_ineligible(by=by, application=thing, reason=reason)

        def overrule(by: Actor, thing: Any, reason: str) -> object:
            return commands.overrule(by=by, application=thing, because=reason)

        return {
            "find_ineligible": Step(find_ineligible, staff, [READING], [*INELIGIBLE]),
            "overrule": Step(overrule, staff, [READING], ["They taught in Wales."]),
            "take_in": Step(lambda by, thing, reason: commands.take_in(by=by, application=thing), staff, [READING]),
            "shortlist": self._decide("shortlist", READING, read_first=True),
            "finish_assessment": Step(self._finish, staff, [DAY], several=True),
            "offer": self._decide("offer", OFFERED),
            "put_on_reserve": self._decide("put_on_reserve", READING, read_first=True),
            "turn_down": self._decide("turn_down", READING, tuple(UNSUCCESSFUL), read_first=True),
            "lapse": Step(lambda by, thing, reason: offers.let_lapse(by=by, offer=self._offer()), [self.machine], [LATE]),
        }

    def _finish(self, by: Actor, thing: Any, reason: str) -> object:
        if not thing.assessments.filter(round=self.day).exists():
            read_by_two(by, self.day, thing, *self.readers)
        return selection_finish.finish_assessment(by=by, application=thing)

    def _decide(self, outcome: str, when: dt.datetime, reasons: tuple[str, ...] = ("",), *, read_first: bool = False) -> Step:
        """Proposed by whoever tries, confirmed by another, published."""

        def do(by: Actor, thing: Any, reason: str) -> object:
            if read_first and thing.state == "in_review" and not thing.assessments.exists():
                read_by_two(self.one, self.reading, thing, *self.readers)
            made = decisions.propose(by=by, application=thing, outcome=outcome, reason=reason)
            decisions.confirm(by=self.two, decision=made)
            ready = [each for each in reading.unpublished(self.cohort) if each.confirmed_at]
            return decisions.publish(by=by, cohort=self.cohort, seen=reading.digest(ready))

        return Step(do, [self.one], [when], reasons, several=True)

    def _beside(self) -> dict[str, Step]:
        def discard(by: Actor, thing: Any, reason: str) -> object:
            found = reading.unpublished(self.cohort).first()
            if found is None:
                raise NotFound
            return decisions.discard(by=by, decision=found)

        def object_to(by: Actor, thing: Any, reason: str) -> object:
            return commands.object_to_ineligibility(by=by, application=thing, text=reason)

        def rewrite(by: Actor, thing: Any, reason: str) -> object:
            return write(by, queries.find(by, thing.pk), "about", town=f"Leeds {reason}")

        return {
            "discard": Step(discard, [self.one], [READING]),
            "object": Step(object_to, [self.candidate], [READING], ["I taught in Wales."]),
            "mark inactive": Step(lambda by, thing, reason: commands.mark_inactive(by=by, application=thing), [self.machine], [LATE]),
            "write": Step(rewrite, [self.candidate], [NOW]),
        }

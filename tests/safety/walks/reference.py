"""Walks of a reference: staff ask, ask again and name another; the referee answers by the link, or would rather not."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.errors import NotFound
from difference.foundations.actors import ANYONE, LINK, Actor, system
from difference.foundations.people.queries import actor_for
from difference.programme.recruitment import commands
from difference.programme.recruitment.commands import referee, references
from difference.programme.recruitment.models import Application, Reference, Testimony
from difference.programme.recruitment.reasons import REFEREE_DECLINED
from difference.programme.recruitment.reference_states import REFERENCE
from tests.making import make_actor
from tests.programme.recruitment.referees import ANSWERS, first_of, make_candidate
from tests.safety.walks.walking import Step, Table

NOW, SOON = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC), dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
STAFF = ("staff", "recruitment")


class References:
    """The first reference of somebody shortlisted."""

    table = Table.of(REFERENCE)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (dt.datetime(2026, 9, 1, tzinfo=dt.UTC), NOW, SOON, dt.datetime(2027, 6, 1, tzinfo=dt.UTC))

    def __init__(self) -> None:
        application = make_candidate()
        self.pk = first_of(application).pk
        self.staff, self.lead, self.machine = make_actor(STAFF), make_actor(("staff", "safer_recruitment")), system("walks")
        self.candidate = actor_for(application.person.account)
        self.referee = Actor(kind=LINK, label=f"reference {self.pk}")
        another = Actor(kind=LINK, label="reference 00000000-0000-0000-0000-000000000007")
        self.everybody = (self.staff, self.lead, self.machine, self.candidate, self.referee, another, make_actor("assessor"), ANYONE)
        asks = Step(self._ask, [self.staff, self.lead, self.machine], [NOW])
        self.steps = {
            "ask": asks,
            "ask_again": asks,
            "name_another": Step(self._name, [self.staff], [NOW], ["Jo Marsh", "Sam Hill"]),
            "receive": Step(self._answer, [self.referee], [SOON], several=True),
            "decline": Step(
                lambda by, thing, reason: referee.decline_reference(by=by, reference=thing, reason=reason),
                [self.referee],
                [SOON],
                [*REFEREE_DECLINED],
            ),
            "remind": Step(lambda by, thing, reason: references.remind(by=by, reference=thing), [self.machine], [SOON]),
            "save": Step(self._save, [self.referee], [SOON], ["Great calm."]),
            "the candidate withdraws": Step(self._withdraw, [self.candidate], [SOON], ["pay"]),
        }

    def load(self) -> Reference:
        """As staff load it."""
        return Reference.objects.select_related("application__cohort", "application__person").get(pk=self.pk)

    def _ask(self, by: Actor, thing: Any, reason: str) -> object:
        return references.request_reference(by=by, reference=thing, revision=thing.revision)

    def _name(self, by: Actor, thing: Any, reason: str) -> object:
        values = {"name": reason, "email": f"{reason.replace(' ', '.').lower()}@alderley.sch.uk", "relation": "My head"}
        return references.name_referee(by=by, reference=thing, revision=thing.revision, values=values)

    def _testimony(self) -> Testimony:
        found = Testimony.objects.filter(reference=self.pk).first()
        if found is None:
            raise NotFound
        return found

    def _save(self, by: Actor, thing: Any, reason: str) -> object:
        return referee.save_testimony(by=by, reference=thing, revision=self._testimony().revision, values={"strengths": reason})

    def _answer(self, by: Actor, thing: Any, reason: str) -> object:
        referee.save_testimony(by=by, reference=thing, revision=self._testimony().revision, values=ANSWERS)
        return referee.send_testimony(by=by, reference=thing, revision=self._testimony().revision)

    def _withdraw(self, by: Actor, thing: Any, reason: str) -> object:
        # Rarely, or no walk would go far.
        if thing.revision % 5 != 4:
            raise NotFound
        return commands.withdraw(by=by, application=Application.objects.get(pk=thing.application_id), reason=reason)

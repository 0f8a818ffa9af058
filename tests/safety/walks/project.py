"""Walks of a project: planned and changed, its protocol registered, numbers recorded and corrected, analysed, sent back, reported, given up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.foundations.actors import ANYONE, Actor, system
from difference.foundations.people.queries import actor_for
from difference.programme.evidence import commands
from difference.programme.evidence.models import Project
from difference.programme.evidence.reasons import ABANDONED, SENT_BACK
from difference.programme.evidence.states import PROJECT
from tests.making import make_actor
from tests.programme.evidence.making import MEASURED_ON, NUMBERS, PLANNED_ON, STAFF, make_author, make_lead, make_school, plan
from tests.safety.walks.walking import Step, Table


class Projects:
    """A plan of a participant in their school."""

    table = Table.of(PROJECT)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (PLANNED_ON, MEASURED_ON, dt.datetime(2029, 1, 10, tzinfo=dt.UTC))

    def __init__(self) -> None:
        account, school = make_author(name="Amara Osei"), make_school("Oak School")
        self.pk = plan(account, school).pk
        author, staff, lead = actor_for(account), make_actor(STAFF), actor_for(make_lead(school))
        others = lead, actor_for(make_author()), system("walks"), make_actor(("staff", "recruitment")), ANYONE
        self.everybody = (author, staff, *others)
        both = [author, staff]
        self.steps = {
            "register_protocol": Step(lambda by, thing, reason: commands.register_protocol(by=by, project=thing), [author], [PLANNED_ON]),
            "record_data": Step(self._record, [author], [MEASURED_ON], ["70", "69.5"]),
            "analyse": Step(lambda by, thing, reason: commands.analyse(by=by, project=thing), both, [MEASURED_ON]),
            "send_back": Step(
                lambda by, thing, reason: commands.send_back(by=by, project=thing, reason=reason), [staff], [MEASURED_ON], [*SENT_BACK]
            ),
            "report": Step(lambda by, thing, reason: commands.report(by=by, project=thing), [staff], [MEASURED_ON]),
            "abandon": Step(
                lambda by, thing, reason: commands.abandon(by=by, project=thing, reason=reason), both, [PLANNED_ON, MEASURED_ON], [*ABANDONED]
            ),
            "change": Step(self._change, [author], [PLANNED_ON], ["A key adult", "A key adult for all"]),
            "correct": Step(self._record, [author], [MEASURED_ON], ["68"]),
        }

    def load(self) -> Project:
        """As its pages load it."""
        return Project.objects.select_related("school", "person", "cohort").prefetch_related("datasets").get(pk=self.pk)

    def _record(self, by: Actor, thing: Any, reason: str) -> object:
        return commands.record_data(by=by, project=thing, **{**NUMBERS, "m2": reason}, revision=thing.revision)

    def _change(self, by: Actor, thing: Any, reason: str) -> object:
        return commands.change_project(by=by, project=thing, values={"title": reason}, revision=thing.revision)

"""Coaching and circumstances, as invented people live them: a coach is named, they meet, write to each other, and some ask for more time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.demo.chapters.meeting import round_days, table
from difference.demo.personas import account_of, actor_of, personas
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts.models import Cohort
from difference.programme.training import coaches
from difference.programme.training.calendar import due_without_extension
from difference.programme.training.commands import circumstances, coaching, notes, sessions
from difference.programme.training.models import Attendance, Coaching, Enrolment, ExtenuatingCase, Goal, ModuleResult

# So many of them meet their coach on one day, one an hour.
A_DAY = 5
RUNNING, STUDYING = Enrolment.lifecycle.having(running=True), ("enrolled", "active")


def everybody(cohort: Cohort) -> list[Enrolment]:
    """Whoever is or was enrolled, by name: a place in a table is a place in this list."""
    found = Enrolment.objects.filter(cohort=cohort).select_related("person__account", "cohort", "placement__post__school")
    return list(found.order_by("person__full_name", "pk"))


def watched(cohort: Cohort) -> list[Enrolment]:
    """The persona of a cohort, then two others."""
    known = {persona.email for persona in personas().values()}
    return sorted(everybody(cohort), key=lambda one: one.person.account.email not in known)[:3]


def name_coach(cohort: Cohort) -> None:
    """Training staff name the coach of whoever has none."""
    by, coach = actor_of("training"), account_of("coach").person
    for enrolment in everybody(cohort):
        could = enrolment.state in RUNNING and coaches.coaching_of(enrolment) is None
        if could and coach in coaches.who_could(enrolment):
            coaching.name_coach(by=by, enrolment=enrolment, coach_id=coach.pk)


def plan(cohort: Cohort) -> None:
    """The coach plans the meetings of the year ahead, one after the other on a day."""
    by, rows, today = actor_of("coach"), table()["coaching"], clock.today()
    held = [one.enrolment for one in coaches.present(by) if one.enrolment.cohort_id == cohort.pk and one.enrolment.state in STUDYING]
    found = Attendance.objects.filter(enrolment__in=held, session__kind="coaching").values_list("enrolment_id", "session__starts_at")
    planned = {(key, clock.in_london(at).date()) for key, at in found}
    for after in rows["days"]:
        for number, enrolment in enumerate(held):
            day = round_days(cohort, after, number // A_DAY + 1)[-1]
            if today < day <= today + dt.timedelta(days=365) and (enrolment.pk, day) not in planned:
                starts = clock.in_england(day, rows["hour"] + number % A_DAY)
                values = {"place": rows["place"], "starts_at": starts, "ends_at": starts + dt.timedelta(minutes=rows["minutes"])}
                sessions.plan_coaching(by=by, enrolment=enrolment, values=values)


def end(cohort: Cohort) -> None:
    """The studies are over, and with them the coaching."""
    by = actor_of("training")
    for one in Coaching.objects.filter(enrolment__cohort=cohort, ends_at=None).select_related("enrolment__cohort"):
        coaching.end_coaching(by=by, coaching=one, reason="studies-ended")


def _pair(enrolment: Enrolment) -> tuple[Actor, Actor]:
    return actor_for(enrolment.person.account), actor_of("coach")


def _token(enrolment: Enrolment, row: dict[str, Any]) -> str:
    return f"{enrolment.pk} {row['day']}"


def write(cohort: Cohort, row: dict[str, Any]) -> None:
    """A note or a reflection. The same sending twice is the same note."""
    enrolment = _watched(cohort, row)
    if enrolment is None:
        return
    person, coach = _pair(enrolment)
    if row["by"] == "coach":
        notes.write_note(by=coach, enrolment=enrolment, text=row["text"], token=_token(enrolment, row))
        return
    note = notes.write_reflection(by=person, enrolment=enrolment, text=row["text"], token=_token(enrolment, row))
    if note.shared_at is None and not row.get("alone"):
        notes.share_reflection(by=person, note=note)


def _watched(cohort: Cohort, row: dict[str, Any]) -> Enrolment | None:
    found = watched(cohort)[row["who"] : row["who"] + 1]
    return next((one for one in found if one.state in STUDYING and coaches.coaching_of(one)), None)


def set_goal(cohort: Cohort, row: dict[str, Any]) -> None:
    """A goal is set together."""
    enrolment = _watched(cohort, row)
    if enrolment is not None:
        by_when = cohort.starts_on + dt.timedelta(days=row["day"] + row["within"])
        notes.set_goal(by=_pair(enrolment)[0], enrolment=enrolment, text=row["text"], by_when=by_when, token=_token(enrolment, row))


def reach_goal(cohort: Cohort, row: dict[str, Any]) -> None:
    """A goal is reached, if it still stands."""
    enrolment = _watched(cohort, row)
    for goal in Goal.objects.filter(enrolment=enrolment, done_at=None).select_related("enrolment") if enrolment else ():
        if goal.words == row["text"]:
            notes.reach_goal(by=_pair(goal.enrolment)[0], goal=goal)


def _part(row: dict[str, Any]) -> dict[str, str]:
    module, component = row["part"].split(":")
    return {"module": module, "component": component}


def ask_for_time(cohort: Cohort, row: dict[str, Any]) -> None:
    """Somebody writes what happened, and sends it."""
    for enrolment in everybody(cohort)[row["who"] : row["who"] + 1]:
        open_results = ModuleResult.objects.filter(enrolment=enrolment, module=_part(row)["module"], state="not_started")
        if enrolment.state in STUDYING and open_results.exists() and not ExtenuatingCase.objects.filter(enrolment=enrolment).exists():
            by = actor_for(enrolment.person.account)
            values = {"parts": [row["part"]], "grounds": row["grounds"], "text": row["text"], "late_because": ""}
            circumstances.submit_case(by=by, case=circumstances.start_case(by=by, enrolment=enrolment, values=values))


def decide(cohort: Cohort, row: dict[str, Any]) -> None:
    """Somebody of the examinations staff decides who has neither marked nor coached them."""
    by = actor_of("programme-lead")
    waiting = ExtenuatingCase.objects.filter(
        enrolment__cohort=cohort, state="submitted", **{f"parts__{name}": code for name, code in _part(row).items()}
    )
    for case in waiting.select_related("enrolment__cohort", "enrolment__person"):
        if "refused" in row:
            circumstances.refuse_case(by=by, case=case, reason=row["refused"])
            continue
        result = ModuleResult.objects.select_related("enrolment__cohort").get(enrolment=case.enrolment, module=_part(row)["module"], sitting=1)
        until = due_without_extension(result, _part(row)["component"]) + dt.timedelta(days=row["more"])
        circumstances.grant_case(by=by, case=case, outcome="extension", extended_to=until)

"""Sessions: planned, changed, cancelled; who is expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.records import change
from difference.programme.cohorts.models import Cohort
from difference.programme.training import letters_support as letters
from difference.programme.training.guards_sessions import not_begun
from difference.programme.training.models import Attendance, Enrolment, Session
from difference.programme.training.queries import sessions
from difference.programme.training.reasons_sessions import CANCELLED, EXPECTED
from difference.programme.training.rules_sessions import called, rules
from difference.web.components.moments import in_words

LONGEST = {"title": 120, "place": 200}
FIELDS = ("title", "place", "starts_at", "ends_at", "lead", "capacity")
MOST_PEOPLE = 500
ALREADY = "This session has been planned already."
FULL = "More people are expected than the session takes"


def path_of(session: Session) -> str:
    """The address of a session's page."""
    return reverse("training:session", args=[session.pk])


def _text(values: Mapping[str, Any], wrong: dict[str, list[str]]) -> dict[str, str]:
    kept = {}
    for name, words in (("title", "a title"), ("place", "a place or a link")):
        kept[name] = str(values.get(name, "")).replace("\x00", "").strip()
        if not kept[name] or len(kept[name]) > LONGEST[name]:
            wrong[name] = [f"Enter {words}, in at most {LONGEST[name]} characters"]
    return kept


def _times(cohort: Cohort, values: Mapping[str, Any], wrong: dict[str, list[str]]) -> dict[str, dt.datetime]:
    starts, ends = values["starts_at"], values["ends_at"]
    last = dt.datetime.combine(cohort.ends_on + dt.timedelta(days=1), dt.time(), tzinfo=clock.LONDON)
    if starts <= clock.now():
        wrong["starts_at"] = ["A session is planned before it begins: give a moment in the future"]
    elif starts >= last:
        wrong["starts_at"] = [f"The two years of this cohort end on {in_words(cohort.ends_on)}"]
    if ends <= starts:
        wrong["ends_at"] = ["It must end after it begins"]
    elif ends - starts > dt.timedelta(hours=rules().longest_hours):
        wrong["ends_at"] = [f"A session lasts at most {rules().longest_hours} hours"]
    return {"starts_at": starts, "ends_at": ends}


def _capacity(values: Mapping[str, Any], expected: int, wrong: dict[str, list[str]]) -> int | None:
    capacity = values.get("capacity")
    if capacity is not None and not (isinstance(capacity, int) and 1 <= capacity <= MOST_PEOPLE):
        wrong["capacity"] = [f"The most people must be from 1 to {MOST_PEOPLE}, or empty"]
    elif capacity is not None and expected > capacity:
        wrong["capacity"] = [FULL]
    return capacity


def clean(cohort: Cohort, values: Mapping[str, Any], *, expected: int) -> dict[str, Any]:
    """The values of a session as they can be kept. Raises BadInput by field."""
    wrong: dict[str, list[str]] = {}
    kept: dict[str, Any] = {**_text(values, wrong), **_times(cohort, values, wrong), "capacity": _capacity(values, expected, wrong)}
    leads = {person.pk: person for person in sessions.possible_leads(cohort)}
    if getattr(values.get("lead"), "pk", None) not in leads:
        wrong["lead"] = ["Choose who leads it from the list"]
    if wrong:
        raise BadInput("The session cannot be saved as it stands.", fields=wrong)
    return {**kept, "lead": values["lead"]}


def tell(by: Actor, session: Session, kind: str, people: Iterable[UUID], **context: Any) -> int:
    """A letter to each of these; returns how many were posted."""
    words = {"called": letters.readable(called(session.kind, session.title)), "when": in_words(session.starts_at), **context}
    return sum(letters.to_person(by=by, person_id=person, kind=kind, path=path_of(session), **words) for person in people)


def expected_people(session: Session) -> list[UUID]:
    """Whom a session is for."""
    return list(session.attendances.order_by("enrolment_id").values_list("enrolment__person_id", flat=True))


def create(by: Actor, action: str, session: Session, enrolments: list[Enrolment]) -> Session:
    """Put a session with its register on record, and tell whoever is expected. Raises NotNow for the same one again."""
    try:
        with transaction.atomic():
            session.save(force_insert=True)
    except IntegrityError:
        raise NotNow(ALREADY) from None
    Attendance.objects.bulk_create([Attendance(session=session, enrolment=one) for one in enrolments])
    record(by, action, session, fields=["kind", *FIELDS, "expected"])
    tell(by, session, "session_planned", expected_people(session))
    return session


def _chosen(cohort: Cohort, keys: Iterable[UUID]) -> list[Enrolment]:
    can = {one.pk: one for one in sessions.studying(cohort)}
    wanted = list(dict.fromkeys(keys))
    if not wanted or any(key not in can for key in wanted):
        raise BadInput("Choose who is expected.", fields={"expected": ["Choose at least one participant from the list"]})
    return [can[key] for key in wanted]


@command
def plan_session(*, by: Actor, cohort: Cohort, kind: str, values: Mapping[str, Any], expected: Iterable[UUID] | None = None) -> Session:
    """Plan a session; `expected` are enrolments, None the whole cohort. Everybody expected gets a letter.

    `values`: title, place, starts_at, ends_at, lead (a person), capacity (or None). Raises BadInput by field, NotNow.
    """
    allow(by, "training.plan-session", cohort)
    its = rules().kinds.get(kind)
    if its is None or its.by_coach:
        raise BadInput("Choose a kind from the list.", fields={"kind": ["Choose a kind from the list"]})
    chosen = sessions.studying(cohort) if expected is None else _chosen(cohort, expected)
    kept = clean(cohort, values, expected=len(chosen))
    return create(by, "training.plan-session", Session(cohort=cohort, kind=kind, **kept), chosen)


@command
def plan_coaching(*, by: Actor, enrolment: Enrolment, values: Mapping[str, Any]) -> Session:
    """A coach plans a session with their participant. `values`: place, starts_at, ends_at. Raises BadInput by field, NotNow."""
    allow(by, "training.plan-coaching", enrolment)
    wrong: dict[str, list[str]] = {}
    kept: dict[str, Any] = {**_text({"title": "Coaching", **values}, wrong), **_times(enrolment.cohort, values, wrong)}
    if wrong:
        raise BadInput("The session cannot be saved as it stands.", fields=wrong)
    made = Session(cohort=enrolment.cohort, kind="coaching", lead_id=by.person_id or NOBODY, capacity=1, **kept)
    return create(by, "training.plan-coaching", made, [enrolment])


@command
def change_session(*, by: Actor, session: Session, revision: int, values: Mapping[str, Any]) -> Session:
    """Change a session before it begins; whoever is expected is told. Raises BadInput by field, NotNow, Conflict."""
    allow(by, "training.change-session", session)
    objection = not_begun(session) if session.state == "planned" else "This session was cancelled. Plan another."
    if objection:
        raise NotNow(objection)
    lead = {"lead": session.lead} if session.kind == "coaching" else {}
    if lead:
        wrong: dict[str, list[str]] = {}
        kept: dict[str, Any] = {**_text({"title": session.title, **values}, wrong), **_times(session.cohort, values, wrong)}
        if wrong:
            raise BadInput("The session cannot be saved as it stands.", fields=wrong)
    else:
        kept = clean(session.cohort, values, expected=session.attendances.count())
    try:
        with transaction.atomic():
            changed = change(session, revision=revision, values=kept)
    except IntegrityError:
        raise NotNow(ALREADY) from None
    record(by, "training.change-session", session, fields=changed)
    if set(changed) & {"title", "place", "starts_at", "ends_at"}:
        tell(by, session, "session_changed", expected_people(session))
    return session


@command
def expect(*, by: Actor, session: Session, revision: int, enrolments: Iterable[UUID]) -> int:
    """Set who is expected at a session that has not begun; those who are new to it get a letter, and those who are not expected any more.

    Returns how many are expected now. Raises BadInput, NotNow, Conflict.
    """
    allow(by, "training.change-session", session)
    objection = not_begun(session) if session.state == "planned" else "This session was cancelled."
    if objection or session.kind == "coaching":
        raise NotNow(objection or "A coaching session is for one participant.")
    chosen = {one.pk: one for one in _chosen(session.cohort, enrolments)}
    if session.capacity is not None and len(chosen) > session.capacity:
        raise BadInput(f"{FULL}.", fields={"expected": [f"{FULL}: {session.capacity}"]})
    change(session, revision=revision, values={})
    present = {one.enrolment_id: one.enrolment.person_id for one in sessions.register_of(session)}
    Attendance.objects.filter(session=session, standing=EXPECTED).exclude(enrolment__in=chosen).delete()
    Attendance.objects.bulk_create([Attendance(session=session, enrolment=one) for key, one in chosen.items() if key not in present])
    record(by, "training.change-session", session, fields=["expected"])
    tell(by, session, "session_planned", [one.person_id for key, one in chosen.items() if key not in present])
    gone = [person for key, person in present.items() if key not in chosen]
    tell(by, session, "session_cancelled", gone, reason="You are not expected there any more")
    return len(chosen)


@command
def cancel_session(*, by: Actor, session: Session, reason: str) -> Session:
    """Cancel a session before it begins, with a reason from the list; whoever was expected gets a letter."""
    move(session, "cancel", by=by, reason=reason, values={"reason": reason})
    tell(by, session, "session_cancelled", expected_people(session), reason=CANCELLED[reason])
    return session

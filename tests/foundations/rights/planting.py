"""Makes one row of every model that the schedule says is about somebody, and plants a word of its own in each of its text fields."""

from __future__ import annotations

import datetime as dt
import re
import uuid

from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connection, models, transaction

from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.documents import commands as documents
from difference.foundations.people.models import Person
from difference.foundations.rights.retention.entries import NOBODY
from difference.foundations.rights.retention.reading import about_people
from difference.foundations.rights.subjects import rows_about, subject_of
from difference.foundations.sealing import SealedText, seal
from tests.making import make_account

MARK = re.compile(r"ZQ\d{4}Q")
TEXT = (models.CharField, models.TextField)
# What a row needs besides what its fields ask for, to be past all that stands in the way of an erasure.
NEEDS = {
    "recruitment.application": {"state": "withdrawn"},
    "recruitment.offer": {"answer_by": lambda: clock.now() + dt.timedelta(days=9)},
    "recruitment.score": {"value": 3},
    "recruitment.reference": {"position": 1},
    "cohorts.cohort": {
        "opens_at": lambda: clock.now() - dt.timedelta(days=90),
        "closes_at": lambda: clock.now() - dt.timedelta(days=30),
        "assessment_from": clock.today,
        "assessment_until": lambda: clock.today() + dt.timedelta(days=20),
        "ranking_opens_at": lambda: clock.now() + dt.timedelta(days=30),
        "ranking_closes_at": lambda: clock.now() + dt.timedelta(days=60),
        "matching_on": lambda: clock.today() + dt.timedelta(days=90),
        "starts_on": lambda: clock.today() + dt.timedelta(days=120),
        "ends_on": lambda: clock.today() + dt.timedelta(days=850),
        "host_policy": "any_open",
    },
    "recruitment.selectionround": {"stage": "reading", "opens_at": lambda: clock.now() - dt.timedelta(days=9)},
    "people.invitation": {"role": "assessor", "scope": "programme", "accepted_at": clock.now},
    "rights.request": {"kind": "objection", "state": "answered", "reason": "stopped", "decided_at": clock.now},
    "rights.hold": {"lifted_at": clock.now, "lifted_by": uuid.uuid4, "lift_reason": "ended", "kind": "legal", "reason": "claim"},
    "recruitment.safercheck": {"result": "not_needed", "why_not_needed": "x"},
    "recruitment.conflict": {"kind": "other"},
    "recruitment.decision": {"outcome": "turn_down"},
    "evidence.project": {"state": "abandoned", "abandon_reason": "other", "closed_at": clock.now},
    "careers.introduction": {"state": "declined", "reason": "too-far", "declined_side": "person"},
    "training.submission": {"sha256": "0" * 64, "own_work": True},
    "training.moderation": {"changed": False, "reason": ""},
    "training.coaching": {"ends_at": clock.now, "ended_by": uuid.uuid4, "end_reason": "coach-left"},
    "training.attendance": {"standing": "absent", "reason": "travel", "recorded_at": clock.now, "recorded_by": uuid.uuid4},
    "training.coachingnote": {"kind": "reflection", "text": lambda: seal("x")},
    "training.goal": {"text": lambda: seal("x")},
    "training.casewords": {"text": lambda: seal("x")},
    "placement.candidacy": {"asked_at": clock.now, "asked_by": uuid.uuid4},
    "placement.challenge": {"upheld": False, "answer": "x", "answered_by": uuid.uuid4, "answered_at": clock.now},
    "training.session": {"ends_at": lambda: clock.now() + dt.timedelta(hours=2)},
}
# The audit refuses to be changed, and holds no words; sign-ins are made and opened apart.
NOT_PLANTED = {"audit.event", "sessions.session"}


def _sample(its):
    if isinstance(its, models.UUIDField):
        return uuid.uuid4()
    if isinstance(its, models.DateTimeField):
        return clock.now()
    if isinstance(its, models.DateField):
        return clock.today()
    if isinstance(its, TEXT):
        return its.choices[0][0] if its.choices else uuid.uuid4().hex[: min(its.max_length or 20, 20)]
    return 1


def build(model, person, made):
    """A row of a model about a person, with all that it hangs on."""
    label = model._meta.label_lower
    if model is Person:
        return person
    if label in made:
        return made[label]
    values = {name: value() if callable(value) else value for name, value in NEEDS.get(label, {}).items()}
    entry = next((entry for entry in about_people() if entry.label == label), None)
    if entry and entry.about != NOBODY and "." not in entry.about:
        its = model._meta.get_field(entry.about)
        values[entry.about] = person if its.related_model is Person else person.pk
    if entry and entry.in_the_way and "state" not in values and hasattr(model, "lifecycle"):
        values["state"] = next(state.name for state in model.lifecycle.states if state.terminal and not state.running)
    for its in model._meta.concrete_fields:
        if its.name in values or its.null or its.has_default() or isinstance(its, models.AutoField) or its.blank:
            continue
        values[its.name] = build(its.related_model, person, made) if its.related_model else _sample(its)
    made[label] = model._base_manager.create(**values)
    return made[label]


def make_somebody():
    """A person about whom we hold a row of everything, a document and a sign-in; returns person, account and document."""
    account = make_account("candidate", name="Somebody ZQ9998Q", email="zq9997q@tests.example")
    person, made = account.person, {"people.account": account}
    for entry in about_people():
        if entry.label not in NOT_PLANTED | {"documents.document"} and not rows_about(entry, subject_of(person)).exists():
            build(entry.model, person, made)
    document = _document(person)
    session = SessionStore()
    session["_auth_user_id"], session["note"] = str(account.pk), "ZQ9996Q"
    session.save()
    return person, account, document


def _document(person):
    from difference.foundations.documents import purposes

    if purposes.purpose("planted") is None:
        yes = lambda actor, document: True  # noqa: E731
        purposes.register("planted", "a test", types=["txt"], largest_mb=1, may_add=yes, may_see=yes, may_delete=yes)
    return documents.add(
        by=system("tests"), purpose_name="planted", name="ZQ9995Q.txt", chunks=[b"These are the words of ZQ9999Q."], owner_id=person.pk
    )


def plant(person):
    """Put a word of its own into every text field of every row about a person; returns where each stands, and where none could."""
    planted, refused, subject = {}, [], subject_of(person)
    for entry in about_people():
        if entry.label in NOT_PLANTED | {"people.person", "documents.document"}:
            continue
        for its in entry.model._meta.concrete_fields:
            if not isinstance(its, (*TEXT, models.JSONField)) or its.primary_key or its.related_model:
                continue
            mark = f"ZQ{len(planted):04d}Q"
            value = [mark] if isinstance(its, models.JSONField) else mark
            value = f"{mark.lower()}@tests.example" if isinstance(its, models.EmailField) else value
            value = seal(mark) if isinstance(its, SealedText) else value
            try:
                with transaction.atomic():
                    rows = entry.model._base_manager.filter(pk__in=list(rows_about(entry, subject).values_list("pk", flat=True))[:1])
                    assert rows.update(**{its.name: value}) == 1, entry.label
                planted[mark] = (entry.label, its.name)
            except DatabaseError:
                # A code from a list, or shorter than any word of ours: the database takes no other.
                if not its.choices and (its.max_length or len(mark)) >= len(mark):
                    refused.append((entry.label, its.name))
    return planted, refused


def found_in_database():
    """Every planted word that stands anywhere in the database, with its table."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            words = " ".join(str(row) for row in cursor.fetchall())
            found |= {(mark.upper(), table) for mark in re.findall(MARK.pattern, words, re.IGNORECASE)}
    return found

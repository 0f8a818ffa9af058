"""The audit is added to and never changed, and each reads only what is theirs."""

import pytest
from django.db import DatabaseError, connection, transaction

from difference.foundations.actors import system
from difference.foundations.audit import queries, triggers
from difference.foundations.audit.commands import record
from difference.foundations.audit.models import Event
from tests.making import make_actor

pytestmark = pytest.mark.django_db


def make_event(**more):
    return record(system("tests"), "tests.try", "thing", **more)


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET action = 'other'", "DELETE FROM audit_event"])
def test_the_database_refuses_to_change_an_entry(statement):
    make_event()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert [event.action for event in Event.objects.all()] == ["tests.try"]


def test_postgresql_refuses_to_empty_the_audit():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    make_event()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_event")
    assert Event.objects.count() == 1


def test_missing_triggers_are_noticed():
    assert triggers.missing(connection) == []
    triggers.remove(connection)
    assert triggers.missing(connection) == [*triggers.NAMES, *(["audit_event_no_truncate"] if connection.vendor == "postgresql" else [])]


def test_an_entry_holds_names_of_fields_in_order():
    assert make_event(fields=["email", "address"]).fields == ["address", "email"]


def test_people_see_entries_about_themselves_and_nobody_elses():
    mine, other = make_actor("candidate"), make_actor("candidate")
    before = {actor.person_id: queries.visible_to(actor).count() for actor in (mine, other)}
    make_event(subject=mine.person_id)
    after = {actor.person_id: queries.visible_to(actor).count() for actor in (mine, other)}
    assert (after[mine.person_id] - before[mine.person_id], after[other.person_id] - before[other.person_id]) == (1, 0)


def test_the_data_protection_officer_sees_every_entry():
    officer = make_actor("data_protection_officer")
    make_event()
    assert queries.visible_to(officer).count() == Event.objects.count()


def test_who_looked_leaves_out_oneself():
    me, officer = make_actor("candidate"), make_actor("data_protection_officer")
    record(me, "people.see-own-record", "record", subject=me.person_id, kind=Event.SEEN)
    seen = record(officer, "people.see-account", "record", subject=me.person_id, kind=Event.SEEN)
    assert list(queries.looks_at(me, me.person_id)) == [seen]

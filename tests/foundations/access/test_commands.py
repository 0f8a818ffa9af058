"""A command asks a policy, makes an audit entry and keeps nothing when it fails."""

import pytest

from difference.errors import NotAllowed, NotSignedIn
from difference.foundations.access import actions
from difference.foundations.access.command import UnguardedCommand, allow, command
from difference.foundations.actors import ANYONE, system
from difference.foundations.audit.commands import record
from difference.foundations.audit.models import Event
from difference.foundations.people.models import Person
from tests.making import make_actor

pytestmark = pytest.mark.django_db


def test_a_command_takes_keyword_arguments_only():
    with pytest.raises(TypeError, match="keyword"):
        command(lambda by, name: None)


def test_a_command_without_an_actor_is_refused():
    def nameless(*, name):
        return name

    with pytest.raises(TypeError, match="by"):
        command(nameless)


def test_a_command_that_asks_no_policy_keeps_nothing():
    @command
    def unguarded(*, by):
        Person.objects.create(full_name="Nobody Asked")
        record(by, "people.grant", "thing")

    with pytest.raises(UnguardedCommand):
        unguarded(by=system("tests"))
    assert (Person.objects.filter(full_name="Nobody Asked").count(), Event.objects.count()) == (0, 0)


def test_a_command_that_makes_no_entry_keeps_nothing():
    @command
    def silent(*, by):
        allow(by, "people.grant")
        Person.objects.create(full_name="Silent")

    with pytest.raises(UnguardedCommand):
        silent(by=system("tests"))
    assert not Person.objects.filter(full_name="Silent").exists()


def test_an_inner_command_does_not_answer_for_the_outer_one():
    @command
    def inner(*, by):
        allow(by, "people.grant")
        record(by, "people.grant", "thing")

    @command
    def outer(*, by):
        inner(by=by)

    with pytest.raises(UnguardedCommand):
        outer(by=system("tests"))
    assert Event.objects.count() == 0


def test_an_action_that_nobody_declared_is_a_mistake_not_a_refusal():
    with pytest.raises(actions.UndeclaredAction):
        actions.allows(ANYONE, "people.fly")


def test_an_action_is_declared_once():
    with pytest.raises(ValueError, match="twice"):
        actions.declare("people.grant", "grant again", actions.find("people.grant").policy)


def test_the_public_is_asked_to_sign_in_and_others_are_refused():
    with pytest.raises(NotSignedIn):
        actions.require(ANYONE, "people.see-accounts")
    with pytest.raises(NotAllowed, match="You are not able to see who holds which grant"):
        actions.require(make_actor("candidate"), "people.see-accounts")

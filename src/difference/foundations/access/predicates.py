"""The words that policies are written in. A predicate's name is a phrase, so that a policy can be read aloud."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rules.predicates import Predicate

from difference.foundations.actors import LINK, PERSON, SYSTEM, Actor

Test = Callable[[Actor, Any], bool]


def phrase(words: str) -> Callable[[Test], Predicate]:
    """Make a predicate over (actor, thing) whose name is `words`."""

    def wrap(function: Test) -> Predicate:
        return Predicate(function, name=words)

    return wrap


@phrase("anyone")
def anyone(actor: Actor, thing: Any) -> bool:
    """The public included."""
    return True


@phrase("anyone who has signed in")
def signed_in(actor: Actor, thing: Any) -> bool:
    """Everybody with an account."""
    return actor.kind == PERSON


@phrase("the system itself")
def the_system(actor: Actor, thing: Any) -> bool:
    """Scheduled tasks and the command line on the server."""
    return actor.kind == SYSTEM


@phrase("whoever holds the link")
def link_holder(actor: Actor, thing: Any) -> bool:
    """The bearer of a single-purpose link."""
    return actor.kind == LINK


def role(name: str, words: str, function: str | None = None) -> Predicate:
    """A predicate: the actor holds the role `name` (and function) now, called `words` in sentences."""

    def holds(actor: Actor, thing: Any) -> bool:
        return actor.holds(name, function)

    return Predicate(holds, name=words)


def staff(function: str) -> Predicate:
    """Programme staff of one function."""
    return role("staff", f"{function.replace('_', ' ')} staff", function)


any_staff = role("staff", "programme staff")
data_protection_officer = role("data_protection_officer", "the data protection officer")
administrator = role("administrator", "a system administrator")

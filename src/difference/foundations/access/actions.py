"""The list of actions. Each has a name, a plain sentence and a policy; an action that is not on the list is an error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules.predicates import Predicate

from difference.errors import NotAllowed, NotSignedIn
from difference.foundations.actors import PUBLIC, Actor


@dataclass(frozen=True)
class Action:
    """Something that somebody may do: `says` finishes the sentence “They may …”."""

    name: str
    says: str
    policy: Predicate


class UndeclaredAction(LookupError):
    """Code asked about an action that no `policies.py` declares: a mistake of ours, never of the reader."""


_actions: dict[str, Action] = {}


def declare(name: str, says: str, policy: Predicate) -> Action:
    """Put an action on the list. Declaring a name twice is a mistake."""
    if name in _actions:
        raise ValueError(f"The action “{name}” is declared twice.")
    _actions[name] = Action(name, says, policy)
    return _actions[name]


def all_actions() -> Iterator[Action]:
    """Every action, by name."""
    return iter(sorted(_actions.values(), key=lambda action: action.name))


def find(name: str) -> Action:
    """The action called `name`. Raises UndeclaredAction."""
    try:
        return _actions[name]
    except KeyError:
        raise UndeclaredAction(name) from None


def allows(actor: Actor, name: str, thing: Any = None) -> bool:
    """Whether `actor` may take the action `name` on `thing`."""
    return bool(find(name).policy.test(actor, thing))


def require_sign_in(actor: Actor, name: str) -> None:
    """Raise NotSignedIn for the public, where the action `name` is not for everybody."""
    if actor.kind == PUBLIC and not allows(actor, name):
        raise NotSignedIn("Sign in to see this page.")


def require(actor: Actor, name: str, thing: Any = None) -> None:
    """Raise NotAllowed (or NotSignedIn) unless `actor` may take the action `name` on `thing`."""
    if allows(actor, name, thing):
        return
    require_sign_in(actor, name)
    raise NotAllowed(f"You are not able to {find(name).says}.")

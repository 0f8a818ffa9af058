"""What makes a function a command: keyword-only, one transaction, a policy asked and an audit entry made."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from difference.foundations.access import actions
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import entries_made

P = ParamSpec("P")
R = TypeVar("R")

_asked: ContextVar[bool] = ContextVar("policy_asked", default=False)


class UnguardedCommand(AssertionError):
    """A command ended without asking a policy or without an audit entry: a mistake of ours; nothing is kept."""


def allow(by: Actor, name: str, thing: Any = None) -> None:
    """Ask the policy of the action `name` within a command. Raises NotAllowed."""
    _asked.set(True)
    actions.require(by, name, thing)


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Run `function` in one transaction and refuse to commit it unless it asked a policy and made an audit entry."""
    parameters = inspect.signature(function).parameters
    if "by" not in parameters or any(p.kind is not p.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"The command {function.__qualname__} must take keyword arguments only, one of them `by`.")

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        asked, made = _asked.set(False), entries_made.set(0)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                if not (_asked.get() and entries_made.get()):
                    raise UnguardedCommand(f"{function.__qualname__} must call allow() and record().")
                return result
        finally:
            _asked.reset(asked)
            entries_made.reset(made)

    return run

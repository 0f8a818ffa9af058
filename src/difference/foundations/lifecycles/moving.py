"""Making a move: the policy is asked, the guard looks, one conditional update decides, and the audit is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from difference.errors import BadInput, NotNow
from difference.foundations.access import actions
from difference.foundations.access.command import allow
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.models import Staged
from difference.foundations.lifecycles.table import Move


@dataclass(frozen=True)
class Possible:
    """A move that leads from here, whether this actor may make it now, and if not, why not."""

    move: Move
    why_not: str

    @property
    def now(self) -> bool:
        """Whether it can be made."""
        return not self.why_not


def _stale(thing: Staged, move: Move) -> NotNow:
    state = type(thing)._base_manager.values_list("state", flat=True).filter(pk=thing.pk).first() or "gone"
    return NotNow(f"This is not possible any more: it is {thing.lifecycle.state(state).words if state != 'gone' else state} now.")


def _check(thing: Staged, move: Move, reason: str) -> None:
    if thing.state not in move.sources:
        raise _stale(thing, move)
    objection = move.guard(thing)
    if objection:
        raise NotNow(objection)
    if move.reasons and reason not in move.reasons:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Choose a reason from the list."]})


def move(
    thing: Staged,
    name: str,
    *,
    by: Actor,
    reason: str = "",
    values: Mapping[str, Any] | None = None,
    subject: UUID | None = None,
) -> None:
    """Make the move called `name` within a command. `values` are other fields that change with it.

    Raises NotAllowed, BadInput for a reason that is not on the list, NotNow when the state or the guard forbids it,
    also when somebody else was quicker.
    """
    step = thing.lifecycle.move(name)
    allow(by, step.action, thing)
    _check(thing, step, reason)
    changes = {**(values or {}), "state": step.target, "revision": thing.revision + 1}
    rows = type(thing)._base_manager.filter(pk=thing.pk, state=thing.state, revision=thing.revision).update(**changes)
    if rows != 1:
        raise _stale(thing, step)
    for field, value in changes.items():
        setattr(thing, field, value)
    record(by, step.action, thing, subject=subject, fields=list(changes), reason=reason)


def possible(actor: Actor, thing: Staged) -> list[Possible]:
    """The moves that lead from here, for the page: those that the actor may never make are left out."""
    leading_on = thing.lifecycle.moves_from(thing.state)
    return [Possible(step, step.guard(thing)) for step in leading_on if actions.allows(actor, step.action, thing)]

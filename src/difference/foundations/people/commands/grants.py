"""Granting a role, and ending a grant."""

from __future__ import annotations

import datetime as dt

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.models import Grant, Person
from difference.foundations.people.reasons import END_REASONS
from difference.foundations.people.roles import roles

# Whoever has no person of their own (the system) is written as this.
NOBODY = "00000000-0000-0000-0000-000000000000"


def check_role(role: str, function: str, scope: str, scope_id: str) -> None:
    """Raise BadInput unless the role exists with that function and scope."""
    row = roles().get(role)
    complaints: dict[str, list[str]] = {}
    if row is None:
        raise BadInput("Choose a role from the list.", fields={"role": ["Choose a role from the list."]})
    if row.functions and function not in row.functions:
        complaints["function"] = ["Choose what they do for the programme."]
    if not row.functions and function:
        complaints["function"] = ["Only programme staff have a function."]
    if scope not in row.scopes:
        complaints["scope"] = [f"A grant as {row.title} cannot reach that far."]
    if (scope in {"self", "programme"}) == bool(scope_id):
        complaints["scope_id"] = ["Say which one the grant reaches."] if not scope_id else ["Leave this empty."]
    if complaints:
        raise BadInput("The grant cannot be made as it stands.", fields=complaints)


@command
def grant(
    *,
    by: Actor,
    person: Person,
    role: str,
    scope: str,
    function: str = "",
    scope_id: str = "",
    ends_at: dt.datetime | None = None,
) -> Grant:
    """Grant a role. Without `ends_at` it lasts as long as the role's table says."""
    allow(by, "people.grant", person)
    check_role(role, function, scope, scope_id)
    now, days = clock.now(), roles()[role].days
    if ends_at is None and days is not None:
        ends_at = now + dt.timedelta(days=days)
    if ends_at is not None and ends_at <= now:
        raise BadInput("A grant must end after it starts.", fields={"ends_at": ["Give a date in the future."]})
    made = Grant.objects.create(
        person=person,
        role=role,
        function=function,
        scope=scope,
        scope_id=scope_id,
        starts_at=now,
        ends_at=ends_at,
        granted_by=by.person_id,
        granted_at=now,
    )
    record(by, "people.grant", made, subject=person.pk, fields=["role", "function", "scope", "ends_at"])
    return made


@command
def end_grant(*, by: Actor, grant: Grant, reason: str) -> Grant:
    """End a grant now. Raises NotNow when it has ended already."""
    allow(by, "people.end-grant", grant)
    if reason not in END_REASONS:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Choose a reason from the list."]})
    who, now = by.person_id or NOBODY, clock.now()
    if Grant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=now, ended_by=who, end_reason=reason) != 1:
        raise NotNow("This grant has ended already.")
    record(by, "people.end-grant", grant, subject=grant.person_id, fields=["ended_at"], reason=reason)
    grant.refresh_from_db()
    return grant

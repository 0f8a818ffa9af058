"""Inviting somebody to a role, and their answer."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress
from django.urls import reverse

from difference.errors import BadInput, NotFound, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor, system
from difference.foundations.audit.commands import record
from difference.foundations.people import letters, tokens
from difference.foundations.people.commands.accounts import make_account
from difference.foundations.people.commands.grants import NOBODY, check_role, grant
from difference.foundations.people.models import Account, Invitation, Person
from difference.foundations.people.passwords import SHORTEST, SHORTEST_WITH_OTHERS_DATA
from difference.foundations.people.roles import roles

VALID_FOR = dt.timedelta(days=14)


@command
def invite(*, by: Actor, email: str, role: str, scope: str, function: str = "", scope_id: str = "") -> str:
    """Send somebody a link by which they take up a role, and return its path. The link works once, for 14 days."""
    allow(by, "people.invite")
    check_role(role, function, scope, scope_id)
    token, kept = tokens.new()
    now = clock.now()
    invitation = Invitation.objects.create(
        email=email.strip().lower(), role=role, function=function, scope=scope, scope_id=scope_id, token_hash=kept,
        invited_by=by.person_id or NOBODY, invited_at=now, expires_at=now + VALID_FOR,
    )  # fmt: skip
    path = reverse("people:invitation-link", args=[token])
    letters.send(by=by, to=invitation.email, kind="invitation", invitation=invitation, role=roles()[role], path=path)
    record(by, "people.invite", invitation, fields=["email", "role", "function", "scope"])
    return path


@command
def withdraw_invitation(*, by: Actor, invitation: Invitation) -> None:
    """Make an invitation's link stop working."""
    allow(by, "people.withdraw-invitation", invitation)
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if waiting.update(withdrawn_at=clock.now(), withdrawn_by=by.person_id) != 1:
        raise NotNow("This invitation has been answered or withdrawn already.")
    record(by, "people.withdraw-invitation", invitation)


def invitation_for(token: str) -> Invitation:
    """The invitation behind a link. Raises NotFound when the link does not work, or does so no longer."""
    waiting = Invitation.objects.filter(token_hash=tokens.hashed(token), accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now())
    found = waiting.first()
    if found is None:
        raise NotFound("This invitation does not work, or no longer does. Ask whoever invited you for a new one.")
    return found


def _person_who_accepts(by: Actor, invitation: Invitation, full_name: str, password: str) -> Person:
    account = Account.objects.filter(email__iexact=invitation.email).select_related("person").first()
    if account is None:
        length = SHORTEST_WITH_OTHERS_DATA if roles()[invitation.role].others_data else SHORTEST
        account = Account()
        person = make_account(account=account, full_name=full_name, email=invitation.email, password=password, asked_length=length)
        # The link came to this address, so the address is theirs.
        EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
        return person
    if account.person_id != by.person_id:
        raise BadInput("Sign in with the address that was invited, then open the link again.")
    return account.person


@command
def accept_invitation(*, by: Actor, invitation: Invitation, full_name: str = "", password: str = "") -> Person:
    """Take up an invitation: as the account with the invited address, or by making it. Works once."""
    allow(by, "people.answer-invitation", invitation)
    person = _person_who_accepts(by, invitation, full_name, password)
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if waiting.update(accepted_at=clock.now(), accepted_by=person.pk) != 1:
        raise NotNow("This invitation has been answered or withdrawn already.")
    grant(
        by=system("invitation"),
        person=person,
        role=invitation.role,
        function=invitation.function,
        scope=invitation.scope,
        scope_id=invitation.scope_id,
    )
    record(by, "people.answer-invitation", invitation, subject=person.pk)
    return person

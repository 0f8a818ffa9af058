"""Makes an invented person with an account. No command does: nobody signs in as them but by the demonstration's own page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.people.commands import grant
from difference.foundations.people.models import Account, Grant, Person
from difference.foundations.people.passwords import SHORTEST_WITH_OTHERS_DATA
from difference.foundations.people.roles import roles

# A grant that would run out lasts this long here, so that whoever moves the calendar finds everybody still at work.
LASTS = dt.timedelta(days=12 * 365)


def make_account(full_name: str, email: str, *, second_factor: bool) -> Account:
    """An account with a verified address and an unusable password."""
    person = Person.objects.create(full_name=full_name)
    account = Account(person=person, email=email)
    account.set_unusable_password()
    account.save(force_insert=True)
    Account.objects.filter(pk=account.pk).update(password_length=SHORTEST_WITH_OTHERS_DATA)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    if second_factor:
        TOTP.activate(account, generate_totp_secret())
    return account


def give(by: Actor, person: Person, **held: Any) -> Grant:
    """Grant a role for as long as the demonstration's calendar can be moved."""
    return grant(by=by, person=person, ends_at=clock.now() + LASTS if roles()[held["role"]].days else None, **held)

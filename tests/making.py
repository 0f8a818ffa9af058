"""Makes people for tests: persons with accounts, grants and, where their grants ask for it, a second factor."""

from __future__ import annotations

import itertools
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP

from difference.foundations.actors import Actor, system
from difference.foundations.people.commands import grant
from difference.foundations.people.models import Account, Person
from difference.foundations.people.queries import actor_for

PASSWORD = "three odd words together"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_numbers = itertools.count(1)


def make_account(*grants: Any, email: str = "", name: str = "", strong: bool = True, password: str = PASSWORD) -> Account:
    """An account whose person holds `grants`: a role's name, or (role, function), or (role, function, scope, scope_id)."""
    number = next(_numbers)
    person = Person.objects.create(full_name=name or f"Person Number{number}")
    account = Account(person=person, email=email or f"person{number}@tests.example")
    account.asked_length = 15  # type: ignore[attr-defined]
    account.set_password(password)
    account.save(force_insert=True)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    for held in grants:
        role, function, scope, scope_id = (*([held] if isinstance(held, str) else held), "", "", "", "")[:4]
        default = "self" if role in {"candidate", "participant", "alumnus"} else "programme"
        grant(by=system("tests"), person=person, role=role, function=function, scope=scope or default, scope_id=scope_id)
    if strong and grants:
        TOTP.activate(account, SECRET)
    account.refresh_from_db()
    return account


def make_actor(*grants: Any, **more: Any) -> Actor:
    """The actor of such an account."""
    return actor_for(make_account(*grants, **more))

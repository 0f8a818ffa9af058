"""People in bulk: persons with accounts, addresses and grants, and a browser signed in as one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

PASSWORD_LENGTH = 20
FIRSTS = (
    "Ada",
    "Ben",
    "Chloe",
    "Dev",
    "Ella",
    "Femi",
    "Grace",
    "Hal",
    "Iris",
    "Jo",
    "Kit",
    "Leah",
    "Mo",
    "Nia",
    "Oli",
    "Priya",
    "Rose",
    "Sam",
    "Tess",
    "Yusuf",
)
LASTS = (
    "Archer",
    "Brook",
    "Carter",
    "Dale",
    "Ellis",
    "Field",
    "Grove",
    "Hill",
    "Ives",
    "Jordan",
    "Knight",
    "Lane",
    "Marsh",
    "North",
    "Oakley",
    "Poole",
    "Rook",
)


def name_of(number: int) -> str:
    """An invented name that is different for each number."""
    return f"{FIRSTS[number % len(FIRSTS)]} {LASTS[number // len(FIRSTS) % len(LASTS)]} {number}"


def make_people(word: str, numbers: Sequence[int], role: str, scope: str = "self", scope_id: str = "") -> list[Any]:
    """Persons with an account, a verified address and one grant each."""
    from allauth.account.models import EmailAddress

    from difference.foundations import clock
    from difference.foundations.people.models import Account, Grant, Person

    before = clock.now() - dt.timedelta(days=60)
    people = Person.objects.bulk_create([Person(full_name=name_of(number)) for number in numbers], batch_size=1000)
    accounts = [
        Account(person=person, email=f"{word}{number}@bench.example", password="!", password_length=PASSWORD_LENGTH)
        for person, number in zip(people, numbers, strict=True)
    ]
    Account.objects.bulk_create(accounts, batch_size=1000)
    EmailAddress.objects.bulk_create([EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in accounts], batch_size=1000)
    Grant.objects.bulk_create(
        [Grant(person=one, role=role, scope=scope, scope_id=scope_id, starts_at=before, granted_at=before) for one in people], batch_size=1000
    )
    return people


def make_staff(word: str, *grants: tuple[str, str, str, str]) -> Any:
    """An account with a second factor that holds each (role, function, scope, scope_id)."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from difference.foundations import clock
    from difference.foundations.people.models import Account, Grant, NoticeAccepted, Person

    before = clock.now() - dt.timedelta(days=60)
    person = Person.objects.create(full_name=word.replace("-", " ").title())
    account = Account.objects.create(person=person, email=f"{word}@bench.example", password="!", password_length=PASSWORD_LENGTH)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    for role, function, scope, scope_id in grants:
        Grant.objects.create(person=person, role=role, function=function, scope=scope, scope_id=scope_id, starts_at=before, granted_at=before)
    NoticeAccepted.objects.create(person=person, version="bench")
    TOTP.activate(account, generate_totp_secret())
    return account


def browser(account: Any) -> Any:
    """A browser that is signed in as `account`."""
    from django.test import Client

    client = Client()
    client.force_login(account)
    return client

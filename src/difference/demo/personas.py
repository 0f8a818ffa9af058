"""The invented people that anyone can sign in as: read from their table, made once, signed in on request."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from difference.demo.country.facts import edition
from difference.demo.models import Seed
from difference.errors import DifferenceError, NotFound
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.commands import grant
from difference.foundations.people.models import Account, Person
from difference.foundations.people.passwords import SHORTEST_WITH_OTHERS_DATA


class NotADemonstration(DifferenceError):
    """There are people in this system whom the demonstration did not invent."""

    code = "not-a-demonstration"
    status = 409


@dataclass(frozen=True)
class Persona:
    """An invented person: the word in the address, the name, a sentence and the grants."""

    key: str
    name: str
    says: str
    grants: tuple[dict[str, Any], ...]

    @property
    def title(self) -> str:
        """What they are, as in “Host lead”."""
        return self.key.replace("-", " ").capitalize() + (" staff" if self.grants and self.grants[0]["role"] == "staff" else "")

    @property
    def at_schools(self) -> list[dict[str, Any]]:
        """Those grants that reach a school of the register, by which kind of school it is (see `demo.schools`)."""
        return [held for held in self.grants if "at" in held]

    @property
    def email(self) -> str:
        """An address under a domain that is reserved for examples."""
        return f"{self.key}@demo.example"


@functools.cache
def personas() -> dict[str, Persona]:
    """All personas by key, in the order of their table."""
    table = tomllib.loads(Path(__file__).with_name("personas.toml").read_text())
    return {row["key"]: Persona(row["key"], row["name"], row["says"], tuple(row["grants"])) for row in table["personas"]}


def _make(by: Actor, persona: Persona) -> None:
    person = Person.objects.create(full_name=persona.name)
    account = Account(person=person, email=persona.email)
    # Nobody signs in as them by password: the demonstration's own page does.
    account.set_unusable_password()
    account.save(force_insert=True)
    Account.objects.filter(pk=account.pk).update(password_length=SHORTEST_WITH_OTHERS_DATA)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    TOTP.activate(account, generate_totp_secret())
    for held in (given for given in persona.grants if "at" not in given):
        grant(by=by, person=person, **held)


def insist_on_demonstration() -> None:
    """Raise NotADemonstration where there are people whom the demonstration did not invent."""
    if Account.objects.exists() and not Seed.objects.exists():
        raise NotADemonstration(
            "There are accounts here that the demonstration did not make. Use an empty database for it, or set DIFFERENCE_HOME to an empty folder."
        )


@command
def seed_personas(*, by: Actor) -> int:
    """Make the personas that are missing; returns how many. Raises NotADemonstration where there are real people."""
    allow(by, "demo.seed")
    insist_on_demonstration()
    Seed.objects.get_or_create(edition=edition()["edition"])
    present = set(Account.objects.values_list("email", flat=True))
    missing = [persona for persona in personas().values() if persona.email not in present]
    for persona in missing:
        _make(by, persona)
    record(by, "demo.seed", "personas")
    return len(missing)


def account_of(key: str) -> Account:
    """The account of a persona. Raises NotFound for a word that is none."""
    persona = personas().get(key)
    with transaction.atomic():
        account = Account.objects.filter(email=persona.email).first() if persona else None
    if account is None:
        raise NotFound()
    return account

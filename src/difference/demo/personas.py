"""The invented people that anyone can sign in as: read from their table, made once, signed in on request."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from difference.demo.country.facts import edition
from difference.demo.models import Seed
from difference.demo.past import Days
from difference.demo.people import give, make_account
from difference.errors import DifferenceError, NotFound
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.models import Account
from difference.foundations.people.queries import actor_for

# How many days before the demonstration was filled its people joined, so that they can have done what it shows.
JOINED = 1600


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
    joined: int = JOINED

    @property
    def title(self) -> str:
        """What they are, as in “Host lead”."""
        of_staff = bool(self.grants) and self.grants[0].get("function") == self.key
        return self.key.replace("-", " ").capitalize() + (" staff" if of_staff else "")

    @property
    def at_once(self) -> list[dict[str, Any]]:
        """Those grants that wait for nothing."""
        return [held for held in self.grants if not {"at", "cohort"} & set(held)]

    @property
    def in_cohorts(self) -> list[dict[str, Any]]:
        """Those grants that reach a cohort of the demonstration, by its word (see `demo.cohorts`)."""
        return [held for held in self.grants if "cohort" in held]

    @property
    def at_schools(self) -> list[dict[str, Any]]:
        """Those grants that reach a school of the register, by which kind of school it is (see `demo.schools`)."""
        return [held for held in self.grants if "at" in held]

    @property
    def email(self) -> str:
        """An address under a domain that is reserved for examples."""
        return f"{self.key}@demo.example"


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("personas.toml").read_text())


@functools.cache
def personas() -> dict[str, Persona]:
    """All personas by key, in the order of their table."""
    return {row["key"]: Persona(**{**row, "grants": tuple(row["grants"])}) for row in _table()["personas"]}


def referee_says() -> str:
    """The sentence of the referee, who is no account."""
    return str(_table()["referee"]["says"])


def _make(by: Actor, persona: Persona) -> None:
    person = make_account(persona.name, persona.email, second_factor=True).person
    for held in persona.at_once:
        give(by, person, **held)


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
    days = Days(clock.today())
    for persona in missing:
        with days.on(persona.joined):
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


def actor_of(key: str) -> Actor:
    """A persona as an actor, with what they hold now."""
    return actor_for(account_of(key))

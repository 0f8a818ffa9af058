"""Who visits: somebody for every role, some of them twice because their grant reaches one cohort only."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import SimpleCookie
from django.test import Client

from difference.foundations.actors import ANYONE, Actor
from difference.foundations.people.queries import actor_for
from tests.making import make_account

FUNCTIONS = ("recruitment", "safer_recruitment", "placement", "training", "examinations", "careers", "evidence")
NOBODY, REFEREE, OF_ONE_COHORT = "nobody", "referee", " of one cohort"


def words(function: str) -> str:
    """What staff of a function are called in the table."""
    return f"{function.replace('_', ' ')} staff"


def grants(world: Any) -> dict[str, tuple[Any, ...] | None]:
    """What each visitor holds; None for whoever is not signed in."""
    both = (world.ours.pk, world.placing.pk)
    return {
        NOBODY: None,
        "somebody signed in": (),
        "candidate": ("candidate",),
        "participant": ("participant",),
        "alumnus": ("alumnus",),
        "assessor": ("assessor",),
        "assessor" + OF_ONE_COHORT: tuple(("assessor", "", "cohort", str(key)) for key in both),
        "coach": tuple(("coach", "", "cohort", str(key)) for key in both),
        "host lead": (("host_lead", "", "organisation", str(world.school.urn)),),
        "vacancy school": (("vacancy_school", "", "organisation", str(world.mainstream.urn)),),
        **{words(function): (("staff", function),) for function in FUNCTIONS},
        **{words(function) + OF_ONE_COHORT: tuple(("staff", function, "cohort", str(key)) for key in both) for function in FUNCTIONS},
        "research partner": ("research_partner",),
        "data protection officer": ("data_protection_officer",),
        "administrator": ("administrator",),
    }


@dataclass
class Visitor:
    """One of them: as an actor for policies, and as a browser for pages."""

    name: str
    account: Any = None
    links: list[str] = field(default_factory=list)
    actor: Actor = ANYONE
    _browsers: dict[dt.datetime, tuple[Client, str]] = field(default_factory=dict)

    @property
    def person(self) -> Any:
        """The person, where there is an account."""
        return self.account.person if self.account else None

    def forget(self) -> None:
        """Sign in anew from here on: what a test signed in was taken back with it."""
        self._browsers.clear()

    @contextlib.contextmanager
    def browser(self, moment: dt.datetime) -> Iterator[Client]:
        """A browser in which they have signed in at that moment. Open it before what is to be taken back: the sign-in must remain."""
        if moment not in self._browsers:
            client = Client(raise_request_exception=True)
            if self.account:
                client.force_login(self.account)
                # With their password, just now: what asks for it again lets them on.
                session = client.session
                session["account_authentication_methods"] = [{"method": "password", "at": moment.timestamp()}]
                session.save()
            for link in self.links:
                client.get(link)
            self._browsers[moment] = client, client.cookies.output(header="", sep=";")
        client, cookies = self._browsers[moment]
        # Cookies that other pages set are gone.
        client.cookies = SimpleCookie(cookies)
        yield client


def make_visitors(world: Any) -> dict[str, Visitor]:
    """All of them, by what the table calls them."""
    made = {}
    for number, (name, held) in enumerate(grants(world).items()):
        account = None if held is None else make_account(*held, name=f"Visitor Number{number}", email=f"visitor{number}@visitors.example")
        made[name] = Visitor(name, account, actor=actor_for(account) if account else ANYONE)
    return made

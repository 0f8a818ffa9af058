"""Makes a small market for the tests of careers: schools with and without trusts, who speaks for them, alumni with profiles, vacancies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from difference.foundations.actors import Actor
from difference.foundations.people.queries import actor_for
from difference.foundations.schools.models import LocalAuthority, Region, School, Trust
from difference.programme.careers import commands
from difference.programme.careers.models import CareerProfile, Introduction, Vacancy
from difference.programme.careers.offering import Offering
from difference.programme.careers.queries import introductions, profiles, vacancies
from tests.making import make_account
from tests.programme.placement.market import make_school as make_ap_school

STAFF = ("staff", "careers")
START = dt.date(2027, 9, 1)
CLOSING = dt.date(2027, 1, 31)
PROFILE: dict[str, Any] = {
    "headline": "I want to lead inclusion", "roles": ["assistant-head-inclusion"], "regions": ["yorkshire"], "journey_minutes": 45,
    "phases": ["secondary"], "patterns": ["full-time"], "available_from": dt.date(2027, 9, 1), "experience": "Two years in a pupil referral unit.",
    "led": "I led behaviour.", "visibility": "fitting",
}  # fmt: skip
VACANCY: dict[str, Any] = {
    "title": "Assistant head", "role_kind": "assistant-head-inclusion", "description": "Leads inclusion.\nAnd the base.", "salary": "L7 to L11",
    "pattern": "full-time", "starts_on": START, "closes_on": CLOSING,
}  # fmt: skip


def make_school(name: str, **fields: Any) -> School:
    """An open mainstream secondary school in Leeds, of no trust, unless said otherwise."""
    values = {
        "sector": "mainstream",
        "type_name": "Academy converter",
        "phase": "Secondary",
        "name_key": f" {name.lower()}",
        "search_key": f" {name.lower()}",
    }
    return make_ap_school(name, **{**values, **fields})


def make_lead(school: School, **more: Any) -> Any:
    """The account of somebody who speaks for a school."""
    return make_account(("vacancy_school", "", "organisation", str(school.urn)), **more)


def make_alumnus(name: str, **values: Any) -> Any:
    """The account of an alumnus with a profile; without one where `headline` is empty."""
    account = make_account("alumnus", strong=False, name=name, email=f"{name.split(maxsplit=1)[0].lower()}@alumni.example")
    kept = {**PROFILE, **values}
    if kept["headline"]:
        commands.write_profile(by=actor_for(account), values=kept)
    return account


@dataclass
class Town:
    """Two schools of one trust (Oak, Ash), one of none (Elm), each with an open vacancy; three alumni; careers staff."""

    schools: dict[str, School] = field(default_factory=dict)
    leads: dict[str, Any] = field(default_factory=dict)
    posts: dict[str, Vacancy] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    staff: Any = None

    def by(self, name: str) -> Actor:
        """Somebody as an actor."""
        return actor_for({**self.leads, **self.people, "staff": self.staff}[name])

    def key(self, name: str) -> Any:
        """The key of an alumnus."""
        return self.people[name].person_id

    def profile(self, name: str) -> CareerProfile:
        """The profile of an alumnus."""
        found = profiles.of(self.key(name))
        assert found is not None
        return found

    def vacancy(self, school: str) -> Vacancy:
        """A vacancy as it stands."""
        return Vacancy.objects.select_related("school").get(pk=self.posts[school].pk)

    def asks(self, who: str, school: str, person: str = "") -> Introduction:
        """An alumnus, or a school for somebody, asks for an introduction."""
        return commands.request(by=self.by(who), vacancy=self.vacancy(school), person_id=self.key(person or who))

    def suggests(self, school: str, person: str) -> Introduction:
        """Staff suggest."""
        return commands.suggest(by=self.by("staff"), vacancy=self.vacancy(school), person_id=self.key(person))

    def introduction(self, school: str, person: str) -> Introduction:
        """What is between them, as it stands."""
        found = introductions.last_between(self.vacancy(school), self.key(person))
        assert found is not None
        return found

    def introduced(self, school: str, person: str) -> Introduction:
        """Asked for by the alumnus, agreed to by the school."""
        self.asks(person, school)
        return commands.accept(by=self.by(school), introduction=self.introduction(school, person))

    def talking(self, school: str, person: str) -> Introduction:
        """The two are talking."""
        self.introduced(school, person)
        return commands.interview(by=self.by(school), introduction=self.introduction(school, person))


def make_vacancy(town: Town, school: str, *, opened: bool = True, **values: Any) -> Vacancy:
    """A vacancy of a school."""
    by = town.by(school)
    made = commands.write_vacancy(by=by, offering=Offering(town.schools[school]), values={**VACANCY, **values})
    if opened:
        commands.open_vacancy(by=by, vacancy=vacancies.find(by, made.pk))
    return made


def make_town(**profile: Any) -> Town:
    """The town. The alumni are called so that a leak shows: Zenobia Quill, Xerxes Pond, Yolanda Fife."""
    town = Town(staff=make_account(STAFF, name="Bea Lindqvist"))
    trust = Trust.objects.create(uid="5001", name="Greenwood Trust")
    for name, its in (("Oak", trust), ("Ash", trust), ("Elm", None)):
        town.schools[name] = make_school(f"{name} High School", trust=its, stated=["trust"] if its else [])
        town.leads[name] = make_lead(town.schools[name], name=f"Head of {name}")
    for name in ("Zenobia Quill", "Xerxes Pond", "Yolanda Fife"):
        town.people[name.split()[0]] = make_alumnus(name, **profile)
    for name in town.schools:
        town.posts[name] = make_vacancy(town, name, title=f"Assistant head at {name}")
    return town


__all__ = ["LocalAuthority", "Region", "make_alumnus", "make_lead", "make_school", "make_town", "make_vacancy"]

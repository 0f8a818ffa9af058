"""The return to mainstream, as invented people live it: alumni write profiles, schools open vacancies, and some are introduced and appointed."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.demo.chapters.cast import subject
from difference.demo.chapters.coaching import everybody
from difference.demo.cohorts.cast import address
from difference.demo.country.choosing import mainstream_schools
from difference.demo.past import Days
from difference.demo.people import give, make_account
from difference.demo.personas import actor_of, personas
from difference.foundations import clock
from difference.foundations.actors import ANYONE, Actor, system
from difference.foundations.people.models import Account, Grant, Person
from difference.foundations.people.queries import actor_for, in_force
from difference.foundations.schools.models import School
from difference.programme.careers import commands, offering
from difference.programme.careers.models import CareerProfile, HiddenSchool, Introduction, Vacancy
from difference.programme.careers.queries.introductions import RUNNING
from difference.programme.cohorts.models import Cohort
from difference.programme.training.models import Enrolment

SECONDARY = "Secondary"
# A vacancy that is filled closes, and the post begins, so many days after it was opened.
CLOSES, STARTS = 45, 150


@dataclass(frozen=True)
class Head:
    """Who speaks for a mainstream school that offers vacancies. Number 0 is the persona."""

    number: int
    actor: Actor
    school: School


@functools.cache
def table() -> dict[str, Any]:
    """Profiles, heads and vacancies."""
    return tomllib.loads(Path(__file__).with_name("careers.toml").read_text())


def _emails() -> list[str]:
    return [personas()["vacancy-school"].email, *(address(row["name"]) for row in table()["heads"])]


def heads() -> list[Head]:
    """Everybody who offers vacancies now, in the order of their table; whoever has no school today is left out."""
    found = []
    for number, email in enumerate(_emails()):
        account = Account.objects.filter(email=email).select_related("person").first()
        schools = offering.present(actor_for(account)) if account else []
        if account and schools:
            found.append(Head(number, actor_for(account), schools[0]))
    return found


def settle(by: Actor) -> None:
    """Make the heads who are missing, each at a secondary school of another region, as far as there are any."""
    settled = heads()
    regions, taken = {head.school.region_id for head in settled}, {head.school.urn for head in settled}
    for row in table()["heads"]:
        if Account.objects.filter(email=address(row["name"])).exists():
            continue
        free = [one for one in mainstream_schools(ANYONE, 30, "vacancies", phase=SECONDARY) if one.urn not in taken]
        school = next((one for one in free if one.region_id not in regions), free[0] if free else None)
        person = make_account(row["name"], address(row["name"]), second_factor=True).person
        if school is not None:
            give(by, person, role=offering.ROLE, scope="organisation", scope_id=str(school.urn))
            regions.add(school.region_id)
            taken.add(school.urn)


def alumni(cohort: Cohort) -> list[tuple[Enrolment, Mapping[str, Any]]]:
    """Whoever of a cohort is an alumnus now, the persona first, each with the row of their profile."""
    held = set(in_force(Grant.objects.filter(role="alumnus")).values_list("person_id", flat=True))
    rows, known = table()["profiles"], {persona.email for persona in personas().values()}
    people = sorted((one for one in everybody(cohort) if one.person_id in held), key=lambda one: one.person.account.email not in known)
    return [(one, rows[number % len(rows)]) for number, one in enumerate(people)]


def write_profiles(cohort: Cohort) -> None:
    """Everybody who has not says what they look for, and who may see it; the persona hides from one school."""
    settle(system("demo"))
    there = heads()
    for number, (one, row) in enumerate(alumni(cohort)):
        if CareerProfile.objects.filter(person=one.person).exists():
            continue
        by = actor_for(one.person.account)
        commands.write_profile(by=by, values=_profile(one, row, there))
        hidden = [head.school for head in there if head.number > 1][-1:]
        for school in hidden if number == 0 and not HiddenSchool.objects.filter(person=one.person).exists() else ():
            commands.hide_from(by=by, school=school)


def _profile(one: Enrolment, row: Mapping[str, Any], there: list[Head]) -> dict[str, Any]:
    near = {f"head-{head.number}": head.school.region.slug for head in there if head.school.region}
    regions = [near.get(key, key) for key in row["regions"] if key in near or not key.startswith("head-")]
    words = {"subject": subject(one.person.account.email), "post": one.placement.post.title}
    return {
        **{name: value for name, value in row.items() if name != "free"}, "experience": row["experience"].format(**words),
        "regions": regions,
        "available_from": one.cohort.ends_on + dt.timedelta(days=row["free"]) if "free" in row else None,
    }  # fmt: skip


def open_vacancy(head: Head, row: Mapping[str, Any], closes: int, starts: int) -> Vacancy:
    """A school describes a post and opens it, unless the same one stands open."""
    there = Vacancy.objects.filter(school=head.school, title=row["title"], state="open").first()
    if there is not None:
        return there
    values = {name: row[name] for name in ("title", "role_kind", "description", "salary", "pattern")}
    days = {"closes_on": clock.today() + dt.timedelta(days=closes), "starts_on": _term(clock.today() + dt.timedelta(days=starts))}
    made = commands.write_vacancy(by=head.actor, offering=offering.Offering(head.school), values={**values, **days})
    return commands.open_vacancy(by=head.actor, vacancy=made)


def _term(day: dt.date) -> dt.date:
    """Posts begin with a term: in September, January or in the middle of April."""
    terms = [dt.date(year, month, on) for year in (day.year, day.year + 1) for month, on in ((1, 4), (4, 19), (9, 1))]
    return next(term for term in terms if term >= day)


def open_for(cohort: Cohort) -> None:
    """Schools open the posts to which people of this cohort are appointed some weeks later."""
    settle(system("demo"))
    if not _appointed(cohort):
        for head, row in _filled():
            open_vacancy(head, row, CLOSES, STARTS)


def _filled() -> list[tuple[Head, Mapping[str, Any]]]:
    there = {head.number: head for head in heads()}
    return [(there[row["head"]], row) for row in table()["filled"] if row["head"] in there]


def _appointed(cohort: Cohort) -> int:
    people = Enrolment.objects.filter(cohort=cohort).values("person")
    return Introduction.objects.filter(person__in=people, state="appointed").count()


def appoint(cohort: Cohort) -> None:
    """Those who look for such posts ask, are talked with, and are appointed: the last of the list, who have nothing else under way."""
    looking = [one.person for one, row in reversed(alumni(cohort)) if row["visibility"] == "fitting" and _free(one.person)]
    for (head, row), person in zip(_filled()[_appointed(cohort) :], looking, strict=False):
        vacancy = Vacancy.objects.filter(school=head.school, title=row["title"], state="open").first()
        if vacancy is not None and clock.today() <= vacancy.closes_on:
            _all_the_way(head, vacancy, person)


def _free(person: Person) -> bool:
    return CareerProfile.objects.filter(person=person).exists() and not Introduction.objects.filter(person=person, state__in=RUNNING).exists()


def _all_the_way(head: Head, vacancy: Vacancy, person: Person) -> None:
    by = actor_for(person.account)
    made = commands.suggest(by=actor_of("careers"), vacancy=vacancy, person_id=person.pk)
    commands.request(by=by, vacancy=vacancy, person_id=person.pk)
    commands.accept(by=head.actor, introduction=made)
    commands.interview(by=head.actor, introduction=made)
    commands.appoint(by=head.actor, introduction=made, starts_on=vacancy.starts_on)


def begin(days: Days, cohort: Cohort) -> None:
    """What is open on the day of filling, and how those who finished last stand with it."""
    settle(system("demo"))
    there = {head.number: head for head in heads()}
    vacancies: dict[int, Vacancy] = {}
    for number, row in enumerate(table()["open"]):
        if row["head"] in there:
            with days.on(row["opened"], 11):
                vacancies[number] = open_vacancy(there[row["head"]], row, row["opened"] + row["closes"], row["starts"])
    people = alumni(cohort)
    with days.on(7):
        write_profiles(cohort)
    for row in table()["introductions"]:
        if row["open"] in vacancies and row["who"] < len(people) and _free(people[row["who"]][0].person):
            _introduce(days, there[table()["open"][row["open"]]["head"]], vacancies[row["open"]], people[row["who"]][0].person, row)


def _introduce(days: Days, head: Head, vacancy: Vacancy, person: Person, row: Mapping[str, Any]) -> None:
    by, far = actor_for(person.account), row["far"]
    with days.on(row["day"], 9):
        made = commands.suggest(by=actor_of("careers"), vacancy=vacancy, person_id=person.pk)
    if far == "declined":
        with days.on(row["day"] - 1, 19):
            commands.decline(by=by, introduction=made, reason=row["reason"])
    elif far != "suggested":
        with days.on(row["day"], 18):
            commands.request(by=by, vacancy=vacancy, person_id=person.pk)
    if far == "interviewing":
        with days.on(row["day"] - 1, 12):
            commands.interview(by=head.actor, introduction=commands.accept(by=head.actor, introduction=made))

"""The schools that host: who leads them, their answers about hosting, and the posts that they offer."""

from __future__ import annotations

from dataclasses import dataclass

from difference.demo.chapters.cast import Lead, leads, post, table
from difference.demo.country.choosing import host_schools
from difference.demo.past import Days
from difference.demo.people import give, make_account
from difference.demo.personas import actor_of
from difference.foundations.actors import ANYONE, Actor
from difference.foundations.people.models import Account
from difference.foundations.people.queries import actor_for
from difference.foundations.schools.models import School
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import hosts as reach
from difference.programme.placement.commands import hosting, posts
from difference.programme.placement.models import Post
from difference.programme.placement.queries.posts import Hosting, interest_of


@dataclass(frozen=True)
class Host:
    """A host school today, and who leads it."""

    number: int
    actor: Actor
    school: School


def settle(by: Actor, days: Days, day: int) -> None:
    """Make the leads who are missing, each at an open school of their type that no other leads."""
    taken = {host.school.urn for host in hosts()}
    with days.on(day):
        for lead in leads()[1:]:
            if not Account.objects.filter(email=lead.email).exists():
                taken.add(_settle(by, lead, taken))


def _settle(by: Actor, lead: Lead, taken: set[int]) -> int:
    schools = host_schools(ANYONE, 60, f"host {lead.number}", type_name=lead.type_name) or host_schools(ANYONE, 60, f"host {lead.number}")
    school = next((one for one in schools if one.urn not in taken), None)
    account = make_account(lead.name, lead.email, second_factor=True)
    if school is None:
        return 0
    give(by, account.person, role="host_lead", scope="organisation", scope_id=str(school.urn))
    return school.urn


def hosts() -> list[Host]:
    """Everybody who leads a host school now, in the order of their table; whoever has no school today is left out."""
    found = []
    for lead in leads():
        account = Account.objects.filter(email=lead.email).select_related("person").first()
        schools = reach.present(actor_for(account)) if account else []
        if account and schools:
            found.append(Host(lead.number, actor_for(account), schools[0]))
    return found


def answer(cohort: Cohort, host: Host, said: str, reason: str = "") -> None:
    """A school says whether it wants to host, unless it has."""
    asked = Hosting(cohort, host.school)
    if interest_of(asked) is None:
        hosting.state_interest(by=host.actor, hosting=asked, answer=said, reason=reason)


def write(cohort: Cohort, host: Host, turn: int = 0) -> Post:
    """A school describes a post: its own in the table, or on another turn one like another school’s."""
    return posts.write_post(by=host.actor, hosting=Hosting(cohort, host.school), values=post(host.number + 2 * turn))


def offer(cohort: Cohort, host: Host, turn: int = 0) -> Post:
    """A school describes a post and sends it in."""
    return posts.submit_post(by=host.actor, post=write(cohort, host, turn))


def approve(made: Post) -> None:
    """Staff approve a post. Where the register is silent about the grade, they have looked."""
    posts.approve_post(by=actor_of("placement"), post=made, grade_unknown_accepted=True)


def begin(days: Days, cohort: Cohort) -> None:
    """What schools have answered and offered to the young cohort so far."""
    known = {host.number: host for host in hosts()}
    for row in table()["young"]:
        host = known.get(row["host"])
        if host is None:
            continue
        with days.on(row["day"], 15):
            answer(cohort, host, row["said"], row.get("reason", ""))
            made = write(cohort, host) if "post" in row else None
            if made and row["post"] != "draft":
                posts.submit_post(by=host.actor, post=made)
        if made and row["post"] == "approved":
            with days.on(row["day"] - 1, 10):
                approve(made)

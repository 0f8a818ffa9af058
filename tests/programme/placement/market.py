"""Makes a small cohort for the tests of placement: schools, leads, candidates with a place, posts and rankings."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import Any

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.people.queries import actor_for
from difference.foundations.schools.models import LocalAuthority, Region, School
from difference.programme.placement.commands import answering, hosting, matching, placing, posts, publishing, ranking
from difference.programme.placement.models import Candidacy, MatchingRun, Placement, Post
from difference.programme.placement.queries import candidacies, rankings, runs
from difference.programme.placement.queries import placements as reading
from difference.programme.placement.queries import posts as offered
from difference.programme.placement.queries.candidacies import Met
from difference.programme.recruitment import safer_checks
from difference.programme.recruitment.models import Application, Reference, SaferCheck
from tests.making import make_account
from tests.programme.candidates import make_cohort, now_is

STAFF = ("staff", "placement")
RANKING = dt.datetime(2027, 3, 10, 10, tzinfo=dt.UTC)
RANKING_CLOSED = dt.datetime(2027, 3, 31, 16, tzinfo=dt.UTC)
MATCHING_DAY = dt.datetime(2027, 4, 14, 9, tzinfo=dt.UTC)
STARTS = dt.datetime(2027, 9, 1, 8, tzinfo=dt.UTC)
ENDS = dt.datetime(2029, 8, 31, 8, tzinfo=dt.UTC)
POST = {
    "title": "Assistant head", "responsibilities": "Leads teaching.\nAnd behaviour.", "seats": 1, "salary": "L3 to L7", "days": "Full time",
    "phase": "secondary",
}  # fmt: skip
_urns = itertools.count(990001)


def make_school(name: str = "", **fields: Any) -> School:
    """An open alternative-provision school in Leeds that was judged Good, unless said otherwise."""
    region, _ = Region.objects.get_or_create(slug="yorkshire", defaults={"name": "Yorkshire and the Humber", "in_england": True})
    authority, _ = LocalAuthority.objects.get_or_create(code="383", defaults={"name": "Leeds", "region": region})
    urn = next(_urns)
    values = {
        "name": name or f"School {urn}", "sector": "alternative_provision", "type_name": "Pupil referral unit", "status": "Open", "is_open": True,
        "authority": authority, "region": region, "town": "Leeds", "ofsted_grade": "Good", "name_key": name or str(urn), "search_key": "",
    }  # fmt: skip
    return School.objects.create(urn=urn, **{**values, **fields})


def make_lead(school: School, **more: Any) -> Any:
    """The account of a school's lead."""
    return make_account(("host_lead", "", "organisation", str(school.urn)), **more)


def make_candidate(cohort: Any, name: str, **fields: Any) -> Any:
    """The account of somebody with a place."""
    account = make_account("candidate", strong=False, name=name)
    known = {
        "present_role": "Teacher of maths", "subjects": "Maths", "responsibility": "year", "responsibility_months": 18, "travel_minutes": 60,
        "preferred_regions": ["Yorkshire and the Humber"], "phone": "07700 900123", "postcode": "LS1 4AP", "adjustments": "A quiet room",
    }  # fmt: skip
    Application.objects.create(cohort=cohort, person=account.person, state="accepted", submitted_at=cohort.opens_at, **{**known, **fields})
    return account


def make_post(cohort: Any, school: School, lead: Any, staff: Any = None, **values: Any) -> Post:
    """A post that has been sent in, and approved where `staff` is given. Needs a clock before ranking closes."""
    by = actor_for(lead)
    made = posts.write_post(by=by, hosting=offered.Hosting(cohort, school), values={**POST, **values})
    posts.submit_post(by=by, post=made)
    if staff is not None:
        posts.approve_post(by=actor_for(staff), post=made)
    return made


@dataclass
class Town:
    """Five candidates, three schools with a post each, staff of two; nothing ranked yet."""

    cohort: Any = None
    people: dict[str, Any] = field(default_factory=dict)
    leads: dict[str, Any] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    staff: Any = None
    second: Any = None

    def by(self, name: str) -> Actor:
        """Somebody as an actor: a candidate's letter, or a post's."""
        return actor_for({**self.people, **self.leads}[name])

    def post(self, name: str) -> Post:
        """A post as it stands, as its lead sees it."""
        return offered.find(self.by(name), self.posts[name].pk)

    def wants(self, name: str, *posts: str, revision: int = ranking.NEW) -> Any:
        """A candidate puts posts in order."""
        by = self.by(name)
        return ranking.rank_posts(
            by=by, chooser=rankings.chooser(by, self.cohort.pk), posts=[self.posts[post].pk for post in posts], revision=revision
        )

    def takes(self, post: str, revision: int = ranking.NEW, **classes: str) -> Any:
        """A school puts candidates in classes; “no” has a reason, the first of the list unless it is said as “no:REASON”."""
        given = {self.people[name].person_id: answer.partition(":")[0] for name, answer in classes.items()}
        because = {self.people[name].person_id: answer.partition(":")[2] or "experience" for name, answer in classes.items()}
        return ranking.rank_candidates(by=self.by(post), post=self.post(post), given=given, because=because, revision=revision)

    def met(self, post: str, name: str) -> Met:
        """A candidate as the page of a post's school has them."""
        key = Candidacy.objects.get(post=self.posts[post], person=self.people[name].person_id).pk
        return candidacies.find(self.by(post), self.posts[post].pk, key)

    def name_of(self, key: Any) -> str:
        """The letter of a candidate or post by key."""
        keys = {str(one.person_id): name for name, one in self.people.items()} | {str(one.pk): name for name, one in self.posts.items()}
        return keys[str(key)]

    def result(self, run: MatchingRun) -> dict[str, str | None]:
        """Who got what, in letters."""
        return {self.name_of(person): post and self.name_of(post) for person, post in runs.matched(run).items()}

    def run(self) -> MatchingRun:
        """Matching day."""
        with now_is(MATCHING_DAY):
            return matching.run_matching(by=actor_for(self.staff), cohort=self.cohort)

    def publish(self, run: MatchingRun) -> int:
        """The second person publishes."""
        with now_is(MATCHING_DAY):
            return publishing.publish(by=actor_for(self.second), run=runs.find(actor_for(self.second), run.pk))

    def placement(self, name: str) -> Placement:
        """A candidate's newest placement, as it stands."""
        return reading.own(self.by(name))[0]

    def accept(self, name: str) -> Placement:
        """Both sides accept a candidate's match."""
        post = self.name_of(self.placement(name).post_id)
        with now_is(MATCHING_DAY):
            answering.accept_match(by=self.by(name), placement=self.placement(name))
            answering.accept_match(by=self.by(post), placement=self.placement(name))
        return self.placement(name)

    def confirm(self, name: str) -> Placement:
        """Staff confirm it."""
        with now_is(MATCHING_DAY):
            return placing.confirm_placement(by=actor_for(self.staff), placement=self.placement(name))

    def tick_all(self, name: str) -> None:
        """Staff note everything that they note themselves."""
        for key in ("contract", "induction", "line-manager"):
            placing.tick(by=actor_for(self.staff), placement=self.placement(name), key=key)


def make_town(**cohort: Any) -> Town:
    """The town, at a moment in the ranking window."""
    town = Town(make_cohort(**{"host_policy": "any_open", **cohort}))
    town.staff, town.second = make_account(STAFF, name="Joseph"), make_account(STAFF, name="Second")
    for letter, name in zip("abcde", ("Amara", "Bela", "Cleo", "Dewi", "Esme"), strict=True):
        town.people[letter] = make_candidate(town.cohort, name)
    for letter, name in zip("pqr", ("Oak School", "Ash School", "Elm School"), strict=True):
        school = make_school(name)
        town.leads[letter] = make_lead(school)
        with now_is(RANKING):
            town.posts[letter] = make_post(town.cohort, school, town.leads[letter], town.staff, title=f"Post {letter}")
    return town


def ranked_town(**cohort: Any) -> Town:
    """The town once both sides have ranked, with ties: one post of three is wanted by nobody but Esme, who is not wanted there."""
    town = make_town(**cohort)
    with now_is(RANKING):
        town.wants("a", "p", "q")
        town.wants("b", "p", "q")
        town.wants("c", "q", "p")
        town.wants("d", "p")
        town.wants("e", "r")
        town.takes("p", a="2", b="1", c="1", d="no")
        town.takes("q", a="1", b="2", c="2")
        town.takes("r", e="no")
    return town


def do_every_check(person):
    """Two references that came and were checked by telephone, and every check noted as clear."""
    application, now, nobody = Application.objects.get(person=person), clock.now(), person.pk
    for position in (1, 2):
        Reference.objects.create(
            application=application, position=position, name="Jo", email=f"jo{position}@school.example", relation="Head", state="received",
            requested_at=now, requested_by=nobody, expires_at=now, received_at=now,
            verified_on=clock.today(), verified_how="published", verified_at=now, verified_by=nobody,
        )  # fmt: skip
    SaferCheck.objects.bulk_create(
        SaferCheck(application=application, check_key=check.key, result="clear", seen_on=clock.today(), done_by=nobody, done_at=now)
        for check in safer_checks.in_force()
        if not check.derived
    )


__all__ = ["do_every_check", "hosting", "make_candidate", "make_lead", "make_post", "make_school", "make_town", "now_is", "ranked_town"]

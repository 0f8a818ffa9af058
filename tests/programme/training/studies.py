"""Makes participants for the tests of sessions, coaching and extenuating circumstances: placed, enrolled and studying."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from difference.foundations.actors import Actor, system
from difference.foundations.people.commands import grant
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import MatchingRun, Placement, Post
from difference.programme.training.commands.enrolling import fetch_enrolments
from difference.programme.training.models import Enrolment
from tests.making import make_account
from tests.programme.candidates import make_cohort, now_is
from tests.programme.placement.market import make_lead, make_school

STARTS = dt.datetime(2027, 9, 1, 8, tzinfo=dt.UTC)
# A Wednesday in the first term: the talk of NEEDS is due on 15 November, its essay on 6 December.
TERM = dt.datetime(2027, 10, 20, 10, tzinfo=dt.UTC)
TALK, ESSAY = "NEEDS:talk", "NEEDS:essay"


@dataclass
class Class:
    """A cohort with participants, training and examinations staff, and a coach whose grant reaches the cohort."""

    cohort: Cohort
    people: dict[str, Any] = field(default_factory=dict)
    enrolments: dict[str, Enrolment] = field(default_factory=dict)
    lead: Any = None
    trainer: Any = None
    examiner: Any = None
    coach: Any = None

    def by(self, name: str) -> Actor:
        """Somebody as an actor."""
        return actor_for(self.account(name))

    def account(self, name: str) -> Any:
        """A participant by name, or staff by their part."""
        return self.people.get(name) or getattr(self, name)

    def browser(self, name: str) -> Client:
        """A browser of theirs."""
        client = Client()
        client.force_login(self.account(name))
        return client


def make_class(*names: str) -> Class:
    """The cohort once its placements have started."""
    made = Class(make_cohort(host_policy="any_open"))
    cohort = str(made.cohort.pk)
    made.trainer = make_account(("staff", "training", "programme", ""), name="Tara Trainer")
    made.examiner = make_account(("staff", "examinations", "programme", ""), name="Ewa Examiner")
    made.coach = make_account(("coach", "", "cohort", cohort), name="Cora Coach")
    school = make_school("Oak School")
    made.lead = make_lead(school, name="Hal Lead")
    run = MatchingRun.objects.create(
        cohort=made.cohort, rule="resident-optimal", seed="1", instance={"candidates": [], "posts": []}, instance_sha256="0" * 64, run_by=made.trainer.person_id
    )  # fmt: skip
    for name in names or ("Amara", "Bela", "Cleo"):
        account = make_account("participant", strong=False, name=name)
        post = Post.objects.create(
            cohort=made.cohort, school=school, title="Assistant head", responsibilities="x", salary="L3", confirmed_by=made.lead.person_id
        )
        placement = Placement.objects.create(run=run, post=post, person=account.person, state="started", started_on=STARTS.date())
        made.people[name] = account
        with now_is(STARTS):
            fetch_enrolments(by=system("tests"))
        made.enrolments[name] = Enrolment.objects.select_related("cohort", "person", "placement__post").get(placement=placement)
    return made


def grant_coach(account: Any, made: Class) -> Any:
    """Somebody becomes a coach of the cohort."""
    grant(by=system("tests"), person=account.person, role="coach", scope="cohort", scope_id=str(made.cohort.pk))
    return account


__all__ = ["ESSAY", "STARTS", "TALK", "TERM", "Class", "grant_coach", "make_class", "now_is"]

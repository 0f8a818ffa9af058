"""The young cohort of the demonstration: made once, by commands, at moments past, so that every page of Recruit has something to show."""

import datetime as dt
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from difference.demo import calendar, filling, past
from difference.demo.cohorts import deciding, referee, young
from difference.demo.cohorts.cast import candidates, persona
from difference.demo.cohorts.dates import dates, working
from difference.demo.past import Days
from difference.demo.personas import account_of, seed_personas
from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.operations import doctor
from difference.foundations.people.models import Account, Grant
from difference.programme.cohorts import order
from difference.programme.cohorts.models import Cohort
from difference.programme.equality.models import EqualityAnswer
from difference.programme.recruitment import masked, sections
from difference.programme.recruitment.models import Application, Assessment, Decision, Reference, SaferCheck, SelectionRound

pytestmark = pytest.mark.django_db
BY = system("demo")
STATES = {
    "draft": 12, "submitted": 5, "in_review": 8, "shortlisted": 5, "assessed": 4, "offered": 1, "accepted": 1, "reserve": 1,
    "ineligible": 1, "unsuccessful": 1, "withdrawn": 1,
}  # fmt: skip
# Every place in which something of the story could have been written at a moment to come.
MOMENTS = [
    (Application, "started_at"), (Application, "saved_at"), (Application, "submitted_at"), (Assessment, "assigned_at"), (Assessment, "submitted_at"),
    (Decision, "proposed_at"), (Decision, "confirmed_at"), (Decision, "published_at"), (Reference, "requested_at"), (Reference, "received_at"),
    (Reference, "verified_at"), (SaferCheck, "done_at"), (Letter, "posted_at"), (Event, "at"), (Grant, "starts_at"),
]  # fmt: skip


def home_of(key):
    browser = Client()
    browser.force_login(account_of(key))
    return browser, browser.get(reverse("home")).content.decode()


@pytest.fixture
def story():
    """The cohort, without the invented country, which has tests of its own."""
    seed_personas(by=BY)
    young.recruit(by=BY)
    return Cohort.objects.get()


def test_the_doctor_finds_nothing_amiss_in_the_story(story):
    stages = {name for name, check in doctor._checks.items() if check.__module__.startswith("difference.programme.")}
    assert (len(stages) > 10, [finding.sentence for name, finding in doctor.findings() if name in stages]) == (True, [])


def test_the_tables_tell_of_forty_people_each_once():
    everybody = [persona(), *candidates()]
    assert Counter(one.story for one in everybody) == STATES
    assert len({one.email for one in everybody}) == len({one.name for one in everybody}) == 40
    assert all(one.email.endswith("@demo.example") for one in everybody)
    assert all((one.sent is None) == (one.story == "draft") for one in everybody)


@pytest.mark.parametrize("day", [dt.date(2026, 11, 24), dt.date(2027, 2, 28), dt.date(2027, 6, 30), dt.date(2028, 2, 29), dt.date(2026, 12, 24)])
def test_on_whatever_day_it_is_filled_the_dates_stand_in_order(day):
    values, boards = dates(Days(day))
    assert order.complaints(values, boards) == {}
    assert values["opens_at"].date() == day - dt.timedelta(days=42)
    assert dt.timedelta(27) < values["closes_at"].date() - day < dt.timedelta(42)
    assert values["starts_on"] - values["matching_on"] >= dt.timedelta(weeks=6)
    assert working(values["closes_at"].date()) == values["closes_at"].date()


def test_people_stand_in_every_state_and_nothing_lies_in_the_future(story):
    assert Counter(Application.objects.values_list("state", flat=True)) == STATES
    assert (story.places, story.host_policy, story.boards.count()) == (24, "any_open", 4)
    now = clock.now()
    late = {f"{model.__name__}.{name}" for model, name in MOMENTS if model.objects.filter(**{f"{name}__gt": now}).exists()}
    assert late == set()
    drafts = Application.objects.filter(state="draft")
    assert drafts.filter(inactive_since__isnull=False).count() == 1
    assert not Application.objects.exclude(state="draft").filter(submitted_at=None).exists()
    assert Application.objects.get(state="ineligible").objected_at is not None
    assert all(sections.missing(one) == [] for one in Application.objects.exclude(state="draft"))
    pending = Decision.objects.filter(published_at=None)
    assert (pending.filter(confirmed_at=None).count(), pending.exclude(confirmed_at=None).count()) == (2, 1)
    assert Counter(Reference.objects.filter(application__state="shortlisted").values_list("state", flat=True)) == {
        "received": 4, "requested": 3, "declined": 1, "named": 2
    }  # fmt: skip
    assert SaferCheck.objects.filter(application__state="accepted").count() == 8
    assert 18 <= EqualityAnswer.objects.count() <= 28
    assert not EqualityAnswer.objects.filter(person_id__in=drafts.values("person_id")).exists()
    assert SelectionRound.objects.count() == 4
    ours = Account.objects.filter(email__in=[one.email for one in candidates()])
    assert not any(account.has_usable_password() for account in ours)
    view = masked.masked(Application.objects.get(person__full_name="Marcus Ablett"))
    assert "Marcus" not in str(view)
    assert Application.objects.get(person__full_name="Marcus Ablett").present_school not in str(view)


def test_a_second_filling_does_nothing_and_what_waits_for_each_persona_stands_on_their_home(story, django_assert_num_queries):
    before = (Event.objects.count(), Letter.objects.count())
    with django_assert_num_queries(1):
        assert young.recruit(by=BY) == 0
    assert (Event.objects.count(), Letter.objects.count()) == before
    assert "Your application: 6 sections to go" in home_of("candidate")[1]
    assessor, page = home_of("assessor")
    assert "4 applications" in page or "4 to read" in page
    queue = assessor.get(reverse("recruitment:queue")).content.decode()
    assert (queue.count("Sent"), queue.count("Draft saved"), queue.count("Not begun")) == (2, 1, 3)
    _, page = home_of("recruitment")
    for sentence in ("5 applications wait to be taken in", "One candidate asks us to look again", "2 references have come", "lacks a check"):
        assert sentence in page
    assert "2 decisions wait to be confirmed" not in page
    assert "2 decisions wait to be confirmed" in home_of("programme-lead")[1]


def test_the_referee_comes_by_a_link_that_is_made_when_it_is_asked_for(story):
    browser = Client()
    page = browser.get(reverse("demo:personas")).content.decode()
    waiting = referee.waited_for()
    assert f"Referee of {waiting.application.person.full_name}" in page
    assert browser.get(reverse("demo:referee")).status_code == 405
    answer = browser.post(reverse("demo:referee"), follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, reverse("recruitment:give-reference", args=[waiting.pk]))
    assert referee.waited_for() == waiting
    Reference.objects.filter(state="requested").update(state="declined", declined_at=clock.now())
    assert "Referee of" not in browser.get(reverse("demo:personas")).content.decode()
    assert browser.post(reverse("demo:referee")).status_code == 404


def test_when_a_step_fails_nothing_is_left_and_the_clock_is_put_back(monkeypatch):
    def fail(*_args, **_more):
        with past.Days(clock.today()).on(3):
            assert clock.today() == dt.date(2026, 11, 20)
            raise RuntimeError("a step failed")

    monkeypatch.setattr(young, "candidates", lambda: candidates()[:1])
    monkeypatch.setattr(deciding, "decide", fail)
    seed_personas(by=BY)
    now, accounts = clock.now(), Account.objects.count()
    with pytest.raises(RuntimeError, match="a step failed"):
        filling.recruit(by=BY)
    assert (clock.now(), Account.objects.count(), Cohort.objects.count()) == (now, accounts, 0)
    assert clock._shift is calendar.shift


def test_nobody_is_asked_for_a_reference_before_there_is_a_cohort():
    assert referee.waited_for() is None
    with pytest.raises(NotFound):
        referee.link()

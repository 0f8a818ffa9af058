"""The story of three cohorts: two were lived through before the demonstration was filled, the young one when the calendar is moved."""

import datetime as dt
from collections import Counter

import pytest
from django.core.cache import cache

from difference.demo import calendar, filling
from difference.demo.chapters import cast, learning, meeting, moving, returning, telling, years
from difference.demo.chapters.hosts import hosts
from difference.demo.cohorts.cast import persona
from difference.demo.personas import actor_of
from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.actors import ANYONE
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.models import Grant
from difference.programme.careers.models import Appointment, CareerProfile, Introduction, Vacancy
from difference.programme.careers.queries import introductions, ranking
from difference.programme.cohorts.models import Cohort
from difference.programme.evidence import lists, published
from difference.programme.evidence.models import Project
from difference.programme.placement.models import MatchingRun, Placement, Post
from difference.programme.recruitment.models import Application
from difference.programme.training import rules_sessions
from difference.programme.training.models import Attendance, Coaching, CoachingNote, ExtenuatingCase, Goal, Session
from difference.programme.training.queries import coaching, sessions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_calendar(tmp_path, monkeypatch, settings):
    monkeypatch.setattr(calendar, "_kept", lambda: tmp_path / "calendar.json")
    calendar.take_over()


@pytest.mark.parametrize(
    ("today", "starts"), [(dt.date(2026, 11, 23), (2024, 2026)), (dt.date(2026, 10, 31), (2023, 2025)), (dt.date(2027, 1, 5), (2024, 2026))]
)
def test_one_cohort_has_finished_and_one_is_in_training_on_whatever_day_it_is_filled(today, starts):
    assert tuple(year.starts for year in years.years(today)) == starts
    ends = dt.date(starts[0] + 2, 8, 31)
    assert ends < today < dt.date(starts[1] + 2, 8, 31)


def test_the_tables_name_everybody_once_with_a_host_for_whoever_has_a_place():
    everybody = [*cast.people("alumni"), *cast.people("training"), *cast.leads()]
    assert len({one.email for one in everybody}) == len({one.name for one in everybody}) == 9 + 9 + 9
    assert set(cast.wanted_posts().values()) <= {lead.number for lead in cast.leads()}


def test_the_tables_of_training_and_evidence_use_words_that_the_product_knows():
    kinds = {row["kind"] for row in meeting.table()["sessions"]}
    assert kinds < set(rules_sessions.rules().kinds)
    titles = [row["title"] for row in meeting.table()["sessions"]]
    assert len(set(titles)) == len(titles)
    rows = [row for which in (learning.EARLY, learning.SPRING) for row in learning.table()[which]]
    assert len({row["title"] for row in rows}) == len(rows)
    assert {row["practice"] for row in rows} == set(lists.practices())
    pupils = [group[2] for row in rows for name, group in row.items() if name in ("one", "two")]
    assert all(8 <= number <= 40 for number in pupils)
    assert {row["head"] for row in returning.table()["open"]} == {0, 1, 2, 3}


def states(model, **which):
    return dict(Counter(model.objects.filter(**which).order_by().values_list("state", flat=True)))


def check_the_two_older_cohorts():
    """What training, coaching, evidence and careers hold on the day of filling."""
    now, training = clock.now(), Cohort.objects.get(name="2026")
    kinds = Counter(Session.objects.filter(cohort__name="2024").values_list("kind", flat=True))
    assert kinds == {"residential": 3, "twilight": 6, "supervision": 3, "coaching": 40}
    ahead = Session.objects.filter(cohort=training, starts_at__gt=now)
    assert Counter(ahead.values_list("kind", flat=True)) == {"residential": 1, "twilight": 1, "supervision": 1, "coaching": 16}
    assert not Session.objects.filter(ends_at__lt=now, register_taken_at=None).exists()
    assert Counter(Attendance.objects.filter(session__cohort=training, standing="absent").values_list("enrolment__person__full_name", flat=True)) == {
        "Jonty Carrick": 2, "Mabel Onslow": 1
    }  # fmt: skip
    assert [(one.enrolment.person.full_name, one.count) for one in sessions.absences(actor_of("training"), training)] == [("Jonty Carrick", 2)]
    assert [one.enrolment.cohort.name for one in coaching.home(actor_of("coach"))] == ["2026"] * 8
    assert Coaching.objects.filter(enrolment__cohort__name="2024", end_reason="studies-ended").count() == 8
    written = CoachingNote.objects.filter(enrolment__cohort=training).order_by().values_list("kind", flat=True)
    assert (Counter(written), Goal.objects.filter(enrolment__cohort=training).count()) == ({"note": 4, "reflection": 3}, 5)
    assert states(ExtenuatingCase, enrolment__cohort__name="2024") == {"granted": 2, "refused": 1}
    assert states(ExtenuatingCase, enrolment__cohort=training) == {"submitted": 1}
    assert states(Project, cohort__name="2024") == {"reported": 9, "analysed": 1, "abandoned": 1}
    assert states(Project, cohort=training) == {"planned": 1, "protocol_registered": 2}
    assert Project.objects.get(state="planned").person.full_name == "Daniel Marsh"
    known = {one.practice.slug: (one.verdict.key, one.reported) for one in published.practices()}
    assert known == {
        "key-adult": ("may_help", 5), "calm-spaces": ("too_few", 1), "first-calls-home": ("too_few", 1), "reading-catch-up": ("too_few", 1),
        "restorative-conversations": ("too_few", 1), "family-liaison": ("too_few", 0), "outreach": ("too_few", 0),
        "phased-return": ("too_few", 0), "transition-support": ("too_few", 0),
    }  # fmt: skip
    assert Counter(CareerProfile.objects.values_list("visibility", flat=True)) == {"fitting": 6, "staff": 1, "nobody": 1}
    assert (states(Vacancy), Vacancy.objects.filter(state="open", closes_on__lt=clock.today()).count()) == ({"open": 5, "closed": 2}, 0)
    assert states(Introduction) == {"appointed": 2, "suggested": 1, "requested": 1, "declined": 1, "interviewing": 1}
    assert Introduction.objects.get(state="suggested").person.full_name == "Priya Raman"
    assert [one.person.full_name for one in introductions.of_school(actor_of("vacancy-school"))] == ["Clementine Okoro"]
    assert "Priya Raman" in [one.profile.person.full_name for one in ranking.for_vacancy(actor_of("vacancy-school"), owens())]


def owens():
    return Vacancy.objects.get(title="Assistant headteacher, inclusion")


def check_the_young_cohort_at_the_end(young):
    assert states(Project, cohort=young) == {"reported": 12, "protocol_registered": 1, "abandoned": 1}
    assert not Session.objects.filter(cohort=young, register_taken_at=None).exists()
    assert Coaching.objects.filter(enrolment__cohort=young, ends_at=None).count() == 0
    assert Counter(CoachingNote.objects.filter(enrolment__cohort=young).order_by().values_list("kind", flat=True)) == {"note": 7, "reflection": 4}
    assert states(ExtenuatingCase, enrolment__cohort=young) == {"granted": 2, "refused": 1}
    people = set(Placement.objects.filter(post__cohort=young).values_list("person_id", flat=True))
    assert CareerProfile.objects.filter(person__in=people).count() == 11
    assert Appointment.objects.filter(introduction__person__in=people).count() == 2


def standing(year):
    return Counter(Placement.objects.filter(post__cohort__name=str(year)).values_list("state", flat=True))


@pytest.mark.deep
def test_three_cohorts_stand_where_they_should_and_the_calendar_takes_the_young_one_through_its_two_years():
    filling.fill()
    assert [(year, dict(standing(year))) for year in (2024, 2026, 2027)] == [
        (2024, {"transferred": 1, "completed": 8}), (2026, {"transferred": 1, "started": 8}), (2027, {}),
    ]  # fmt: skip
    assert Placement.objects.get(person__full_name="Daniel Marsh", state="started").post.title == "Assistant head, teaching and learning"
    assert len(hosts()) == 9
    assert Counter(Post.objects.filter(cohort__name="2027").values_list("state", flat=True)) == {"approved": 2, "submitted": 2, "draft": 1}
    check_the_two_older_cohorts()
    now = clock.now()
    late = [
        model.__name__ for model, name in ((Event, "at"), (Letter, "posted_at"), (Grant, "starts_at")) if model.objects.filter(**{f"{name}__gt": now})
    ]
    assert late == []
    stops = moving.stops()
    assert [stop.cohort.name for stop in stops] == ["2027"] * 23

    moving.move(by=ANYONE, to=stops[-1].on)
    assert standing(2027) == {"transferred": 1, "completed": 11}
    assert Placement.objects.filter(person__account__email=persona().email, state="completed").count() == 1
    run = MatchingRun.objects.get(cohort__name="2027")
    assert (run.state, [one["kind"] for one in run.by_hand], run.changed_by_hand) == ("closed", ["barred"], [])
    assert not Application.objects.filter(cohort__name="2027", state__in=("submitted", "in_review", "shortlisted", "assessed", "offered")).exists()
    check_the_young_cohort_at_the_end(Cohort.objects.get(name="2027"))
    assert (clock.today(), moving.stops()) == (stops[-1].on, [])
    events = Event.objects.count()
    for cohort in Cohort.objects.all():
        telling.tell(cohort, now, clock.now())
    assert (Event.objects.count(), standing(2027)) == (events, {"transferred": 1, "completed": 11})


def test_a_day_too_far_away_and_a_second_visitor_are_refused_before_anything_is_told():
    with pytest.raises(BadInput):
        moving.move(by=ANYONE, to=dt.date(2040, 1, 1))
    cache.add(moving.BUSY, "yes")
    with pytest.raises(NotNow, match="being moved already"):
        moving.move(by=ANYONE, to=dt.date(2026, 12, 1))
    assert calendar.shift() == dt.timedelta(0)

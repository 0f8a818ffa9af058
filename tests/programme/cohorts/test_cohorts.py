"""Cohorts: public pages with every date, made and changed by recruitment staff, in the order of the cycle."""

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client

from difference.errors import BadInput, NotAllowed
from difference.foundations.audit.models import Event
from difference.programme.cohorts import commands
from difference.programme.cohorts.forms import CohortForm
from difference.programme.cohorts.models import BoardDate, Cohort, Programme
from tests.making import make_actor
from tests.programme.candidates import CLOSES, DATES, make_cohort, now_is

pytestmark = pytest.mark.django_db

STAFF = ("staff", "recruitment")

SENT = {
    "programme": "Difference", "name": "2028", "places": "30", "host_policy": "any_open", "answer_days": "10", "boards": "5/7/2029\n12 July 2030",
    "opens_at_day": "2027-10-01", "opens_at_time": "9am", "closes_at_day": "2027-12-10", "closes_at_time": "17:00",
    "assessment_from": "2028-01-10", "assessment_until": "2028-02-11", "ranking_opens_at_day": "2028-03-01", "ranking_opens_at_time": "09:00",
    "ranking_closes_at_day": "2028-03-31", "ranking_closes_at_time": "5pm", "matching_on": "2028-04-12", "starts_on": "2028-09-01", "ends_on": "2030-08-31",
}  # fmt: skip


@pytest.fixture
def recruiter(sign_in):
    return sign_in(STAFF)


def words(response):
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())


def as_sent(cohort, **changes):
    made = CohortForm.initial_of(cohort)
    days = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in made.items()}
    return {**days, **changes}


def test_everybody_sees_every_date_in_order_and_how_long_is_left():
    cohort = make_cohort()
    page = words(Client().get(f"/cohorts/{cohort.pk}/"))
    dates = [
        "Applications open Thursday 1 October 2026, 9am, 7 weeks ago", "Applications close Friday 4 December 2026, 5pm, in 11 days",
        "Assessment Monday 11 January 2027 to Friday 12 February 2027",
        "Ranking of posts Monday 1 March 2027, 9am to Wednesday 31 March 2027, 5pm", "Matching day Wednesday 14 April 2027, in 4 months",
        "Placements start Wednesday 1 September 2027, in 9 months", "The two years end Friday 31 August 2029, in 2 years",
    ]  # fmt: skip
    places = [page.find(date) for date in dates]
    assert (-1 in places, places == sorted(places)) == (False, True)
    assert "First where provision is weakest, within commuting distance" in page
    assert "Places 40" in page


def test_a_cohort_says_where_it_stands():
    cohort = make_cohort()
    found = []
    for moment in (
        dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
        CLOSES - dt.timedelta(seconds=1),
        CLOSES,
        dt.datetime(2028, 1, 1, tzinfo=dt.UTC),
        dt.datetime(2030, 1, 1, tzinfo=dt.UTC),
    ):
        with now_is(moment):
            response = Client().get(f"/cohorts/{cohort.pk}/")
        found.append((response.context["standing"].label, response.context["open"]))
    assert found == [
        ("Not open yet", False),
        ("Open for applications", True),
        ("Being chosen and placed", False),
        ("In training", False),
        ("Finished", False),
    ]


def test_an_empty_list_says_how_cohorts_come():
    assert "No cohort yet The first one comes here when recruitment staff set it up" in words(Client().get("/cohorts/"))


def test_staff_make_a_cohort_with_moments_in_englands_time(recruiter):
    response = recruiter.post("/cohorts/new/", SENT)
    cohort = Cohort.objects.get()
    assert response.url == f"/cohorts/{cohort.pk}/"
    assert (cohort.opens_at, cohort.closes_at, cohort.ranking_closes_at) == (
        dt.datetime(2027, 10, 1, 8, tzinfo=dt.UTC), dt.datetime(2027, 12, 10, 17, tzinfo=dt.UTC), dt.datetime(2028, 3, 31, 16, tzinfo=dt.UTC),
    )  # fmt: skip
    assert [board.on for board in cohort.boards.all()] == [dt.date(2029, 7, 5), dt.date(2030, 7, 12)]
    assert Event.objects.filter(action="cohorts.make").count() == 1


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (
            {"closes_at_day": "2027-09-30"},
            "closes_at_day",
            "Applications close must come after the day on which applications open, Friday 1 October 2027, 9am",
        ),
        ({"assessment_from": "2027-12-09"}, "assessment_from", "Assessment begins must come on or after"),
        ({"assessment_until": "2028-01-09"}, "assessment_until", "Assessment ends must come on or after"),
        ({"ranking_opens_at_day": "2028-01-09"}, "ranking_opens_at_day", "Ranking of posts opens must come on or after"),
        (
            {"ranking_closes_at_day": "2028-03-01", "ranking_closes_at_time": "9am"},
            "ranking_closes_at_day",
            "Ranking of posts closes must come after",
        ),
        ({"matching_on": "2028-03-30"}, "matching_on", "Matching day must be on or after"),
        ({"starts_on": "2028-04-12"}, "starts_on", "Placements start must come after matching day"),
        ({"ends_on": "2028-09-01"}, "ends_on", "The two years end must come after"),
        ({"boards": "1/9/2028"}, "boards", "A board meets after placements have started"),
        ({"boards": "5/7/2029\n5/7/2029"}, "boards", "A day stands twice"),
    ],
)
def test_dates_out_of_order_are_said_beside_the_one_that_is_too_early(recruiter, change, field, sentence):
    response = recruiter.post("/cohorts/new/", {**SENT, **change})
    errors = response.context["form"].errors
    assert (response.status_code, list(errors), sentence in errors[field][0]) == (422, [field], True)
    assert (Cohort.objects.count(), Programme.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"), ({"name": "x" * 61}, "name"), ({"name": "\0"}, "name"), ({"places": "0"}, "places"), ({"places": "9" * 30}, "places"),
        ({"host_policy": "mars"}, "host_policy"), ({"answer_days": "-1"}, "answer_days"), ({"opens_at_time": "25:00"}, "opens_at_time"),
        ({"opens_at_day": "2027-02-30"}, "opens_at_day"), ({"ends_on": "9999-12-31"}, "ends_on"), ({"boards": "31/2/2029"}, "boards"),
        ({"boards": "x\0"}, "boards"), ({"boards": "1/1/0001"}, "boards"), ({"boards": "\n".join(f"{n}/7/2029" for n in range(1, 15))}, "boards"),
        ({"programme": " "}, "programme"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_beside_its_field(recruiter, change, field):
    response = recruiter.post("/cohorts/new/", {**SENT, **change})
    assert (response.status_code, list(response.context["form"].errors), Cohort.objects.count()) == (422, [field], 0)


def test_a_name_is_given_once_in_a_programme(recruiter):
    make_cohort(name="2028")
    response = recruiter.post("/cohorts/new/", SENT)
    assert (response.status_code, list(response.context["form"].errors), Cohort.objects.count()) == (422, ["name"], 1)


def test_staff_change_dates_and_boards(recruiter):
    cohort = make_cohort()
    response = recruiter.post(f"/cohorts/{cohort.pk}/change/", as_sent(cohort, closes_at_day="2026-12-11", boards="5/7/2028"))
    cohort.refresh_from_db()
    assert (response.status_code, cohort.closes_at, cohort.revision) == (302, CLOSES + dt.timedelta(days=7), 1)
    assert [board.on for board in BoardDate.objects.all()] == [dt.date(2028, 7, 5)]
    assert Event.objects.get(action="cohorts.change").fields == ["boards", "closes_at"]


def test_the_second_of_two_who_change_it_sees_both_and_can_save_theirs(recruiter):
    cohort = make_cohort()
    sent = as_sent(cohort, places="50")
    recruiter.post(f"/cohorts/{cohort.pk}/change/", as_sent(cohort, places="45"))
    response = recruiter.post(f"/cohorts/{cohort.pk}/change/", sent)
    assert (response.status_code, response.context["differences"]) == (409, (("Places", "50", "45"),))
    cohort.refresh_from_db()
    assert cohort.places == 45
    assert recruiter.post(f"/cohorts/{cohort.pk}/change/", {**sent, "revision": response.context["form"]["revision"].value()}).status_code == 302
    cohort.refresh_from_db()
    assert cohort.places == 50


def test_only_recruitment_staff_make_and_change_them(sign_in):
    cohort = make_cohort()
    for browser, status in ((Client(), 401), (sign_in("candidate"), 403), (sign_in(("staff", "placement")), 403), (sign_in("administrator"), 403)):
        assert browser.post("/cohorts/new/", SENT).status_code == status
        assert browser.post(f"/cohorts/{cohort.pk}/change/", as_sent(cohort, places="1")).status_code == status
        assert "Change this cohort" not in browser.get(f"/cohorts/{cohort.pk}/").content.decode()
    with pytest.raises(NotAllowed):
        commands.make(by=make_actor("assessor"), programme="Difference", values=DATES)
    assert list(Cohort.objects.values_list("places", flat=True)) == [40]


def test_a_grant_for_one_cohort_changes_that_cohort_alone(sign_in):
    ours, theirs = make_cohort(), make_cohort(name="2029")
    browser = sign_in(("staff", "recruitment", "cohort", str(ours.pk)))
    statuses = [browser.post(f"/cohorts/{one.pk}/change/", as_sent(one, places="41")).status_code for one in (ours, theirs)]
    offered = ["Change this cohort" in browser.get(f"/cohorts/{one.pk}/").content.decode() for one in (ours, theirs)]
    assert (statuses, offered) == ([302, 403], [True, False])
    assert dict(Cohort.objects.values_list("name", "places")) == {"2027": 41, "2029": 40}


def test_a_command_checks_what_a_form_would():
    with pytest.raises(BadInput) as refused:
        make_cohort(places=0, host_policy="mars", name=" ", answer_days=91)
    assert sorted(refused.value.fields) == ["answer_days", "host_policy", "name", "places"]


def test_a_list_of_many_takes_as_many_queries_as_a_list_of_few(django_assert_num_queries):
    make_cohort()
    with django_assert_num_queries(2):
        Client().get("/cohorts/")
    for number in range(30):
        make_cohort(name=f"Cohort {number}")
    with django_assert_num_queries(2):
        Client().get("/cohorts/")


def test_a_cohort_that_is_not_there_is_not_found():
    assert Client().get("/cohorts/00000000-0000-0000-0000-000000000000/").status_code == 404

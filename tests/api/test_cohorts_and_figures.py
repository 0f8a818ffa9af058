"""Cohorts and figures by the API: dates alone, and the findings as their page has them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from difference.programme.cohorts.models import BoardDate
from tests.programme.candidates import make_cohort

pytestmark = pytest.mark.django_db


def test_a_cohort_is_its_dates_and_nothing_else(ask):
    cohort = make_cohort()
    BoardDate.objects.create(cohort=cohort, on=dt.date(2028, 7, 7))
    status, answer = ask("/cohorts")
    assert (status, answer["next"]) == (200, None)
    assert answer["items"] == [ask(f"/cohorts/{cohort.pk}")[1]["item"]]
    assert answer["source"]["licence"] is None
    (item,) = answer["items"]
    assert (item["id"], item["boards_on"], item["starts_on"]) == (str(cohort.pk), ["2028-07-07"], cohort.starts_on.isoformat())
    assert dt.datetime.fromisoformat(item["applications_open_at"]) == cohort.opens_at
    assert sorted(item) == [
        "applications_close_at", "applications_open_at", "assessment_from", "assessment_until", "boards_on", "ends_on", "id", "matching_on", "name",
        "programme", "ranking_closes_at", "ranking_opens_at", "starts_on",
    ]  # fmt: skip


def test_cohorts_come_in_pages_by_the_day_on_which_they_open(ask):
    made = [make_cohort(name=f"Cohort {number}") for number in range(5)]
    made[0].__class__.objects.filter(pk=made[0].pk).update(opens_at=made[0].opens_at + dt.timedelta(hours=1))
    read, cursor = [], None
    while True:
        answer = ask("/cohorts", {"limit": 2} | ({"cursor": cursor} if cursor else {}))[1]
        read += [item["id"] for item in answer["items"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert read == [*sorted(str(cohort.pk) for cohort in made[1:]), str(made[0].pk)]


@pytest.mark.parametrize(("cohort_id", "status"), [("00000000-0000-0000-0000-000000000007", 404), ("7", 422), ("%00", 422), ("x" * 300, 422)])
def test_a_cohort_that_is_not_there_is_missing(ask, cohort_id, status):
    assert ask(f"/cohorts/{cohort_id}")[0] == status


def test_figures_are_those_of_the_download(ask, register):
    status, answer = ask("/figures")
    assert (status, answer["items"]) == (200, Client().get("/observatory/findings.json").json()["findings"])
    assert (
        answer["source"]["name"] == "Published: the source that each figure names. Computed: Get Information About Schools, Department for Education"
    )

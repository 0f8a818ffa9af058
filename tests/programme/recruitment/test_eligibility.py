"""Who can take part: each rule by itself and together, and the five questions that anybody can ask themself."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client

from difference.foundations.audit.models import Event
from difference.programme.recruitment import eligibility
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.reasons import INELIGIBLE
from tests.programme.candidates import make_cohort

pytestmark = pytest.mark.django_db


GOOD = {"right_to_work": True, "qualified_teacher": True, "mainstream_years": Decimal(3), "works_in_ap_or_special": False}
SENT = {"right_to_work": "yes", "qualified_teacher": "yes", "mainstream_years": "3", "works_in_ap_or_special": "no", "responsibility_held": "yes"}
DAY = dt.date(2026, 11, 23)


def codes(**changes):
    return [rule.code for rule in eligibility.broken(SimpleNamespace(**{**GOOD, **changes}), DAY)]


def test_every_rule_has_a_reason_code_and_every_code_a_rule():
    assert {rule.code for rule in eligibility.every_rule()} | {"several"} == set(INELIGIBLE)


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ({}, []),
        ({"right_to_work": False}, ["no-right-to-work"]),
        ({"qualified_teacher": False}, ["no-qualified-status"]),
        ({"mainstream_years": Decimal("2.9")}, ["too-little-mainstream"]),
        ({"mainstream_years": Decimal("3.0")}, []),
        ({"works_in_ap_or_special": True}, ["works-in-ap-or-special"]),
        ({"right_to_work": False, "works_in_ap_or_special": True}, ["no-right-to-work", "works-in-ap-or-special"]),
        (dict.fromkeys(GOOD), []),
    ],
)
def test_each_rule_looks_at_its_answer_and_no_answer_breaks_none(answer, found):
    assert codes(**answer) == found


def test_the_rules_are_those_of_the_day_on_which_the_cohort_opened():
    cohort = make_cohort()
    assert eligibility.day_of(cohort) == dt.date(2026, 10, 1)
    application = Application(cohort=cohort, **{**GOOD, "qualified_teacher": False})
    assert [code for code, _ in eligibility.reasons(application)] == ["no-qualified-status"]


def test_five_questions_are_asked_and_nothing_is_kept():
    client = Client()
    before = Event.objects.count()
    assert client.get("/recruitment/check/").content.decode().count("govuk-form-group") == 5
    response = client.post("/recruitment/check/", SENT)
    assert (response.status_code, response.context["broken"], response.context["asset"]) == (200, [], None)
    assert (Event.objects.count(), "difference_session" in client.cookies) == (before, False)


def test_the_result_names_each_rule_with_a_way_on():
    cohort = make_cohort()
    response = Client().post("/recruitment/check/", {**SENT, "right_to_work": "no", "mainstream_years": "2.5", "responsibility_held": "no"})
    page = response.content.decode()
    assert [rule.code for rule in response.context["broken"]] == ["no-right-to-work", "too-little-mainstream"]
    assert all(rule.way_on in page for rule in response.context["broken"])
    assert eligibility.asset().sentence in page
    assert f"/recruitment/apply/{cohort.pk}/" in page


@pytest.mark.parametrize("name", list(SENT))
@pytest.mark.parametrize("value", ["", "perhaps", "\0", "9" * 400, "NaN"])
def test_nonsense_is_refused_beside_its_question(name, value):
    response = Client().post("/recruitment/check/", {**SENT, name: value})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [name])


def test_answers_in_the_address_are_not_looked_at():
    response = Client().get("/recruitment/check/", SENT)
    assert (response.status_code, response.context["form"].is_bound) == (200, False)

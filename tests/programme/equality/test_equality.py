"""Equality monitoring stands apart: one's own to see, change and erase; counts alone to staff; no way back to a person."""

import datetime as dt
import uuid

import pytest
from django.apps import apps
from django.test import Client

from difference.errors import NotAllowed, NotFound, NotNow
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.programme.equality import commands, queries, tasks
from difference.programme.equality.models import EqualityAnswer
from difference.programme.equality.questions import questions
from difference.programme.recruitment import commands as recruitment
from tests.making import make_actor
from tests.programme.candidates import CLOSES, actor_of, complete, make_cohort, now_is, sent

pytestmark = pytest.mark.django_db


GIVEN = {
    "age_band": "30_34",
    "sex": "female",
    "ethnic_group": "black",
    "ethnic_detail": "black_african",
    "religion": "muslim",
    "orientation": "prefer_not",
}
STAFF = ("staff", "recruitment")


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def client(sign_in):
    return sign_in("candidate", name="Amara Osei")


@pytest.fixture
def application(client, cohort):
    return recruitment.start(by=actor_of(client), cohort=cohort)


def page(application):
    return f"/equality/applications/{application.pk}/"


def test_answers_are_given_changed_and_erased(client, application):
    assert client.post(page(application), {"revision": 0, **GIVEN}).status_code == 302
    answer = EqualityAnswer.objects.get()
    assert (answer.sex, answer.ethnic_detail, answer.disability) == ("female", "black_african", "")
    assert client.get(page(application)).context["form"].initial["sex"] == "female"
    assert client.post(page(application), {"revision": 0, **GIVEN, "sex": "prefer_not"}).status_code == 302
    answer.refresh_from_db()
    assert answer.sex == "prefer_not"
    assert [client.post(f"{page(application)}erase/").status_code for _ in range(2)] == [302, 302]
    assert EqualityAnswer.objects.count() == 0


def test_every_question_can_be_left_open_or_not_be_said(client, application):
    assert all("prefer_not" in question.choices for question in questions())
    assert client.post(page(application), {"revision": 0}).status_code == 302
    assert client.post(page(application), {"revision": 0, **{question.key: "prefer_not" for question in questions()}}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"sex": "x"}, "sex"), ({"sex": "\0"}, "sex"), ({"age_band": "x" * 9000}, "age_band"), ({"ethnic_group": "white"}, "ethnic_detail"), ({"ethnic_group": ""}, "ethnic_detail"), ({"revision": "x"}, "revision")],
)  # fmt: skip
def test_nonsense_is_refused_beside_its_question(client, application, wrong, field):
    response = client.post(page(application), {"revision": 0, **GIVEN, **wrong})
    assert (response.status_code, list(response.context["form"].errors), EqualityAnswer.objects.count()) == (422, [field], 0)


def test_a_stale_save_is_a_conflict_and_can_be_sent_again(client, application):
    client.post(page(application), {"revision": 0, **GIVEN})
    client.post(page(application), {"revision": 0, **GIVEN, "sex": "male"})
    response = client.post(page(application), {"revision": 0, **GIVEN, "sex": "prefer_not"})
    assert (response.status_code, response.context["form"]["revision"].value()) == (409, "1")
    assert EqualityAnswer.objects.get().sex == "male"


def test_after_the_close_answers_stand_still(client, application):
    client.post(page(application), {"revision": 0, **GIVEN})
    with now_is(CLOSES, client):
        assert client.post(page(application), {"revision": 0, **GIVEN, "sex": "male"}).status_code == 409
        assert client.post(f"{page(application)}erase/").status_code == 409
        assert "Black, Black British, Caribbean or African" in client.get(page(application)).content.decode()
    assert EqualityAnswer.objects.get().sex == "female"


def test_nobody_else_sees_the_answers_whatever_they_hold(client, application, sign_in):
    client.post(page(application), {"revision": 0, **GIVEN})
    assert Client().get(page(application)).status_code == 302
    for grants in ("candidate", "assessor", "administrator", "data_protection_officer", STAFF, ("staff", "safer_recruitment"), ("staff", "evidence")):
        browser = sign_in(grants)
        assert (grants, browser.get(page(application)).status_code) == (grants, 404)
        assert browser.post(page(application), {"revision": 0, "sex": "male"}).status_code == 404
        assert browser.post(f"{page(application)}erase/").status_code == 404
    assert EqualityAnswer.objects.get().sex == "female"
    with pytest.raises(NotAllowed):
        commands.erase(by=make_actor(STAFF), application=application)


def test_the_staffs_page_of_a_candidate_has_no_word_of_it(cohort, client, sign_in):
    by = actor_of(client)
    application = complete(by, cohort)
    client.post(page(application), {"revision": 0, **GIVEN})
    recruitment.submit(by=by, application=application, revision=application.revision)
    browser = sign_in(STAFF)
    text = "".join(browser.get(f"/recruitment/{address}/").content.decode() for address in (f"candidates/{application.pk}", f"cohorts/{cohort.pk}"))
    for word in ("Muslim", "Black", "Female", "quality monitoring"):
        assert word not in text


def test_no_row_and_no_audit_entry_leads_back_once_the_link_is_gone(cohort, client, application):
    client.post(page(application), {"revision": 0, **GIVEN})
    day = dt.datetime(2027, 4, 14, 12, tzinfo=dt.UTC) + dt.timedelta(days=60)
    with now_is(day - dt.timedelta(days=1)):
        assert tasks.unlink.func() == 0
        with pytest.raises(NotNow):
            commands.unlink(by=system("equality.unlink"), cohort=cohort)
    with now_is(day):
        assert [tasks.unlink.func(), tasks.unlink.func()] == [1, 0]
    answer = EqualityAnswer.objects.get()
    assert (answer.person_id, answer.sex) == (None, "female")
    entries = str(list(Event.objects.exclude(action="equality.unlink").values_list()))
    assert (str(answer.pk) in entries, "female" in entries) == (False, False)
    with now_is(day, client):
        assert client.get(page(application)).context["present"] is None


def test_the_table_has_no_key_to_a_person_or_an_application_and_no_moment():
    fields = EqualityAnswer._meta.get_fields()
    assert {field.related_model._meta.label for field in fields if field.is_relation} == {"cohorts.Cohort"}
    assert [field.name for field in fields if field.get_internal_type() in {"DateTimeField", "DateField", "BigAutoField", "AutoField"}] == []
    assert apps.get_app_config("recruitment").models_module.__name__ not in EqualityAnswer.__module__


def fill(cohort, **many):
    for sex, count in many.items():
        EqualityAnswer.objects.bulk_create(EqualityAnswer(cohort=cohort, person_id=uuid.uuid4(), sex=sex) for _ in range(count))


def test_counts_come_after_the_close_protected_and_complete(cohort, sign_in):
    fill(cohort, female=32, male=18, prefer_not=14)
    browser = sign_in(STAFF)
    address = f"/equality/cohorts/{cohort.pk}/"
    assert browser.get(address).context["tables"] == []
    with pytest.raises(NotFound):
        queries.counted(cohort)
    with now_is(CLOSES, browser):
        tables = {asks: (dict(rows), foot) for asks, rows, foot in browser.get(address).context["tables"]}
    rows, foot = tables["What is your sex?"]
    assert (rows, foot) == (
        {"Female": "30", "Male": "20", "Prefer not to say": "[c]", "Not answered": "[c]"}, ("Total of the rows shown", 50),
    )  # fmt: skip
    assert set(tables["What is your religion?"][0].values()) == {"[c]"}
    assert Event.objects.filter(action="equality.see-counts", kind=Event.SEEN).count() == 2


def test_a_small_group_and_what_would_give_it_away_is_shown_to_nobody(cohort, sign_in):
    fill(cohort, female=40, male=25, prefer_not=3)
    browser = sign_in(STAFF)
    with now_is(CLOSES, browser):
        tables = {asks: dict(rows) for asks, rows, _ in browser.get(f"/equality/cohorts/{cohort.pk}/").context["tables"]}
    assert tables["What is your sex?"] == {"Female": "40", "Male": "[c]", "Prefer not to say": "[c]", "Not answered": "[c]"}


def test_only_recruitment_and_evidence_staff_see_counts(cohort, sign_in):
    for grants, status in (
        ("candidate", 403),
        ("assessor", 403),
        ("administrator", 403),
        (("staff", "placement"), 403),
        (("staff", "evidence"), 200),
    ):
        assert (grants, sign_in(grants).get(f"/equality/cohorts/{cohort.pk}/").status_code) == (grants, status)


def test_a_grant_for_one_cohort_shows_the_counts_of_that_cohort_alone(cohort, sign_in):
    browser = sign_in(("staff", "evidence", "cohort", str(cohort.pk)))
    other = make_cohort(name="2029")
    assert [browser.get(f"/equality/cohorts/{one.pk}/").status_code for one in (cohort, other)] == [200, 403]


def test_my_record_says_that_one_answered_and_not_what(client, application):
    client.post(page(application), {"revision": 0, **GIVEN})
    text = client.get("/people/record/").content.decode()
    assert "On 13 June 2027 the link to you is taken off" in text
    for word in ("Muslim", "African", "Female"):
        assert word not in text


def test_it_can_be_skipped_when_sending(client, cohort):
    assert sent(actor_of(client), cohort).state == "submitted"

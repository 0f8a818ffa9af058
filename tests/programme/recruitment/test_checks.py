"""The safer-recruitment checklist: what is missing in words, noting, leaving out, undoing, and who has nothing to do with it."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difference.errors import BadInput, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.audit.models import Event
from difference.programme.recruitment import safer_checks
from difference.programme.recruitment.commands.checks import note_check, undo_check
from difference.programme.recruitment.models import Decision, Reference, SaferCheck
from difference.programme.recruitment.queries import checks as queries
from tests.making import make_actor
from tests.programme.candidates import make_cohort
from tests.programme.recruitment.referees import make_candidate

pytestmark = pytest.mark.django_db

RECRUITMENT, SAFER = ("staff", "recruitment"), ("staff", "safer_recruitment")
TODAY = dt.date(2026, 11, 23)
SEEN = {"result": "clear", "seen_on_day": "23", "seen_on_month": "11", "seen_on_year": "2026"}


@pytest.fixture
def safer():
    return make_actor(SAFER)


@pytest.fixture
def application():
    return make_candidate(state="accepted")


def note(by, application, key, **more):
    values = {"result": "clear", "seen_on": TODAY, **more}
    return note_check(by=by, application=application, check=safer_checks.find(key), **values)


def address(application, key="dbs", end=""):
    return f"/recruitment/checks/{application.pk}/{key}/{end}"


def bring_references(application, verified=2):
    person = application.person_id
    for one in application.references.all():
        values = {"state": "received", "requested_at": clock.now(), "requested_by": person, "expires_at": clock.now(), "received_at": clock.now()}
        if one.position <= verified:
            values |= {"verified_on": TODAY, "verified_how": "published", "verified_at": clock.now(), "verified_by": person}
        Reference.objects.filter(pk=one.pk).update(**values)


def test_the_list_is_that_of_the_guidance():
    keys = [check.key for check in safer_checks.in_force()]
    assert keys == [
        "references", "online-search", "self-declaration", "identity", "right-to-work", "qualifications", "prohibition", "section-128", "dbs",
        "overseas", "medical-fitness", "childcare-disqualification",
    ]  # fmt: skip
    assert [check.key for check in safer_checks.in_force() if check.not_needed] == ["section-128", "overseas", "childcare-disqualification"]


def test_no_check_has_a_place_for_a_file_or_a_number():
    assert {field.name for field in SaferCheck._meta.fields} == {
        "id", "application", "check_key", "result", "seen_on", "why_not_needed", "done_by", "done_at", "undone_by", "undone_at",
    }  # fmt: skip


def test_what_is_missing_is_said_until_nothing_is(safer, application):
    assert not queries.complete(application)
    assert "Two references: 0 of 2 received, 0 of 2 checked by telephone." in queries.missing(application)
    for check in safer_checks.in_force():
        if check.derived:
            bring_references(application)
        elif check.not_needed:
            note(safer, application, check.key, result="not_needed", seen_on=None, why_not_needed=next(iter(check.not_needed)))
        else:
            note(safer, application, check.key)
    assert (queries.missing(application), queries.complete(application)) == ([], True)


def test_references_count_once_checked_by_telephone(application):
    bring_references(application, verified=1)
    assert "Two references: 2 of 2 received, 1 of 2 checked by telephone." in queries.missing(application)
    bring_references(application)
    assert not any("references" in sentence for sentence in queries.missing(application))


def test_references_are_not_noted_by_hand(safer, application):
    with pytest.raises(NotNow):
        note(safer, application, "references")


def test_what_was_referred_still_stands_in_the_way(safer, application):
    note(safer, application, "dbs", result="referred")
    assert "Enhanced DBS with the children’s barred list: with the safeguarding lead." in queries.missing(application)


@pytest.mark.parametrize(
    ("state", "key"), [("in_review", "online-search"), ("submitted", "identity"), ("shortlisted", "dbs"), ("assessed", "medical-fitness")]
)
def test_no_check_is_made_before_its_time(safer, state, key):
    with pytest.raises(NotNow):
        note(safer, make_candidate(state=state), key)


def test_an_online_search_is_not_older_than_the_shortlisting(safer, application):
    when = clock.now() - dt.timedelta(days=2)
    Decision.objects.create(
        application=application, outcome="shortlist", proposed_by=safer.person_id, confirmed_by=application.person_id, confirmed_at=when,
        published_by=safer.person_id, published_at=when,
    )  # fmt: skip
    with pytest.raises(BadInput):
        note(safer, application, "online-search", seen_on=TODAY - dt.timedelta(days=3))
    assert note(safer, application, "online-search", seen_on=TODAY - dt.timedelta(days=2))


@pytest.mark.parametrize(
    "values",
    [
        {"seen_on": None}, {"seen_on": TODAY + dt.timedelta(days=1)}, {"seen_on": dt.date(2026, 11, 15)}, {"result": "fine"},
        {"result": "not_needed", "seen_on": None, "why_not_needed": "no-management-post"}, {"why_not_needed": "never-abroad"},
    ],
)  # fmt: skip
def test_a_note_that_cannot_be_is_refused(safer, application, values):
    with pytest.raises(BadInput):
        note(safer, application, "dbs", **values)
    assert not SaferCheck.objects.exists()


def test_leaving_a_check_out_takes_a_reason_of_the_list_and_no_day(safer, application):
    for values in ({"why_not_needed": ""}, {"why_not_needed": "because"}, {"why_not_needed": "never-abroad", "seen_on": TODAY}):
        with pytest.raises(BadInput):
            note(safer, application, "overseas", **{"result": "not_needed", "seen_on": None, **values})
    assert note(safer, application, "overseas", result="not_needed", seen_on=None, why_not_needed="never-abroad")


@pytest.mark.parametrize("grants", [RECRUITMENT, "assessor", "candidate", ("staff", "placement"), "administrator"])
def test_others_note_nothing(application, grants):
    with pytest.raises(NotAllowed):
        note(make_actor(grants), application, "dbs")


def test_it_is_noted_once_and_undone_with_a_trace(sign_in, application):
    browser = sign_in(SAFER)
    assert [browser.post(address(application), SEEN).status_code for _ in range(2)] == [302, 302]
    assert SaferCheck.objects.count() == 1
    assert sign_in(SAFER).post(address(application), SEEN).status_code == 409
    assert [browser.post(address(application, end="undo/")).status_code for _ in range(2)] == [302, 409]
    assert browser.post(address(application), SEEN).status_code == 302
    assert (SaferCheck.objects.count(), SaferCheck.objects.filter(undone_at=None).count()) == (2, 1)
    reasons = list(Event.objects.filter(action="recruitment.do-check", kind=Event.DONE).order_by("id").values_list("reason", flat=True))
    assert reasons == ["dbs", "dbs", "undone-dbs", "dbs"]


def test_nobody_undoes_what_is_not_there(safer, application):
    with pytest.raises(NotNow):
        undo_check(by=safer, application=application, check=safer_checks.find("dbs"))


@pytest.mark.parametrize(
    "change", [{"result": ""}, {"result": "x" * 100}, {"seen_on_day": "32"}, {"seen_on_day": "\0"}, {"seen_on_year": "2027"}, {"seen_on_month": ""}]
)
def test_a_hostile_form_is_refused_in_words(sign_in, application, change):
    assert sign_in(SAFER).post(address(application), {**SEEN, **change}).status_code == 422
    assert not SaferCheck.objects.exists()


def test_staff_see_progress_and_assessors_nothing(sign_in, application):
    pages = ["/recruitment/checks/", f"/recruitment/checks/{application.pk}/", address(application)]
    assert [sign_in(RECRUITMENT).get(page).status_code for page in pages] == [200] * 3
    assert sign_in(RECRUITMENT).post(address(application), SEEN).status_code == 404
    for grants in ("assessor", "candidate", ("staff", "placement")):
        assert [sign_in(grants).get(page).status_code for page in pages] == [403, 404, 404]


def test_an_unknown_check_and_an_application_too_early_are_not_found(sign_in, application):
    browser = sign_in(SAFER)
    early = make_candidate(make_cohort(name="2028"), state="in_review")
    pages = [address(application, "shoe-size"), f"/recruitment/checks/{early.pk}/", address(early)]
    assert [browser.get(page).status_code for page in pages] == [404] * 3


def test_the_list_asks_the_database_as_often_for_many_as_for_few(sign_in):
    cohort, browser = make_cohort(), sign_in(SAFER)
    make_candidate(cohort)
    browser.get("/recruitment/checks/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/recruitment/checks/")
    for number in range(6):
        make_candidate(cohort, name=f"Another {number}")
    with CaptureQueriesContext(connection) as many:
        browser.get("/recruitment/checks/")
    assert len(many) == len(few)


def test_what_waits_for_safer_recruitment(safer, application):
    assert queries.accepted_incomplete(safer) == [application]
    assert queries.accepted_incomplete(make_actor(RECRUITMENT)) == []
    make_candidate(make_cohort(name="2028"), state="shortlisted")
    assert queries.accepted_incomplete(safer) == [application]
    assert queries.count_accepted_incomplete(safer) == 1


@pytest.mark.parametrize("spoil", [
    {"result": "referred"}, {"result": "not_needed", "why_not_needed": "maintained-school", "seen_on": None},
    {"result": "not_needed", "why_not_needed": "no-such-reason", "seen_on": None},
    {"undone_at": dt.datetime(2026, 11, 23, tzinfo=dt.UTC), "undone_by": uuid.uuid4()},
])  # fmt: skip
def test_the_database_counts_who_lacks_a_check_as_the_lists_say_it(safer, application, spoil):
    for check in safer_checks.in_force():
        if not check.derived:
            note(safer, application, check.key)
    bring_references(application, verified=1)
    assert (queries.count_accepted_incomplete(safer), len(queries.accepted_incomplete(safer))) == (1, 1)
    bring_references(application)
    assert (queries.count_accepted_incomplete(safer), queries.accepted_incomplete(safer)) == (0, [])
    SaferCheck.objects.filter(application=application, check_key="section-128").update(**spoil)
    assert queries.count_accepted_incomplete(safer) == len(queries.accepted_incomplete(safer))

"""Rounds are planned and changed; applications go to assessors by lot or by hand, never where there is a conflict."""

import datetime as dt

import pytest

from difference.errors import BadInput, Conflict, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.programme.recruitment.commands import selection_rounds as commands
from difference.programme.recruitment.commands import selection_scores
from difference.programme.recruitment.models import Assessment, SelectionRound
from difference.programme.recruitment.queries import assessors
from tests.making import make_account, make_actor
from tests.programme.candidates import now_is
from tests.programme.recruitment.making import give, make_application, make_cohort, make_round, name_referee

pytestmark = pytest.mark.django_db


STAFF = ("staff", "recruitment")
FORM = {
    "stage": "reading", "criteria_edition": "2026", "name": "First reading",
    "opens_at_day_day": "24", "opens_at_day_month": "11", "opens_at_day_year": "2026", "opens_at_time": "9am",
    "closes_at_day_day": "3", "closes_at_day_month": "12", "closes_at_day_year": "2026", "closes_at_time": "17:00",
}  # fmt: skip


@pytest.fixture
def staff():
    return make_actor(STAFF)


def test_a_round_is_planned_from_its_page_with_days_in_english_time(sign_in):
    cohort = make_cohort()
    response = sign_in(STAFF).post(f"/recruitment/selection/cohorts/{cohort.pk}/new-round/", FORM)
    made = SelectionRound.objects.get()
    assert response["Location"] == f"/recruitment/selection/rounds/{made.pk}/"
    assert (made.name, made.stage, made.opens_at.isoformat(), made.closes_at.isoformat()) == (
        "First reading", "reading", "2026-11-24T09:00:00+00:00", "2026-12-03T17:00:00+00:00",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Enter the name of the round"),
        ({"stage": "wizardry"}, "There is a problem"),
        ({"closes_at_day_day": "1", "closes_at_day_month": "11"}, "The round must close after it opens."),
        ({"opens_at_day_day": "1", "closes_at_day_day": "2", "closes_at_day_month": "11"}, "The round must close in the future."),
        ({"closes_at_day_month": "13"}, "There is a problem"),
        ({"opens_at_time": "noonish"}, "There is a problem"),
        ({"criteria_edition": "1066"}, "There is a problem"),
        ({"name": "x" * 61}, "There is a problem"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused_beside_the_field(sign_in, changes, sentence):
    cohort = make_cohort()
    response = sign_in(STAFF).post(f"/recruitment/selection/cohorts/{cohort.pk}/new-round/", {**FORM, **changes})
    assert (response.status_code, sentence in response.content.decode(), SelectionRound.objects.count()) == (422, True, 0)


def test_two_rounds_of_a_cohort_have_different_names(sign_in):
    cohort = make_cohort()
    make_round(cohort)
    response = sign_in(STAFF).post(f"/recruitment/selection/cohorts/{cohort.pk}/new-round/", FORM)
    assert (response.status_code, "There is a round of this name in the cohort already." in response.content.decode()) == (422, True)


def test_a_stale_change_of_dates_shows_yours_and_the_present_one(staff):
    round_ = make_round(make_cohort())
    stale = SelectionRound.objects.get(pk=round_.pk)
    commands.change_round(by=staff, round_=round_, revision=0, name="One", opens_at=round_.opens_at, closes_at=round_.closes_at)
    with pytest.raises(Conflict) as caught:
        commands.change_round(by=staff, round_=stale, revision=0, name="Two", opens_at=stale.opens_at, closes_at=stale.closes_at)
    assert caught.value.differences == (("name", "Two", "One"),)


def test_sharing_out_gives_each_application_two_readers_evenly_and_once(staff):
    cohort = make_cohort()
    for _ in range(6):
        make_application(cohort)
    for state in ("draft", "submitted", "shortlisted", "withdrawn"):
        make_application(cohort, state)
    people = [make_account("assessor") for _ in range(3)]
    round_ = make_round(cohort)
    assert commands.share_out(by=staff, round_=round_) == commands.Shared(12, 3, 0)
    assert [load.given for load in assessors.loads(round_)] == [4, 4, 4]
    round_.refresh_from_db()
    assert commands.share_out(by=staff, round_=round_) == commands.Shared(0, 0, 0)
    assert {one.assessor_id for one in Assessment.objects.all()} == {account.person_id for account in people}


def test_of_two_who_share_out_at_once_the_second_is_told(staff):
    cohort = make_cohort()
    make_application(cohort)
    make_account("assessor")
    round_ = make_round(cohort)
    stale = SelectionRound.objects.get(pk=round_.pk)
    commands.share_out(by=staff, round_=round_)
    with pytest.raises(NotNow):
        commands.share_out(by=staff, round_=stale)


def test_nobody_gets_a_colleague_somebody_who_names_them_or_whom_they_declared(staff):
    cohort = make_cohort()
    school_domain = make_account("assessor", email="head@oakhill.leeds.sch.uk", name="Same School")
    referee = make_account("assessor", email="Ref@tests.example", name="A Referee")
    declared = make_account("assessor", name="A Friend")
    applicant = make_account("assessor", name="Applies Too")
    free = make_account("assessor", name="Is Free")
    application = make_application(cohort, email="amara@oakhill.leeds.sch.uk")
    make_application(cohort, "withdrawn").__class__.objects.filter(state="withdrawn").update(person=applicant.person)
    name_referee(application, "A Referee", "ref@TESTS.example")
    round_ = make_round(cohort)
    [mine] = give(staff, round_, application, declared)
    selection_scores.declare_conflict(by=actor_for(declared), assessment=mine, kind="family-or-friend")
    assert commands.share_out(by=staff, round_=round_) == commands.Shared(1, 1, 1)
    assert [one.assessor_id for one in Assessment.objects.all()] == [free.person_id]
    for account in (school_domain, referee, declared, applicant):
        with pytest.raises(BadInput):
            commands.give(by=staff, round_=round_, application=application, assessor_id=account.person_id)


def test_somebody_who_works_for_the_candidates_school_is_a_colleague(staff):
    from difference.foundations.schools.models import LocalAuthority, School

    authority = LocalAuthority.objects.create(code="383", name="Leeds")
    School.objects.create(
        urn=123456, name="Oak Hill School", sector="mainstream", type_name="Academy", status="Open", is_open=True, authority=authority,
        name_key=" oak hill school", search_key=" oak hill school",
    )  # fmt: skip
    account = make_account("assessor", ("host_lead", "", "organisation", "123456"))
    cohort = make_cohort()
    application = make_application(cohort, present_school="The Oak Hill School, Leeds")
    bars = assessors.barred(make_round(cohort), [application], assessors.for_cohort(cohort.pk))
    assert bars == {(application.pk, account.person_id): "They work at the candidate’s school."}


def test_an_assessor_of_another_cohort_gets_nothing_of_this_one(staff):
    cohort, other = make_cohort(), make_cohort(name="2028")
    make_account(("assessor", "", "cohort", str(other.pk)))
    here = make_account(("assessor", "", "cohort", str(cohort.pk)))
    make_application(cohort)
    assert [one.person_id for one in assessors.for_cohort(cohort.pk)] == [here.person_id]


def test_after_the_round_nothing_is_given_out(staff):
    cohort = make_cohort()
    application, account, round_ = make_application(cohort), make_account("assessor"), make_round(cohort)
    with now_is(round_.closes_at):
        for attempt in (
            lambda: commands.share_out(by=staff, round_=round_),
            lambda: commands.give(by=staff, round_=round_, application=application, assessor_id=account.person_id),
        ):
            with pytest.raises(NotNow):
                attempt()


def test_what_is_given_twice_or_at_the_wrong_state_is_refused(staff):
    cohort = make_cohort()
    account, round_, application, late = (
        make_account("assessor"),
        make_round(cohort),
        make_application(cohort),
        make_application(cohort, "shortlisted"),
    )
    give(staff, round_, application, account)
    with pytest.raises(BadInput) as caught:
        give(staff, round_, application, account)
    assert caught.value.fields == {"assessor": ["Choose somebody else. They have it already."]}
    with pytest.raises(NotNow):
        give(staff, round_, late, account)


def test_it_is_taken_back_until_scores_are_sent(staff):
    cohort = make_cohort()
    account, round_, application = make_account("assessor"), make_round(cohort), make_application(cohort)
    [one] = give(staff, round_, application, account)
    commands.take_back(by=staff, assessment=one)
    with pytest.raises(NotNow):
        commands.take_back(by=staff, assessment=one)
    [again] = give(staff, round_, application, account)
    Assessment.objects.filter(pk=again.pk).update(no_conflict_at=clock.now(), submitted_at=clock.now())
    with pytest.raises(NotNow):
        commands.take_back(by=staff, assessment=again)


def test_staff_do_not_choose_who_reads_their_own_application():
    cohort = make_cohort()
    account, assessor = make_account(STAFF), make_account("assessor")
    own = make_application(cohort)
    own.person = account.person
    own.save()
    with pytest.raises(NotAllowed):
        commands.give(by=actor_for(account), round_=make_round(cohort), application=own, assessor_id=assessor.person_id)


def test_the_letter_to_assessors_says_how_many_and_by_when_and_the_audit_who_was_given_whom(staff):
    cohort = make_cohort()
    application, account, round_ = make_application(cohort), make_account("assessor"), make_round(cohort)
    commands.share_out(by=staff, round_=round_)
    letter = Letter.objects.get(kind="recruitment.to_read")
    assert (letter.to, letter.subject, letter.person_id) == (account.email, "You have been given 1 application to read", account.person_id)
    assert "until Thursday 3 December 2026, 10am" in letter.text
    assert Event.objects.filter(action="recruitment.give", subject_id=application.person_id).count() == 1


def test_the_report_says_who_has_how_many(sign_in, staff):
    cohort = make_cohort()
    account, round_ = make_account("assessor", name="Ian Fairweather"), make_round(cohort)
    give(staff, round_, make_application(cohort), account)
    client = sign_in(STAFF)
    page = client.get(f"/recruitment/selection/rounds/{round_.pk}/assessors/").content.decode()
    load = assessors.loads(round_)
    assert ([(one.assessor.name, one.given, one.sent, one.waiting) for one in load], "Ian Fairweather" in page) == (
        [("Ian Fairweather", 1, 0, 1)],
        True,
    )


def test_dates_can_be_moved_from_the_page(sign_in):
    round_ = make_round(make_cohort())
    client, address = sign_in(STAFF), f"/recruitment/selection/rounds/{round_.pk}/change/"
    form = client.get(address).context["form"]
    data = {"revision": form["revision"].value(), **{key: value for key, value in FORM.items() if key not in {"stage", "criteria_edition"}}}
    assert client.post(address, data).status_code == 302
    assert client.post(address, {**data, "name": "Other"}).status_code == 409
    round_.refresh_from_db()
    assert (round_.name, round_.closes_at) == ("First reading", dt.datetime(2026, 12, 3, 17, tzinfo=dt.UTC))

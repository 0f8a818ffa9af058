"""The staff's list and page: who sees what, what can be done, constant queries, and each look in the audit."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difference.errors import NotAllowed
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.programme.recruitment import commands, queries, tasks
from difference.programme.recruitment.models import Application
from tests.making import make_actor
from tests.programme.candidates import CLOSES, actor_of, complete, make_cohort, now_is, sent, write

pytestmark = pytest.mark.django_db

STAFF = ("staff", "recruitment")


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def recruiter(sign_in):
    return sign_in(STAFF)


@pytest.fixture
def candidate():
    return make_actor("candidate", name="Amara Osei", email="amara@tests.example")


def names(response):
    return [row[0].label for row in response.context["rows"]]


def listed(browser, cohort, **asked):
    return names(browser.get(f"/recruitment/cohorts/{cohort.pk}/", asked))


def many(cohort, count):
    for number in range(count):
        actor = make_actor("candidate", name=f"Candidate {number:03}")
        commands.start(by=actor, cohort=cohort)


def test_the_list_is_narrowed_by_state_region_eligibility_and_words(cohort, recruiter, candidate):
    complete(candidate, cohort)
    sent(make_actor("candidate", name="Bryn Vale"), cohort, preferred_regions=["London"])
    sent(make_actor("candidate", name="Cleo Dunn"), cohort, mainstream_years=1)
    commands.start(by=make_actor("candidate", name="Dara Quill"), cohort=cohort)
    reference = Application.objects.get(person__full_name="Bryn Vale").reference
    assert set(listed(recruiter, cohort)) == {"Amara Osei", "Bryn Vale", "Cleo Dunn", "Dara Quill"}
    assert set(listed(recruiter, cohort, state="draft")) == {"Amara Osei", "Dara Quill"}
    assert listed(recruiter, cohort, region="London") == ["Bryn Vale"]
    assert set(listed(recruiter, cohort, region="North East")) == {"Amara Osei", "Cleo Dunn"}
    assert listed(recruiter, cohort, eligibility="not_met") == ["Cleo Dunn"]
    assert set(listed(recruiter, cohort, eligibility="met")) == {"Amara Osei", "Bryn Vale", "Dara Quill"}
    assert listed(recruiter, cohort, q="aMARA") == ["Amara Osei"]
    assert listed(recruiter, cohort, q=reference.lower()) == ["Bryn Vale"]
    assert listed(recruiter, cohort, q="nobody") == []


@pytest.mark.parametrize(
    "asked",
    [{"q": "\0"}, {"q": "%"}, {"q": "x" * 9000}, {"page": "abc"}, {"page": "-1"}, {"page": "9" * 30}, {"state": "king"}, {"region": '"'}, {"still": "\0"}, {"eligibility": "x"}],
)  # fmt: skip
def test_nonsense_in_the_filters_is_no_error(cohort, recruiter, candidate, asked):
    sent(candidate, cohort)
    assert recruiter.get(f"/recruitment/cohorts/{cohort.pk}/", asked).status_code == 200


def test_a_long_list_takes_as_many_queries_as_a_short_one(cohort, recruiter):
    address = f"/recruitment/cohorts/{cohort.pk}/"
    many(cohort, 3)
    recruiter.get(address)
    with CaptureQueriesContext(
        connection,
    ) as short:
        recruiter.get(address)
    many(cohort, 57)
    with CaptureQueriesContext(connection) as long:
        response = recruiter.get(address, {"page": "2"})
    assert (len(long), len(names(response)), response.context["page"].paginator.count) == (len(short), 25, 60)


def test_the_counts_say_how_many_stand_where_and_what_stands_still(cohort, recruiter, candidate):
    sent(candidate, cohort)
    sent(make_actor("candidate"), cohort, qualified_teacher=False)
    commands.start(by=make_actor("candidate"), cohort=cohort)
    with now_is(dt.datetime(2026, 11, 28, 10, tzinfo=dt.UTC)):
        counts = queries.counts(make_actor(STAFF), cohort)
    assert {state: number for state, number in counts.by_state.items() if number} == {"draft": 1, "submitted": 1, "ineligible": 1}
    assert (counts.running, counts.stuck, counts.inactive, counts.objections) == (2, 1, 0, 0)


def test_staff_of_one_cohort_see_that_cohort_alone(cohort, sign_in, candidate):
    other = make_cohort(name="2028")
    mine, theirs = sent(candidate, cohort), sent(candidate, other)
    browser = sign_in(("staff", "recruitment", "cohort", str(cohort.pk)))
    assert [browser.get(f"/recruitment/cohorts/{one.pk}/").status_code for one in (cohort, other)] == [200, 404]
    assert [browser.get(f"/recruitment/candidates/{one.pk}/").status_code for one in (mine, theirs)] == [200, 404]
    assert browser.post(f"/recruitment/candidates/{theirs.pk}/take-in/").status_code == 404
    assert browser.get("/recruitment/cohorts/").url == f"/recruitment/cohorts/{cohort.pk}/"


def test_only_recruitment_staff_see_lists_and_candidates(cohort, sign_in, candidate):
    application = sent(candidate, cohort)
    for browser, status in (
        (sign_in("candidate"), 403),
        (sign_in("assessor"), 403),
        (sign_in(("staff", "placement")), 403),
        (sign_in("administrator"), 403),
    ):
        assert browser.get("/recruitment/cohorts/").status_code == status
        assert browser.get(f"/recruitment/cohorts/{cohort.pk}/").status_code == 404
        for page in ("", "adjustments/", "not-eligible/", "go-on/"):
            assert browser.get(f"/recruitment/candidates/{application.pk}/{page}").status_code == 404
        assert browser.post(f"/recruitment/candidates/{application.pk}/take-in/").status_code == 404
    safer = sign_in(("staff", "safer_recruitment"))
    assert safer.get(f"/recruitment/candidates/{application.pk}/").status_code == 403


def test_staff_who_apply_do_not_see_their_own_application_as_staff(cohort, recruiter):
    application = sent(actor_of(recruiter), cohort)
    assert listed(recruiter, cohort) == []
    assert recruiter.get(f"/recruitment/candidates/{application.pk}/").status_code == 403
    assert recruiter.post(f"/recruitment/candidates/{application.pk}/take-in/").status_code == 403
    with pytest.raises(NotAllowed):
        commands.take_in(by=actor_of(recruiter), application=application)


def test_the_page_shows_the_sections_but_not_what_stands_apart(cohort, recruiter, candidate):
    application = sent(candidate, cohort)
    page = recruiter.get(f"/recruitment/candidates/{application.pk}/").content.decode()
    for shown in ("Amara Osei", "What I did about motivation.", "jo.marsh@school.example", "Take in for reading", "Find not eligible"):
        assert shown in page
    assert "Questions in writing" not in page
    assert "Let it go on" not in page


def test_what_is_not_sent_is_not_shown_to_staff(cohort, recruiter, candidate):
    application = complete(candidate, cohort)
    page = recruiter.get(f"/recruitment/candidates/{application.pk}/").content.decode()
    assert "Not sent" in page
    for kept in ("What I did about", "jo.marsh", "07700", "LS1"):
        assert kept not in page


def test_each_look_is_in_the_audit_and_on_the_candidates_record(cohort, recruiter, candidate):
    application = sent(candidate, cohort)
    recruiter.get(f"/recruitment/candidates/{application.pk}/")
    recruiter.get(f"/recruitment/candidates/{application.pk}/adjustments/")
    looks = Event.objects.filter(kind=Event.SEEN).order_by("pk").values_list("action", "subject_id", "actor_id")
    who = actor_of(recruiter).person_id
    assert list(looks) == [("recruitment.see", application.person_id, who), ("recruitment.see-adjustments", application.person_id, who)]


def test_staff_take_in_find_not_eligible_and_overrule_with_a_reason(cohort, recruiter, candidate):
    application = sent(candidate, cohort)
    address = f"/recruitment/candidates/{application.pk}"
    assert recruiter.post(f"{address}/take-in/").status_code == 302
    assert recruiter.post(f"{address}/take-in/").status_code == 409
    assert recruiter.post(f"{address}/not-eligible/", {"reason": "I say so"}).status_code == 422
    assert recruiter.post(f"{address}/not-eligible/", {"reason": "too-little-mainstream"}).status_code == 302
    assert recruiter.post(f"{address}/go-on/", {"because": "  "}).status_code == 422
    assert recruiter.post(f"{address}/go-on/", {"because": "Zebedee’s years abroad count."}).status_code == 302
    assert recruiter.post(f"{address}/go-on/", {"because": "Again."}).status_code == 409
    application.refresh_from_db()
    assert (application.state, application.overruled_because, application.overruled_by) == (
        "in_review", "Zebedee’s years abroad count.", actor_of(recruiter).person_id,
    )  # fmt: skip
    assert "Zebedee" not in str(list(Event.objects.values_list()))
    kinds = [letter.kind for letter in Letter.objects.order_by("posted_at", "pk")]
    assert sorted(kinds) == ["recruitment.goes_on", "recruitment.not_eligible", "recruitment.received"]
    assert "less than three years" in Letter.objects.get(kind="recruitment.not_eligible").text


def test_a_second_finding_can_be_objected_to_again(cohort, candidate):
    staff = make_actor(STAFF)
    application = sent(candidate, cohort, qualified_teacher=False)
    commands.object_to_ineligibility(by=candidate, application=application, text="Look.")
    commands.overrule(by=staff, application=queries.find(staff, application.pk), because="Seen the certificate.")
    found = commands.find_ineligible(by=staff, application=queries.find(staff, application.pk), reason="no-right-to-work")
    assert (found.objection, found.objected_at) == ("", None)
    assert commands.object_to_ineligibility(by=candidate, application=found, text="Again.").objection == "Again."


def test_an_untouched_draft_is_marked_and_its_candidate_told_once(candidate):
    cohort = make_cohort(closes_at=dt.datetime(2027, 1, 8, 17, tzinfo=dt.UTC))
    application = commands.start(by=candidate, cohort=cohort)
    for days, told in ((29, 0), (30, 1), (31, 1)):
        with now_is(dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC) + dt.timedelta(days=days)):
            tasks.mark_inactive.func()
        assert (days, Letter.objects.filter(kind="recruitment.inactive").count()) == (days, told)
    application.refresh_from_db()
    assert (application.state, application.inactive_since is None) == ("draft", False)
    assert write(candidate, application, "about").inactive_since is None


def test_silence_marks_no_draft_that_cannot_be_sent_any_more(candidate, cohort):
    commands.start(by=candidate, cohort=cohort)
    with now_is(CLOSES + dt.timedelta(days=60)):
        assert tasks.mark_inactive.func() == 0


def test_my_record_has_what_was_written_and_who_can_see_it(cohort, sign_in):
    browser = sign_in("candidate", name="Amara Osei")
    application = sent(actor_of(browser), cohort)
    page = browser.get("/people/record/").content.decode()
    for held in (application.reference, "What I did about motivation.", "Questions in writing, please.", "Recruitment staff"):
        assert held in page
    assert application.reference not in sign_in("candidate").get("/people/record/").content.decode()


def test_what_would_help_a_candidate_is_theirs_until_they_send_it(cohort, recruiter, candidate):
    application = complete(candidate, cohort)
    Application.objects.filter(pk=application.pk).update(adjustments_needed=True, adjustments="Questions in writing")
    page = recruiter.get(f"/recruitment/candidates/{application.pk}/")
    apart = recruiter.get(f"/recruitment/candidates/{application.pk}/adjustments/")
    assert (page.status_code, b"/adjustments/" in page.content, apart.status_code, b"in writing" in apart.content) == (200, False, 403, False)

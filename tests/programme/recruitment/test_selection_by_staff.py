"""Staff see scores, means and who is missing; a third reads where two lie apart; those with a stake see nothing."""

import pytest

from difference.errors import NotAllowed, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.people.queries import actor_for
from difference.programme.recruitment.commands import selection_rounds, selection_scores
from difference.programme.recruitment.commands.selection_finish import finish_assessment
from difference.programme.recruitment.models import Application, Assessment
from difference.programme.recruitment.queries import selection
from tests.making import make_account, make_actor
from tests.programme.recruitment.making import full, give, lines_of, make_application, make_cohort, make_round, read_by_two, score

pytestmark = pytest.mark.django_db


STAFF = ("staff", "recruitment")


@pytest.fixture
def staff():
    return make_actor(STAFF)


@pytest.fixture
def two():
    return make_account("assessor", name="First Reader"), make_account("assessor", name="Second Reader")


def address(round_, application, more=""):
    return f"/recruitment/selection/rounds/{round_.pk}/applications/{application.pk}/{more}"


def test_the_round_lists_the_highest_total_first_with_spread_and_what_is_missing(staff, two, sign_in):
    cohort = make_cohort()
    low, high, unread, one_sent = (make_application(cohort) for _ in range(4))
    round_ = make_round(cohort)
    read_by_two(staff, round_, low, *two, values=(2, 3))
    read_by_two(staff, round_, high, *two, values=(5, 4))
    score(give(staff, round_, one_sent, *two)[0], two[0])
    lines = lines_of(staff, round_)
    shown = [(line.application.pk, line.total, line.spread) for line in lines if line.total]
    assert shown == [(high.pk, "90.0", "20.0"), (low.pk, "50.0", "20.0")]
    rest = {line.application.pk: (line.standing.sent, line.standing.missing, line.standing.to_give) for line in lines if not line.total}
    assert rest == {unread.pk: (0, 2, 2), one_sent.pk: (1, 1, 0)}
    page = sign_in(STAFF).get(f"/recruitment/selection/rounds/{round_.pk}/")
    assert (page.status_code, page.content.decode().index(high.reference) < page.content.decode().index(low.reference)) == (200, True)


def test_a_gap_as_wide_as_the_criteria_say_asks_for_a_third_reader(staff, two):
    cohort = make_cohort()
    near, far, round_ = make_application(cohort), make_application(cohort), make_round(cohort)
    for application, values in ((near, full(3, motivation=4)), (far, full(3, motivation=5))):
        for assessment, account, given in zip(give(staff, round_, application, *two), two, (full(3), values), strict=True):
            score(assessment, account, given)
    third = make_account("assessor")
    found = {line.application.pk: line for line in lines_of(staff, round_)}
    held = [(found[one.pk].third_needed, found[one.pk].standing.missing, found[one.pk].standing.to_give) for one in (near, far)]
    assert held == [(False, 0, 0), (True, 1, 1)]
    assert selection_rounds.share_out(by=staff, round_=round_).given == 1
    added = Assessment.objects.get(submitted_at=None)
    assert (added.application_id, added.assessor_id) == (far.pk, third.person_id)
    score(added, third, full(4))
    line = selection.line(staff, round_, far)
    assert (line.standing.missing, selection.result(round_, line).mean_of("motivation")) == (0, "4.00")


def test_all_scores_and_reasons_stand_on_one_page_and_looking_is_noted(staff, two, sign_in):
    cohort = make_cohort()
    application, round_ = make_application(cohort), make_round(cohort)
    read_by_two(staff, round_, application, *two, values=(4, 3))
    client = sign_in(STAFF)
    page = client.get(address(round_, application)).content.decode()
    assert [word for word in ("First Reader", "Second Reader", "Because of motivation", "70.0", "3.50") if word not in page] == []
    seen = Event.objects.filter(kind="seen", action="recruitment.see-scores", actor_id=client.account.person_id)
    assert [(event.subject_id, event.fields) for event in seen] == [(application.person_id, ["reasons", "scores"])]


def test_staff_give_it_by_hand_and_are_told_why_not(staff, two, sign_in):
    cohort = make_cohort()
    application, round_ = make_application(cohort), make_round(cohort)
    client = sign_in(STAFF)
    assert client.post(address(round_, application, "give/"), {"assessor": str(two[0].person_id)}).status_code == 302
    for wrong in (str(two[0].person_id), "nobody", "", str(application.person_id)):
        assert client.post(address(round_, application, "give/"), {"assessor": wrong}).status_code == 422
    assert "First Reader: They have it already." in client.get(address(round_, application)).content.decode()
    assert Assessment.objects.count() == 1


def test_an_assessment_is_closed_once_all_scores_are_in(staff, two):
    cohort = make_cohort()
    application, day = make_application(cohort, "shortlisted"), make_round(cohort, "assessment_day", "Assessment day")
    with pytest.raises(NotNow) as caught:
        finish_assessment(by=staff, application=application)
    assert caught.value.sentence == "Nobody has been given this application to score yet."
    first, second = give(staff, day, application, *two)
    score(first, two[0], full(2))
    with pytest.raises(NotNow) as caught:
        finish_assessment(by=staff, application=application)
    assert caught.value.sentence == "1 of 2 assessors have sent their scores."
    score(second, two[1], full(4))
    with pytest.raises(NotNow) as caught:
        finish_assessment(by=staff, application=application)
    assert caught.value.sentence == "Two assessors are 2 points apart, so a third has to score it first."
    third = make_account("assessor")
    score(give(staff, day, application, third)[0], third, full(3))
    assert finish_assessment(by=staff, application=application).state == "assessed"
    with pytest.raises(NotNow):
        finish_assessment(by=staff, application=application)


def test_the_reading_round_does_not_count_for_assessment_day(staff, two):
    cohort = make_cohort()
    application = make_application(cohort)
    read_by_two(staff, make_round(cohort), application, *two)
    Application.objects.update(state="shortlisted")
    application.refresh_from_db()
    with pytest.raises(NotNow):
        finish_assessment(by=staff, application=application)


def test_all_that_are_complete_are_closed_together_from_the_page(staff, two, sign_in):
    cohort = make_cohort()
    day = make_round(cohort, "assessment_day", "Assessment day")
    done, open_ = make_application(cohort, "shortlisted"), make_application(cohort, "shortlisted")
    read_by_two(staff, day, done, *two)
    client, at = sign_in(STAFF), f"/recruitment/selection/cohorts/{cohort.pk}/finish/"
    assert [client.post(at).status_code, client.post(at).status_code] == [302, 409]
    assert [Application.objects.get(pk=one.pk).state for one in (done, open_)] == ["assessed", "shortlisted"]


def test_whoever_has_still_to_score_it_sees_no_scores_of_others(staff, two, sign_in):
    cohort = make_cohort()
    application, round_ = make_application(cohort), make_round(cohort)
    both = sign_in(STAFF, "assessor")
    read_by_two(staff, round_, application, *two, values=(5, 5))
    [own] = give(staff, round_, application, both.account)
    line = selection.line(actor_for(both.account), round_, application)
    assert (selection.result(round_, line), line.total, line.hidden) == (None, "", "Shown once you have sent your own scores.")
    assert both.get(address(round_, application)).status_code == 403
    score(own, both.account)
    assert both.get(address(round_, application)).status_code == 200


def test_a_recruiter_with_a_conflict_sees_no_scores_and_decides_nothing(staff, two, sign_in):
    cohort = make_cohort()
    application, round_ = make_application(cohort), make_round(cohort)
    read_by_two(staff, round_, application, *two)
    client = sign_in(STAFF)
    assert client.post(f"/recruitment/selection/applications/{application.pk}/conflict/", {"kind": "nonsense"}).status_code == 422
    assert client.post(f"/recruitment/selection/applications/{application.pk}/conflict/", {"kind": "family-or-friend"}).status_code == 302
    assert client.get(address(round_, application)).status_code == 403
    assert client.get(f"/recruitment/selection/applications/{application.pk}/propose/").status_code == 403
    assert selection.result(round_, selection.line(actor_for(client.account), round_, application)) is None


def test_staff_who_apply_see_nothing_of_their_own_scores(staff, two, sign_in):
    cohort = make_cohort()
    application, round_ = make_application(cohort), make_round(cohort)
    read_by_two(staff, round_, application, *two)
    client = sign_in(STAFF)
    Application.objects.update(person=client.account.person)
    assert (lines_of(actor_for(client.account), round_), client.get(address(round_, application)).status_code) == ([], 403)
    listed = client.get(f"/recruitment/selection/cohorts/{cohort.pk}/deciding/").content.decode()
    assert application.reference not in listed


def test_outside_ones_cohorts_nothing_is_found(staff, two, sign_in):
    cohort, other = make_cohort(), make_cohort(name="2028")
    application, round_ = make_application(cohort), make_round(cohort)
    [one] = give(staff, round_, application, two[0])
    client = sign_in(("staff", "recruitment", "cohort", str(other.pk)))
    base = "/recruitment/selection"
    pages = [
        f"{base}/cohorts/{cohort.pk}/", f"{base}/cohorts/{cohort.pk}/new-round/", f"{base}/cohorts/{cohort.pk}/deciding/", f"{base}/cohorts/{cohort.pk}/pending/",
        f"{base}/cohorts/{cohort.pk}/publish/", f"{base}/cohorts/{cohort.pk}/places/", f"{base}/rounds/{round_.pk}/", f"{base}/rounds/{round_.pk}/change/",
        f"{base}/rounds/{round_.pk}/assessors/", address(round_, application), f"{base}/applications/{application.pk}/propose/",
    ]  # fmt: skip
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)
    posts = [f"{base}/rounds/{round_.pk}/share/", address(round_, application, "give/"), f"{base}/assessments/{one.pk}/take-back/"]
    assert [client.post(page).status_code for page in posts] == [404] * 3
    assert client.get(f"{base}/cohorts/{other.pk}/").status_code == 200
    assert [sign_in("candidate").get(page).status_code for page in pages] == [404] * len(pages)
    assert sign_in(("staff", "placement")).get(f"{base}/").status_code == 403


def test_how_far_assessors_agree_is_said_from_ten_applications_on(staff, two, sign_in):
    cohort = make_cohort()
    round_ = make_round(cohort)
    client = sign_in(STAFF)
    for number in range(10):
        assert "How far assessors agree" not in client.get(f"/recruitment/selection/rounds/{round_.pk}/").content.decode()
        read_by_two(staff, round_, make_application(cohort), *two, values=(number % 5 + 1, min(5, number % 5 + 1 + number % 2)))
    agreement = client.get(f"/recruitment/selection/rounds/{round_.pk}/").context["agreement"]
    assert [title for title, _ in agreement] == [
        "Motivation", "Outstanding teaching", "Leadership and collaboration", "Relationships and empathy", "Self-reflection", "Responsibility held",
    ]  # fmt: skip
    assert agreement[0][1].startswith("0.9")


def test_an_assessor_cannot_declare_for_others(staff, two):
    cohort = make_cohort()
    [one] = give(staff, make_round(cohort), make_application(cohort), two[0])
    with pytest.raises(NotAllowed):
        selection_scores.declare_conflict(by=actor_for(two[1]), assessment=one, kind="other")

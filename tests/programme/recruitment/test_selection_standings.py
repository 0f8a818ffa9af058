"""What was added up of a round is what its readers sent, and lists are put in order by it."""

from __future__ import annotations

import random
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difference.foundations.operations import doctor
from difference.foundations.people.queries import actor_for
from difference.programme.recruitment.commands.adding_up import ADDED_UP, add_up_all, counted
from difference.programme.recruitment.commands.selection_rounds import share_out, take_back
from difference.programme.recruitment.commands.selection_scores import declare_conflict, declare_conflict_as_staff
from difference.programme.recruitment.models import Assessment, Standing
from difference.programme.recruitment.queries import selection, standings
from difference.programme.recruitment.queries.deciding import in_state
from difference.programme.recruitment.queries.sight import sight
from tests.making import make_account
from tests.programme.recruitment.making import full, give, make_application, make_cohort, make_round, read_by_two, score

pytestmark = pytest.mark.django_db
STAFF = ("staff", "recruitment")


@pytest.fixture
def read():
    """A round with one application read alike, one far apart, one read by one, one by nobody; and the staff."""
    staff = actor_for(make_account(STAFF))
    two = make_account("assessor"), make_account("assessor")
    cohort = make_cohort()
    alike, apart, half, unread = (make_application(cohort) for _ in range(4))
    round_ = make_round(cohort)
    read_by_two(staff, round_, alike, *two, values=(4, 3))
    for assessment, account, given in zip(give(staff, round_, apart, *two), two, (full(2), full(2, motivation=5)), strict=True):
        score(assessment, account, given)
    score(give(staff, round_, half, *two)[0], two[0])
    return staff, cohort, round_, (alike, apart, half, unread)


def in_order(staff, round_):
    seen = sight(staff, round_.cohort_id)
    return list(standings.in_order(round_, seen, standings.in_numbers(round_, seen).applications)[0:100])


def as_added_up(round_):
    return {one.application_id: tuple(getattr(one, field) for field in ADDED_UP) for one in round_.standings.all()}


def as_counted(round_):
    keys = set(round_.assessments.values_list("application_id", flat=True))
    return {one.application_id: tuple(getattr(one, field) for field in ADDED_UP) for one in counted(round_, keys)}


def test_a_round_stands_in_order_of_its_totals_and_those_whom_nobody_reads_come_last(read):
    staff, _, round_, (alike, apart, half, unread) = read
    assert in_order(staff, round_) == [alike.pk, apart.pk, half.pk, unread.pk]
    seen = sight(staff, round_.cohort_id)
    in_pages = [standings.in_order(round_, seen, 4)[start : start + 1] for start in range(4)]
    assert [key for page in in_pages for key in page] == in_order(staff, round_)


def test_a_round_in_numbers(read):
    staff, _, round_, (_, apart, _, unread) = read
    found = standings.in_numbers(round_, sight(staff, round_.cohort_id))
    assert (found.applications, found.complete, found.lacking, found.thirds, found.to_give, found.sent) == (4, 1, 2, 1, 3, 5)
    assert {one.application.pk: one.to_give for one in selection.lacking(round_)} == {apart.pk: 1, unread.pk: 2}
    assert standings.count_lacking(round_) == (2, 1)


def test_a_total_in_a_list_is_the_one_on_the_page_of_the_application(read):
    staff, _, round_, applications = read
    for line in selection.lines(staff, round_, [one.pk for one in applications], sight(staff, round_.cohort_id)):
        result = selection.result(round_, line)
        assert (line.total, line.spread) == ((result.total_in_words, result.spread_in_words) if result else ("", ""))


def test_what_somebody_with_a_conflict_must_not_see_does_not_put_it_in_order_either(read):
    _, cohort, round_, (alike, apart, *_) = read
    other = actor_for(make_account(STAFF))
    declare_conflict_as_staff(by=other, application=selection.one_application(other, alike.pk), kind="colleague")
    assert in_order(other, round_)[0] == apart.pk
    first, *rest = in_state(other, cohort, "in_review").candidates(in_state(other, cohort, "in_review").keys())
    assert first.application.pk == apart.pk
    assert [(one.total, one.hidden) for one in rest if one.application.pk == alike.pk] == [("", "You have declared a conflict of interest.")]


def test_those_to_decide_about_stand_in_order_with_what_is_in_the_way_in_as_many_queries_whatever_the_number(read):
    staff, cohort, round_, (alike, *_) = read

    def look():
        there = in_state(staff, cohort, "in_review")
        return there.candidates(there.keys())

    with CaptureQueriesContext(connection) as few:
        found = look()
    assert (found[0].application.pk, found[0].round, [one.is_open for one in found]) == (alike.pk, round_, [True, False, False, False])
    for _ in range(5):
        make_application(cohort)
    with CaptureQueriesContext(connection) as more:
        look()
    assert len(more) == len(few)


def test_scores_that_are_sent_after_a_look_count_in_the_next(read):
    staff, cohort, round_, (_, _, _, unread) = read
    assert standings.count_lacking(round_) == (2, 1)
    two = make_account("assessor"), make_account("assessor")
    for assessment, account in zip(give(staff, round_, unread, *two), two, strict=True):
        score(assessment, account, full(5))
    assert in_order(staff, round_)[0] == unread.pk
    assert in_state(staff, cohort, "in_review").keys()[0] == unread.pk
    assert standings.count_lacking(round_) == (1, 1)


def test_a_third_reader_who_has_been_found_is_no_longer_lacking(read):
    staff, _, round_, (_, apart, *_) = read
    give(staff, round_, apart, make_account("assessor"))
    assert standings.count_lacking(round_) == (1, 0)
    assert len(selection.lacking(round_)) == 1


def test_only_scores_of_the_assessment_day_say_that_an_assessment_is_complete(read):
    staff, cohort, _, (alike, *_) = read
    alike.state = "shortlisted"
    alike.save()
    there = in_state(staff, cohort, "shortlisted")
    assert (list(there.complete()), [one.why_not for one in there.candidates([alike.pk])]) == ([], ["The scores are not complete"])
    day = make_round(cohort, stage="assessment_day", name="Day")
    two = make_account("assessor"), make_account("assessor")
    read_by_two(staff, day, alike, *two, values=(5, 5))
    there = in_state(staff, cohort, "shortlisted")
    assert (list(there.complete()), [(one.why_not, one.total) for one in there.candidates([alike.pk])]) == ([alike.pk], [("", "100.0")])


def test_after_anything_that_readers_do_what_was_added_up_is_what_they_sent(read):
    staff, cohort, round_, _ = read
    chance, accounts = random.Random(7), [make_account("assessor") for _ in range(5)]
    people = {account.person_id: account for account in accounts}
    for _ in range(4):
        make_application(cohort)
    round_.refresh_from_db()
    share_out(by=staff, round_=round_)
    for assessment in round_.assessments.filter(submitted_at=None, assessor_id__in=people).select_related("application", "round"):
        account = people[assessment.assessor_id]
        match chance.choice(["send", "send", "take back", "conflict", "nothing"]):
            case "send":
                score(assessment, account, full(chance.randint(1, 5), motivation=chance.randint(1, 5)))
            case "take back":
                take_back(by=staff, assessment=assessment)
            case "conflict":
                declare_conflict(by=actor_for(account), assessment=assessment, kind="colleague")
        assert as_added_up(round_) == as_counted(round_)
    assert Assessment.objects.filter(round=round_, submitted_at__isnull=False).count() > 6


def test_the_doctor_sees_a_round_that_does_not_add_up_and_sharing_out_mends_it(read):
    _, _, round_, (alike, _, half, _) = read

    def findings():
        return [one for _, one in doctor.findings() if "stand otherwise" in one.sentence]

    assert findings() == []
    Standing.objects.filter(application=alike).update(total=1)
    Standing.objects.filter(application=half).delete()
    assert len(findings()) == 1
    add_up_all(round_)
    assert findings() == []


def test_what_was_scored_before_is_added_up_by_the_migration_as_it_is_from_then_on(read):
    _, _, round_, _ = read
    Standing.objects.all().delete()
    import_module("difference.programme.recruitment.migrations.0003_standings").add_up(apps, None)
    assert as_added_up(round_) == as_counted(round_) != {}

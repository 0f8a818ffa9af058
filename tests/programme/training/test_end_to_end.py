"""From a confirmed placement to an award and an alumnus, through commands, against results worked out by hand."""

import datetime as dt
from decimal import Decimal

import pytest

from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.models import Grant
from difference.foundations.people.queries import actor_for
from difference.programme.placement.commands import placing
from difference.programme.recruitment.queries import places
from difference.programme.training.commands import enrolling
from difference.programme.training.models import Award, Enrolment, ModuleResult
from difference.programme.training.queries import awards
from difference.programme.training.tasks import fetch
from tests.programme.placement.market import MATCHING_DAY, STARTS, now_is, ranked_town
from tests.programme.training.course import BOARDS, NAMES, YEAR_ONE, make_course, whole_of

pytestmark = pytest.mark.django_db


def test_a_confirmed_placement_is_enrolled_and_its_start_lets_studies_begin(monkeypatch):
    monkeypatch.setattr(places, "checks_missing", lambda *_: [])
    town = ranked_town()
    town.publish(town.run())
    town.accept("a")
    assert (fetch.func(), Enrolment.objects.count()) == (0, 0)
    town.confirm("a")
    with now_is(MATCHING_DAY):
        Letter.objects.all().delete()
        assert [fetch.func(), fetch.func()] == [1, 0]
    made = Enrolment.objects.get()
    assert (made.state, made.person_id, made.curriculum, made.in_force) == (
        "enrolled",
        town.people["a"].person_id,
        "leading-inclusion",
        dt.date(2023, 9, 1),
    )
    assert (made.results.count(), set(made.results.values_list("state", flat=True)), len(made.curriculum_sha256)) == (10, {"not_started"}, 64)
    assert list(Letter.objects.values_list("kind", flat=True)) == ["training.enrolled"]
    with now_is(STARTS):
        town.tick_all("a")
        placing.start_placement(by=actor_for(town.staff), placement=town.placement("a"))
        assert [fetch.func(), fetch.func()] == [1, 0]
    made.refresh_from_db()
    assert (made.state, made.activated_on) == ("active", dt.date(2027, 9, 1))


def test_two_years_lead_to_the_award_and_make_an_alumnus():
    course = make_course()
    whole_of(course, "a", 64, only=YEAR_ONE)
    course.board(BOARDS[0])
    assert (course.enrolment("a").state, Award.objects.count()) == ("active", 0)
    for module, marks in {"SYSTEM": [71], "CHANGE": [58], "INQUIRY": [66], "PROJECT": ["62.5", "70.25"]}.items():
        course.complete("a", module, *marks)
    course.board(BOARDS[1])
    # By hand: six modules of 15 at 64 (5760), 15 × 71 (1065), 15 × 58 (870), 20 × 66 (1320), and 40 × 69, since
    # 20% of 62.5 and 80% of 70.25 are 68.7, rounded to 69 (2760): 11775 ÷ 180 = 65.4166…, rounded to 65.
    project = course.result("a", "PROJECT")
    assert (project.state, project.mark, project.passed) == ("released", Decimal(69), True)
    award = Award.objects.get()
    assert (award.code, award.classification, award.mean, award.credits, award.whole) == ("MA", "merit", Decimal(65), 180, True)
    assert (award.name, award.awarded_on, award.curriculum_sha256) == (NAMES[0], BOARDS[1], course.enrolment("a").curriculum_sha256)
    assert "11775 ÷ 180 ≈ 65.416667, rounded half up to 65" in award.lines
    enrolment = course.enrolment("a")
    assert (enrolment.state, enrolment.ended_on) == ("awarded", BOARDS[1])
    person = course.people["a"].person
    held = {grant.role: grant.ended_at is None for grant in Grant.objects.filter(person=person)}
    assert held == {"participant": False, "alumnus": True}
    assert [(one.person_id, one.award) for one in awards.alumni()] == [(person.pk, "Master of Arts in Leading Inclusion")]
    assert awards.award_of(person.pk) == award
    actions = list(Event.objects.filter(subject_id=person.pk, action="training.complete").values_list("object_type", flat=True))
    assert actions == ["training.enrolment"] * 2


def test_a_failed_module_is_sat_again_capped_and_then_counts():
    course = make_course()
    course.complete("a", "NEEDS", 30, 60)
    course.board(BOARDS[0])
    first, second = course.result("a", "NEEDS"), course.result("a", "NEEDS", 2)
    # By hand: 60% of 30 and 40% of 60 are 42. The talk was passed; the essay alone is sat again.
    assert (first.state, first.mark, first.passed, first.decision.decision) == ("released", Decimal(42), False, "resit")
    assert (second.state, second.components, second.number == first.number) == ("not_started", ["essay"], False)
    # Released on 20 July 2028, due 42 days later at 5 in the afternoon in England.
    assert course.due("a", "NEEDS", "essay", 2) == dt.datetime(2028, 8, 31, 16, tzinfo=dt.UTC)
    course.complete("a", "NEEDS", 68, sitting=2)
    course.board(BOARDS[1])
    second = course.result("a", "NEEDS", 2)
    # The essay counts 50, so 60% of 50 and 40% of 60 are 54.
    assert (second.mark, second.passed, second.decision.decision) == (Decimal(54), True, "confirm")
    assert "Essay on one child’s path: 50 (a resit, capped at 50), weight 60%" in second.lines
    assert ModuleResult.objects.filter(module="NEEDS").count() == 2


def test_somebody_who_leaves_with_sixty_credits_takes_the_exit():
    course = make_course()
    whole_of(course, "a", 55, only=YEAR_ONE[:4])
    course.board(BOARDS[0])
    with now_is(dt.datetime(2028, 9, 4, 10, tzinfo=dt.UTC)):
        enrolling.withdraw(by=course.by("trainer"), enrolment=course.enrolment("a"), trigger="participant", reasons=["another_job"])
    course.board(BOARDS[1])
    award = Award.objects.get()
    assert (award.code, award.classification, award.credits, award.whole, award.released_at is None) == ("PGCERT", "", 60, False, False)
    assert course.enrolment("a").state == "withdrawn"
    assert Grant.objects.filter(role="alumnus").count() == 0
    assert ModuleResult.objects.filter(state="released").count() == 4
    assert awards.alumni() == []


def test_staff_of_one_cohort_fetch_that_cohort_alone():
    one, other = make_course(1, fetch=False), make_course(1, fetch=False, name="another")
    with now_is(STARTS):
        assert enrolling.fetch_enrolments(by=one.by("trainer"), cohort=one.cohort) == 2
    assert list(Enrolment.objects.values_list("cohort", flat=True)) == [one.cohort.pk]
    assert other.cohort.pk != one.cohort.pk

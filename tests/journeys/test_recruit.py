"""One candidate through Recruit: from an account to a place, as six people see it, each on their own pages."""

import pytest

from tests.journeys import recruiting as people
from tests.journeys.letters import letters_to

pytestmark = [pytest.mark.browser, pytest.mark.real_time]


def apply(walk, story):
    """At 320 px and with our scripts blocked."""
    walker = walk(320, scripts=False)
    people.sign_up(walker, story)
    people.check_eligibility(walker, story)
    people.start(walker, story)
    people.write_the_facts(walker, story)
    people.come_back(walker, story)
    people.write_in_two_tabs(walker, story)
    people.write_the_rest(walker, story)
    people.send(walker, story)
    return walker


def read(recruiter, assessors, story, stage, name):
    """A round: planned, given to two, scored by both."""
    people.plan_round(recruiter, story, stage, name)
    people.give(recruiter, story)
    for walker, marks in zip(assessors, ({"motivation": 5}, {"teaching": 3}), strict=True):
        people.assess(walker, story, marks)
    people.open_scores(recruiter, story, name)
    assert "Spread" in recruiter.page.content() or "points apart" in people.says(recruiter)


def shortlist(recruiter, lead, assessors, story):
    people.take_in(recruiter, story)
    read(recruiter, assessors, story, "reading", "First reading")
    people.propose(recruiter, "shortlist", "We would like to meet you.")
    people.confirm_and_publish(lead, story)
    assert letters_to(lead, story.email).count("You are invited to assessment") == 1


def refer(walk, recruiter, story):
    people.ask_referees(recruiter, story)
    people.give_reference(walk(320, scripts=False), story)
    people.read_reference(recruiter, story)


def offer(recruiter, lead, assessors, story):
    read(recruiter, assessors, story, "assessment_day", "Assessment day")
    people.press(recruiter, "Close the assessment")
    people.propose(recruiter, "offer", "A clear yes from everybody.")
    people.confirm_and_publish(lead, story)
    assert letters_to(lead, story.email).count("We offer you a place") == 1


def see_own_record(candidate, story):
    """What we hold, and who looked."""
    candidate.go("/people/record/")
    shown = people.says(candidate)
    for held in (story.name, f"Application to cohort {story.cohort_name}", story.reference, "You have a place", story.school):
        assert held in shown
    looks = candidate.page.locator("table[aria-labelledby=looks]").inner_text()
    assert "Somebody at the programme" in looks
    assert "Fairweather" not in looks


def test_a_teacher_applies_is_assessed_and_takes_a_place(walk):
    story = people.Story()
    recruiter = people.in_person(walk, "recruitment")
    people.set_up_cohort(recruiter, story)
    candidate = apply(walk, story)
    try:
        # Applications have closed: from here on others act.
        people.move_calendar(recruiter, people.day(people.DAYS_ON))
        lead = people.in_person(walk, "programme-lead")
        assessors = people.in_person(walk, "assessor"), people.invited(walk, "assessor", story.readers[1], 320)
        shortlist(recruiter, lead, assessors, story)
        refer(walk, recruiter, story)
        offer(recruiter, lead, assessors, story)
        people.answer_offer(candidate, story)
        people.note_checks(recruiter, story)
        see_own_record(candidate, story)
    finally:
        people.move_calendar(recruiter, None)

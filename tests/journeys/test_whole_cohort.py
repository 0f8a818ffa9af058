"""One cohort through all five stages in a browser, as ten people see it: what nobody does by hand, the demonstration's calendar lives through."""

import datetime as dt
import re

import pytest

from tests.journeys import recruiting as people
from tests.journeys.cohort import amara, schools, staff
from tests.journeys.recruiting.hands import says

pytestmark = [pytest.mark.browser, pytest.mark.real_time, pytest.mark.deep]


def stops(walker):
    """The days worth moving to, by what has happened by then; and the name of the cohort."""
    page = walker.go("/demo/calendar/")
    rows = page.locator("main .govuk-summary-list__row")
    found = {row.locator("dt").inner_text(): dt.date.fromisoformat(row.locator("input[name=to]").get_attribute("value")) for row in rows.all()}
    return found, re.search(r"in cohort (\d{4})", says(walker))[1]


def move(walker, to):
    """Show a day, with everything lived through that lies before it."""
    people.move_calendar(walker, to)
    return to


def place(candidate, host, placer, lead, days, cohort):
    """Both sides rank; the matching is run by one and published by another; both accept; it is confirmed."""
    move(placer, days["Both sides have ranked"] - dt.timedelta(days=10))
    amara.rank(candidate, schools.POST)
    schools.rank_candidates(host, "Amara Osei")
    move(placer, days["The matching is published"] - dt.timedelta(days=2))
    staff.publish(lead, staff.run_matching(placer, cohort))
    amara.accept(candidate, schools.POST)
    schools.accept(host, "Amara Osei")
    staff.confirm(placer, cohort, "Amara Osei")
    move(placer, days["Placements have started"])


def study(candidate, examiner, lead, cohort):
    """The first module is handed in, marked blind and decided by a board that a second person releases."""
    amara.hand_in(candidate)
    days, _ = stops(examiner)
    # A stop is the day after something is told, and a board is told on the morning after its own day.
    boards = sorted(day for title, day in days.items() if title.startswith("The board of"))
    # Three days after the essay, the last piece of the first module, was due.
    started = dt.date(int(cohort), 9, 1)
    move(examiner, started + dt.timedelta(days=100))
    staff.give_out(examiner, cohort, "Marek Dolan")
    staff.mark(examiner, "Amara Osei")
    move(examiner, boards[0] - dt.timedelta(days=2))
    staff.release(lead, staff.hold_board(examiner, cohort))
    candidate.go("/training/mine/")
    assert "Needs, trauma and behaviour" in says(candidate)
    assert "of 180 credits 30 Released by the board" in says(candidate).replace("\n", " ")
    return boards


def learn(candidate, evidence, today):
    """A project is registered before the data, measured, checked by somebody else, and stands among the evidence."""
    title = amara.plan_project(candidate, today)
    move(evidence, today + dt.timedelta(days=91))
    amara.record_numbers(candidate, title, today + dt.timedelta(days=90))
    staff.report(evidence, title)


def test_a_cohort_goes_through_all_five_stages(own_walk):
    candidate = people.in_person(own_walk, "candidate", 390)
    host, placer = people.in_person(own_walk, "host-lead", 390, scripts=False), people.in_person(own_walk, "placement")
    schools.offer_post(host)
    days, cohort = stops(placer)
    staff.approve(placer, cohort, schools.POST)
    amara.apply(candidate, amara.Amara())
    move(placer, days["Places have been offered and accepted"])
    candidate.go("/recruitment/")
    assert "You have a place" in says(candidate)

    lead = people.in_person(own_walk, "programme-lead", 320)
    place(candidate, host, placer, lead, days, cohort)
    examiner = people.in_person(own_walk, "examinations")
    boards = study(candidate, examiner, lead, cohort)
    evidence = people.in_person(own_walk, "evidence")
    learn(candidate, evidence, boards[0] + dt.timedelta(days=30))

    move(placer, days["The two years are over"])
    code = amara.see_award(candidate)
    anyone = own_walk(390, scripts=False)
    anyone.go("/training/certificate/")
    people.press(anyone, "Check it", status=422)
    anyone.page.fill("[name=code]", code)
    anyone.page.fill("[name=surname]", "Osei")
    people.press(anyone, "Check it")
    assert "This certificate is ours" in says(anyone)

    school = people.in_person(own_walk, "vacancy-school")
    today = days["The two years are over"]
    amara.write_profile(candidate)
    schools.offer_vacancy(school, today)
    amara.ask_for_introduction(candidate, schools.VACANCY)
    schools.agree_and_appoint(school, "Amara Osei", today)

    anyone.go("/evidence/")
    assert "reported" in says(anyone)
    candidate.go("/people/record/")
    shown = says(candidate)
    for held in ("You have a place", schools.POST, "Schools that asked to meet you", "Master of Arts in Leading Inclusion"):
        assert held in shown

"""What programme staff do: posts and matching day, examinations, evidence."""

import re
from typing import Any

from tests.journeys.recruiting.hands import fill, follow, press, says


def _board(staff: Any, cohort: str) -> Any:
    page = staff.go("/placement/cohorts/")
    staff.press(page.locator("main a[href^='/placement/cohorts/']", has_text=cohort).first)
    return page


def approve(staff: Any, cohort: str, post: str) -> None:
    """A post is looked at and approved."""
    _board(staff, cohort)
    follow(staff, post)
    press(staff, "Approve")


def run_matching(staff: Any, cohort: str) -> str:
    """Matching day: one press; the page of the run."""
    page = _board(staff, cohort)
    staff.press(page.locator("main a[href$='/matching/'], main [role=button][href$='/matching/']").first)
    press(staff, "Run the matching")
    if "/runs/" not in page.url:
        staff.press(page.locator("main a[href*='/runs/']").first)
    assert "You ran this matching. Somebody else has to publish it." in says(staff)
    return str(page.url)


def publish(lead: Any, address: str) -> None:
    """The second person looks at the run and publishes it."""
    lead.page.goto(address)
    lead.look()
    assert "rural hospitals theorem" in says(lead)
    press(lead, "Publish the matching")


def confirm(staff: Any, cohort: str, name: str) -> None:
    """Both have accepted: it is confirmed, and two things of the list are noted."""
    page = _board(staff, cohort)
    staff.press(page.locator("main a", has_text=name).last)
    press(staff, "Confirm the placement")
    staff.press(page.get_by_role("button", name=re.compile("Note as done")).first)


def _examinations(walker: Any, cohort: str) -> Any:
    page = walker.go("/training/cohorts/")
    walker.press(page.locator("main a", has_text=cohort).first)
    if "/examinations/" not in page.url:
        walker.press(page.locator("main a[href*='/examinations/']").first)
    return page


def give_out(examiner: Any, cohort: str, marker: str) -> None:
    """The work of a module is given to a marker."""
    page = _examinations(examiner, cohort)
    page.locator("main select[name=marker]").first.select_option(label=marker)
    press(examiner, re.compile("Give it out"))


def mark(marker: Any, name: str) -> None:
    """One piece of work is marked under its number."""
    page = marker.go("/training/marking/")
    marker.press(page.locator("main table").first.get_by_role("link").first)
    assert name not in page.content()
    fill(page, mark="63")
    for box in page.locator("main textarea").all():
        box.fill("Clear, and honest about what is not known.")
    page.locator("main input[type=checkbox]").last.check()
    press(marker, "Give this mark")


def hold_board(chair: Any, cohort: str) -> str:
    """The chair opens the board, writes down what the rules propose, and confirms; the page of the board."""
    page = _examinations(chair, cohort)
    press(chair, "Hold this board as its chair")
    assert "credits" in says(chair)
    fill(page, present="Marek Dolan (chair)\nHelen Prior", minutes="Each result was read out with its arithmetic. Nobody had a conflict.")
    press(chair, "Write this down")
    press(chair, "Confirm the decisions")
    assert "You confirmed this board. Somebody else has to release it." in says(chair)
    return str(page.url)


def release(second: Any, address: str) -> None:
    """A second person releases what the chair confirmed."""
    second.page.goto(address)
    second.look()
    press(second, "Release")


def report(evidence: Any, title: str) -> None:
    """What a project found is checked and reported."""
    evidence.go("/evidence/projects/")
    follow(evidence, title)
    press(evidence, "Report it")

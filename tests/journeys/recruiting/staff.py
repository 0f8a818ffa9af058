"""What programme staff do in Recruit, page by page."""

import re
from typing import Any

from tests.journeys.recruiting.hands import DAYS_ON, Story, day, fill, follow, press, press_twice, says


def set_up_cohort(walker: Any, story: Story) -> None:
    """Recruitment staff set up a cohort that takes applications until tomorrow."""
    page = walker.go("/cohorts/")
    press(walker, "Set up a cohort")
    fill(page, name=story.cohort_name, places="2", answer_days="14", host_policy="any_open", programme="Leading in alternative provision")
    for name, ahead in (("opens_at_day", -7), ("closes_at_day", 1), ("ranking_opens_at_day", 21), ("ranking_closes_at_day", 30)):
        fill(page, **{name: day(ahead)})
    for name, ahead in (("assessment_from", 1), ("assessment_until", 20), ("matching_on", 31), ("starts_on", 60), ("ends_on", 790)):
        fill(page, **{name: day(ahead)})
    fill(page, boards=f"{day(400):%-d/%-m/%Y}")
    press(walker, "Save")
    assert "has been set up" in says(walker)
    story.cohort = page.url.rstrip("/").rsplit("/", 1)[1]


# The candidate


def take_in(walker: Any, story: Story) -> None:
    """Find it in the list and take it in."""
    walker.go(f"/recruitment/cohorts/{story.cohort}/")
    follow(walker, story.name)
    press(walker, "Take in for reading")
    assert "is taken in" in walker.page.inner_text("body")


def plan_round(walker: Any, story: Story, stage: str, name: str) -> None:
    """Plan a round that is open now."""
    page = walker.go(f"/recruitment/selection/cohorts/{story.cohort}/")
    press(walker, "Plan a round")
    fill(page, stage=stage, name=name, opens_at_day=day(DAYS_ON - 1), closes_at_day=day(DAYS_ON + 5))
    press(walker, "Plan this round")
    assert "The round is planned" in page.inner_text("body")


def give(walker: Any, story: Story) -> None:
    """Give the application to each assessor by name."""
    follow(walker, story.reference)
    for name in story.readers:
        walker.page.select_option("[name=assessor]", label=name)
        press(walker, "Give it to them")
        assert "It has been given to them" in walker.page.inner_text("body")


def open_scores(walker: Any, story: Story, name: str) -> None:
    """The scores of the application in the round of this name."""
    walker.go(f"/recruitment/selection/cohorts/{story.cohort}/")
    follow(walker, name)
    follow(walker, story.reference)


def propose(walker: Any, outcome: str, words: str) -> None:
    """Propose a decision from the page of the scores; whoever proposes it cannot confirm it."""
    press(walker, "Propose a decision")
    fill(walker.page, outcome=outcome, feedback=words)
    press(walker, "Propose")
    assert "Somebody else has to confirm it" in walker.page.inner_text("body")
    assert walker.page.locator("main [name=decisions]").count() == 0


def confirm_and_publish(walker: Any, story: Story) -> None:
    """The second person confirms, looks at what would be published, and publishes with a double-click."""
    page = walker.go(f"/recruitment/selection/cohorts/{story.cohort}/pending/")
    page.locator("main [name=decisions]").check()
    press(walker, "Confirm what is ticked")
    press(walker, "Look at what would be published")
    press_twice(walker, "Publish now", "Places in cohort")


def ask_referees(walker: Any, story: Story) -> None:
    """Read the letter and whom it goes to, then ask."""
    walker.go("/recruitment/references/")
    follow(walker, f"Read the letter and ask them for {story.cohort_name}")
    assert story.referee(1) in says(walker)
    press(walker, "Ask all of these referees")
    assert "2 referees have been asked" in walker.page.inner_text("body")


def read_reference(walker: Any, story: Story) -> None:
    """Open what the head wrote, and note that she was rung."""
    page = walker.go(f"/recruitment/references/?q={story.reference}")
    follow(walker, re.compile(f"{story.name} ?, first referee"))
    press(walker, "Read the reference")
    assert "She keeps her word to children" in says(walker)
    press(walker, "Note the call to the referee")
    fill(page, on=day(DAYS_ON), how="published", theirs=True)
    press(walker, "Note this call")
    assert "was checked with the referee by telephone" in page.inner_text("body")


def note_checks(walker: Any, story: Story) -> None:
    """Three of the checks: two seen, one not needed."""
    page = walker.go("/recruitment/checks/")
    follow(walker, story.name)
    for title in ("Identity", "Right to work in the United Kingdom"):
        follow(walker, title)
        fill(page, result="clear", seen_on=day(DAYS_ON))
        press(walker, "Note this check")
    follow(walker, "Checks from abroad")
    fill(page, result="not_needed", why_not_needed="never-abroad")
    press(walker, "Note this check")
    assert "3 of 12 done" in says(walker)


# Assessors and referees

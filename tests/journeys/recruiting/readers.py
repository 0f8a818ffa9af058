"""What assessors and referees do in Recruit, page by page."""

from typing import Any

from tests.journeys.letters import link_in_letter_to
from tests.journeys.recruiting.hands import CRITERIA, Story, fill, press, press_twice, says


def assess(walker: Any, story: Story, marks: dict[str, int]) -> None:
    """Declare no conflict, read without names, save a draft, send."""
    page = walker.go("/recruitment/assessing/")
    walker.press(page.locator("main li", has_text=f"Application {story.reference}").filter(has_text="Not begun").get_by_role("link"))
    press(walker, "Continue", status=422)
    fill(page, kind="none")
    press(walker, "Continue")
    whole = page.content()
    assert [one for one in story.telling if one in whole] == []
    assert "A hundred and eighty pupils" in says(walker)
    for criterion in CRITERIA:
        fill(page, **{f"score_{criterion}": str(marks.get(criterion, 4))})
    press(walker, "Save as a draft")
    press(walker, "Send my scores", status=422)
    for criterion in CRITERIA:
        fill(page, **{f"reason_{criterion}": "A plain example, with what changed for the children."})
    press(walker, "Send my scores")
    assert "Your scores are sent" in page.inner_text("body")


def give_reference(walker: Any, story: Story) -> None:
    """The head opens the letter's link, saves, comes back by the same link, is told what is missing, and sends."""
    page, link = walker.page, link_in_letter_to(walker, story.referee(1))
    page.goto(link)
    walker.look()
    fill(page, job=f"Head teacher, {story.school}", capacity="head", known="As her head, from September 2021 until now")
    press(walker, "Save and come back later")
    page.goto(link)
    fill(page, post="Head of Year 9", post_from="September 2022", strengths="She keeps her word to children, and they know it.")
    press(walker, "Save and go on", status=422)
    fill(
        page,
        leaving="To lead in alternative provision.",
        again="yes",
        suitable="yes",
        discipline="no",
        concern="no",
        authority="head",
        openness="open",
    )
    press(walker, "Save and go on")
    fill(page, true_and_fair=True)
    press_twice(walker, "Send this reference", "Thank you")
    assert "Your reference has been sent" in says(walker)
    page.goto(link)
    assert "What you wrote is not shown again here" in says(walker)

"""What a candidate does in Recruit, page by page."""

import re
from typing import Any

from tests.journeys.letters import letters_to, link_in_letter_to
from tests.journeys.recruiting.hands import COMPETENCIES, Story, another_tab, fill, follow, press, press_twice, says, sign_in


def check_eligibility(walker: Any, story: Story) -> None:
    """From the list of cohorts to its page, to the five questions, and back to apply."""
    page = walker.go("/cohorts/")
    follow(walker, f"See the dates of {story.cohort_name}")
    follow(walker, "Check with five questions whether you can apply")
    press(walker, "See the result", status=422)
    fill(page, right_to_work="yes", qualified_teacher="yes", mainstream_years="6.5", works_in_ap_or_special="no", responsibility_held="yes")
    press(walker, "See the result")
    assert "By these answers, you can apply" in says(walker)


def start(walker: Any, story: Story) -> None:
    """Begin an application."""
    walker.go(f"/cohorts/{story.cohort}/")
    press(walker, "Apply for this cohort")
    press(walker, "Start your application")
    story.application = walker.page.url.rstrip("/").rsplit("/", 1)[1]
    story.reference = re.search(r"Reference (\S+?)\. ", says(walker))[1]


def own(story: Story, rest: str = "") -> str:
    """An address of the candidate's application."""
    return f"/recruitment/applications/{story.application}/{rest}"


def write_the_facts(walker: Any, story: Story) -> None:
    """About you (refused where something is missing, yet kept), eligibility, experience; then stop for today."""
    page = walker.page
    follow(walker, "About you")
    fill(page, phone=story.phone)
    press(walker, "Save and continue", status=422)
    assert "Enter the town or city where you live" in says(walker)
    fill(page, town=story.town, postcode=story.postcode)
    press(walker, "Save and continue")
    fill(page, right_to_work="yes", qualified_teacher="yes", mainstream_years="6.5", works_in_ap_or_special="no")
    press(walker, "Save and continue")
    write_experience(page, story)
    press(walker, "Save and come back later")
    assert "is saved. Come back whenever you like" in page.inner_text("body")


def write_experience(page: Any, story: Story) -> None:
    """With everything in it that must not reach an assessor."""
    fill(
        page,
        present_school=story.school,
        present_role=f"Head of Year 9 at {story.school}",
        subjects="Mathematics",
        experience=f"At {story.school} they call me {story.name.split()[0]}. Write to {story.email} or ring {story.phone}. Ottoline Pryce taught me much.",
        responsibility="year",
        responsibility_months="30",
        responsibility_text="A hundred and eighty pupils and eight tutors. Days lost to exclusion fell by half.",
    )


def come_back(walker: Any, story: Story) -> None:
    """Sign out and in again; it is told what is missing, and the application cannot be sent yet."""
    page = walker.page
    walker.press(page.get_by_role("button", name="Sign out"))
    sign_in(walker, story)
    walker.go("/recruitment/")
    assert page.url.endswith(own(story))
    press(walker, "Check your answers")
    assert "Still missing" in says(walker)
    assert "Enter the name of your first referee" in says(walker)
    assert page.get_by_role("button", name="Send your application").count() == 0


def write_in_two_tabs(walker: Any, story: Story) -> None:
    """The tab that was too slow sees its own words and those that are there now, and can save again."""
    address = own(story, "sections/motivation/")
    first, second = another_tab(walker), another_tab(walker)
    first.go(address)
    second.go(address)
    fill(first.page, text="Written in the first tab: the children whom school gives up on.")
    press(first, "Save and come back later")
    fill(second.page, text="Written in the second tab: the children whom I could not keep in school.")
    press(second, "Save and come back later", status=409)
    shown = says(second)
    assert "Changed in another window" in shown
    assert "Written in the first tab" in shown
    assert "Written in the second tab" in second.page.input_value("[name=text]")
    press(second, "Save and come back later")
    first.page.close()
    second.page.close()


def write_the_rest(walker: Any, story: Story) -> None:
    """The competencies, areas, referees and adjustments, one after the other as the pages lead."""
    page = walker.go(own(story))
    for competency in COMPETENCIES[1:]:
        page.goto(f"{walker.address}{own(story, f'sections/{competency}/')}")
        fill(page, text=f"What I did, with whom, and what came of it: an example for {competency}. {story.name} would do it again.")
        press(walker, "Save and continue")
    assert page.url.endswith("/sections/areas/")
    fill(page, preferred_regions=["Yorkshire and the Humber", "North East"], travel_minutes="50")
    press(walker, "Save and continue")
    for n, (name, relation) in enumerate((("Ottoline Pryce", "My head teacher since 2021"), ("Bartek Lund", "I led a project with him")), 1):
        fill(page, **{f"name_{n}": name, f"email_{n}": story.referee(n), f"relation_{n}": relation, f"organisation_{n}": story.school})
    fill(page, is_head_1=True)
    press(walker, "Save and continue")
    fill(page, adjustments_needed="yes", adjustments="Questions in writing.")
    press(walker, "Save and continue")


def send(walker: Any, story: Story) -> None:
    """Send it: not without the declaration; a double-click sends once; going back afterwards sends nothing."""
    page = walker.go(own(story))
    press(walker, "Check your answers and send")
    press(walker, "Send your application", status=422)
    fill(page, true=True)
    press_twice(walker, "Send your application", "Application sent")
    assert story.reference in says(walker)
    page.go_back()
    page.wait_for_load_state()
    assert page.get_by_role("button", name="Send your application").count() == 0
    walker.go(own(story, "sent/"))
    assert letters_to(walker, story.email).count(f"We have your application: {story.reference}") == 1


def answer_offer(walker: Any, story: Story) -> None:
    """The candidate reads the letter, opens its link, and accepts."""
    page = walker.page
    page.goto(link_in_letter_to(walker, story.email))
    walker.look()
    assert "We offer you a place" in says(walker)
    assert "A clear yes from everybody." in says(walker)
    press_twice(walker, "Accept the place", "You have a place")
    assert "You have a place" in says(walker)
    assert letters_to(walker, story.email).count("You have a place") == 1


# Recruitment staff

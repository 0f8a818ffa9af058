"""What the people of Recruit do on its pages, step by step; `test_recruit` puts the steps in their order."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from tests.journeys.letters import code_for, letters_to, link_in_letter_to

PASSWORD = "lantern heron copper"
COMPETENCIES = ("motivation", "teaching", "leadership", "relationships", "reflection")
CRITERIA = (*COMPETENCIES, "responsibility")
DAYS_ON = 3


@dataclass
class Story:
    """One candidate, their cohort, and where their application stands."""

    token: str = field(default_factory=lambda: uuid.uuid4().hex[:8])
    name: str = "Thandiwe Marlowe"
    school: str = "Hollin Beck Community School"
    town: str = "Wetherby"
    postcode: str = "LS22 6ZZ"
    phone: str = "07700 900417"
    cohort: str = ""
    application: str = ""
    reference: str = ""

    @property
    def email(self) -> str:
        """The candidate's address."""
        return f"{self.token}@teachers.example"

    @property
    def cohort_name(self) -> str:
        """A cohort of the test's own."""
        return f"Journey {self.token}"

    def referee(self, position: int) -> str:
        """The address of a referee."""
        return f"{self.token}.{position}@referees.example"

    @property
    def readers(self) -> tuple[str, str]:
        """The two assessors: a persona, and somebody who is invited."""
        return ("Ian Fairweather", f"Marguerite Sands {self.token}")

    @property
    def telling(self) -> tuple[str, ...]:
        """Everything by which an assessor could tell who it is."""
        return (self.name, *self.name.split(), self.school, "Hollin", self.town, self.postcode, self.phone, self.email, "Ottoline", self.referee(1))


def day(ahead: int) -> dt.date:
    """A day from the real today on, in England."""
    return dt.datetime.now(ZoneInfo("Europe/London")).date() + dt.timedelta(days=ahead)


def fill(page: Any, **values: Any) -> None:
    """Fill in a form: texts, dates in three boxes, choices by the value of theirs."""
    for name, value in values.items():
        if isinstance(value, dt.date):
            for box in ("day", "month", "year"):
                page.fill(f"[name={name}_{box}]", str(getattr(value, box)))
            continue
        boxes = page.locator(f"main [name={name}]")
        if value is True:
            boxes.check()
        elif boxes.first.get_attribute("type") in {"radio", "checkbox"}:
            for one in [value] if isinstance(value, str) else value:
                page.locator(f"main [name={name}][value='{one}']").check()
        else:
            boxes.fill(value)


def press(walker: Any, name: Any, *, status: int = 200, role: str = "button") -> None:
    """Press what is called `name`, and look at the page that comes, which has this status."""
    found = walker.page.locator("main").get_by_role(role, name=name).first
    with walker.page.expect_response(lambda answer: answer.request.is_navigation_request() and answer.status not in {302, 303}) as answer:
        found.click()
    walker.page.wait_for_load_state()
    assert answer.value.status == status, f"{name}: {answer.value.status} {walker.page.inner_text('main')[:600]}"
    if status != 200:
        # The browser itself says so of every page of ours that refuses.
        walker.complaints[:] = [one for one in walker.complaints if f"status of {status}" not in one]
    walker.look()


def follow(walker: Any, name: Any) -> None:
    """Follow the link called `name`."""
    press(walker, name, role="link")


def press_twice(walker: Any, name: str, comes: str) -> None:
    """A double-click, and the page that comes."""
    walker.page.locator("main").get_by_role("button", name=name).dblclick()
    walker.page.locator("h1", has_text=comes).wait_for()
    walker.page.wait_for_load_state()
    walker.look()


def says(walker: Any) -> str:
    """What stands on the page."""
    return str(walker.page.inner_text("main"))


def another_tab(walker: Any) -> Any:
    """The same person in a second tab."""
    return type(walker)(walker.page.context.new_page(), walker.address)


def move_calendar(walker: Any, to: dt.date | None) -> None:
    """Show another date, or the real one again."""
    page = walker.go("/demo/calendar/")
    if to is None:
        press(walker, "Show the real date again")
        return
    fill(page, to=to)
    press(walker, "Move the calendar")


def in_person(walk: Any, persona: str, width: int = 1280, *, scripts: bool = True) -> Any:
    """A window in which a persona is signed in."""
    walker = walk(width, scripts=scripts)
    walker.become(persona)
    return walker


def sign_up(walker: Any, story: Story) -> None:
    """A teacher makes an account and confirms the address by the letter's link."""
    page = walker.go("/account/signup/")
    fill(page, full_name=story.name, email=story.email, password1=PASSWORD)
    press(walker, "Create an account")
    page.goto(link_in_letter_to(walker, story.email))
    walker.look()
    walker.press(page.locator("main form button").first)
    if "/home/" not in page.url:
        sign_in(walker, story)


def sign_in(walker: Any, story: Story) -> None:
    """The teacher signs in."""
    page = walker.go("/account/login/")
    fill(page, login=story.email, password=PASSWORD)
    walker.press(page.get_by_role("button", name="Sign in", exact=True))
    assert page.url.endswith("/home/")


def invited(walk: Any, role: str, name: str, width: int = 1280) -> Any:
    """Somebody whom the administrator invites, in a window in which they have signed in with a second factor."""
    address, administrator = f"{uuid.uuid4().hex[:10]}@invited.example", in_person(walk, "administrator")
    administrator.go("/people/invitations/")
    administrator.page.fill("[name=email]", address)
    administrator.page.select_option("[name=role]", role)
    press(administrator, "Send the invitation")
    walker = walk(width)
    page = walker.page
    page.goto(link_in_letter_to(walker, address))
    fill(page, full_name=name, password="marble otter evening tide")
    walker.press(page.locator("main form button[type=submit], main form button:not([type])").last)
    fill(page, code=code_for("".join(page.locator(".app-key").text_content().split())))
    walker.press(page.locator("main form button").last)
    return walker


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

"""What the people of Recruit do on its pages, step by step; `test_recruit` puts the steps in their order."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from tests.journeys.letters import code_for, link_in_letter_to

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

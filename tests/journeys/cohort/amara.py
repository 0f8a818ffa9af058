"""What the persona Amara does from her first click to her appointment, page by page."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from tests.foundations.documents.files import PDF
from tests.journeys import recruiting as people
from tests.journeys.recruiting.candidate import own
from tests.journeys.recruiting.hands import fill, follow, press, press_twice, says


@dataclass
class Amara(people.Story):
    """The candidate whom anyone can sign in as: her application is half written."""

    token: str = "amara"
    name: str = "Amara Osei"

    @property
    def email(self) -> str:
        """Her address in the demonstration."""
        return "candidate@demo.example"


def apply(walker: Any, story: Amara) -> None:
    """Home says how much is missing; she writes it and sends."""
    walker.go("/home/")
    follow(walker, re.compile(r"Your application: \d sections to go"))
    story.application = walker.page.url.rstrip("/").rsplit("/", 1)[1]
    story.reference = re.search(r"Reference (\S+?)\. ", says(walker))[1]
    people.write_the_rest(walker, story)
    walker.go(own(story))
    press(walker, "Check your answers and send")
    fill(walker.page, true=True)
    press_twice(walker, "Send your application", "Application sent")


def rank(walker: Any, first: str) -> None:
    """Where she starts from, then the post that she wants most, and two others."""
    page = walker.go("/placement/my-posts/")
    follow(walker, "Change where you start from and how far you would go")
    fill(page, outward="nowhere")
    press(walker, "Save", status=422)
    assert "Enter a postcode like LS1 4AP" in says(walker)
    fill(page, outward="LS17 4CK", farthest_km="150")
    press(walker, "Save")
    seen = says(walker)
    assert "km from LS17" in seen
    assert "as the crow flies, give or take" in seen
    # What is further than that stands apart; she goes as far as it takes.
    assert "Beyond what you said" in seen
    follow(walker, "widen what you said")
    fill(page, farthest_km="")
    press(walker, "Save")
    number = 2
    for box in page.locator("main input[type=text], main input[type=number], main input[inputmode=numeric]").all():
        label = page.locator(f"label[for='{box.get_attribute('id')}']").inner_text()
        if first in label:
            box.fill("1")
        elif number <= 3:
            box.fill(str(number))
            number += 1
    press(walker, "Save your order")
    assert first in page.locator("main .govuk-summary-list__row", has_text=re.compile(r"^\s*1\s")).first.inner_text()


def accept(walker: Any, post: str) -> None:
    """Home says that a match waits."""
    walker.go("/home/")
    follow(walker, re.compile("Answer your match to"))
    assert post in says(walker)
    press_twice(walker, "Accept", post)
    assert "You have accepted" in says(walker)


def hand_in(walker: Any) -> None:
    """The first piece of work: refused without the declaration, then taken with a receipt."""
    page = walker.go("/training/mine/")
    follow(walker, "Needs, trauma and behaviour")
    walker.press(page.get_by_role("button", name="Hand in").first)
    page.locator("input[type=file]").set_input_files({"name": "talk.pdf", "mimeType": "application/pdf", "buffer": PDF})
    press(walker, "Hand in", status=422)
    page.locator("input[type=file]").set_input_files({"name": "talk.pdf", "mimeType": "application/pdf", "buffer": PDF})
    fill(page, own_work=True)
    press(walker, "Hand in")
    assert "Receipt" in says(walker)
    assert "talk.pdf" in says(walker)


def plan_project(walker: Any, today: dt.date) -> str:
    """A project is planned and its protocol registered; from then on it cannot be changed."""
    title = "A call home before nine"
    page = walker.go("/evidence/my-projects/")
    walker.press(page.get_by_role("button", name="Plan a project"))
    for name, value in (("practice", "attendance"), ("outcome", "attendance"), ("comparison", "")):
        found = page.locator(f"main [name={name}]")
        match = next((one for one in found.all() if value and value in str(one.get_attribute("value"))), found.first)
        match.check()
    fill(
        page, title=title, what="Whoever is not there by nine is called at home by somebody who knows the child.", who="Pupils of Years 10 and 11.",
        planned_pupils="24", starts_on=today, ends_on=today + dt.timedelta(days=90),
    )  # fmt: skip
    press(walker, "Save")
    follow_button(walker, "Register the protocol")
    press(walker, "Register the protocol", status=422)
    fill(page, nobody_named=True)
    press(walker, "Register the protocol")
    assert "Record the numbers" in says(walker)
    assert page.get_by_role("link", name="Change the plan").count() == 0
    return title


def follow_button(walker: Any, name: str) -> None:
    """Press what looks like a button and leads to another page."""
    walker.press(walker.page.locator("main").get_by_role("button", name=name).first)


def record_numbers(walker: Any, title: str, today: dt.date) -> None:
    """She measures, records the numbers of both groups and has the effect computed."""
    page = walker.go("/evidence/my-projects/")
    follow(walker, title)
    follow_button(walker, "Record the numbers")
    fill(
        page, m1="82.5", sd1="9.1", n1="12", m2="77.0", sd2="10.4", n2="12", collected_from=today - dt.timedelta(days=1), collected_until=today
    )  # fmt: skip
    press(walker, "Record the numbers")
    press(walker, "Compute the effect")
    assert "The effect" in says(walker)


def see_award(walker: Any) -> str:
    """Two years on: the award, and the code of its certificate."""
    walker.go("/training/mine/")
    assert "Master of Arts in Leading Inclusion" in says(walker)
    assert "180" in says(walker)
    follow_button(walker, "Your certificate")
    return str(re.search(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}", says(walker))[0])


def write_profile(walker: Any) -> None:
    """What she looks for, and who may see it."""
    page = walker.go("/careers/my-profile/")
    walker.press(page.get_by_role("button", name=re.compile("Write it|Change it")))
    fill(
        page, headline="To lead inclusion in a secondary school that means it", journey_minutes="60",
        experience="Two years as assistant head in a pupil referral unit.", led="Attendance rose by six points in a year.",
    )  # fmt: skip
    for name in ("roles", "regions", "phases", "patterns"):
        for one in page.locator(f"main [name={name}]").all():
            one.check()
    page.locator("main [name=visibility]").last.check()
    press(walker, "Save")


def ask_for_introduction(walker: Any, vacancy: str) -> None:
    """She finds the vacancy with the reasons why it fits, and asks."""
    walker.go("/careers/vacancies/")
    assert "Why it stands here" in says(walker)
    follow(walker, re.compile(f"Look at it.*{re.escape(vacancy)}"))
    press(walker, "Ask for an introduction")
    assert "We wait for the other side" in says(walker)

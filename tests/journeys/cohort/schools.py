"""What the two schools do: the host of the placement, and the mainstream school with a vacancy."""

import datetime as dt
import re
from typing import Any

from tests.journeys.recruiting.hands import fill, follow, press, press_twice, says

POST = "Head of reintegration"
VACANCY = "Assistant head, inclusion and attendance"


def offer_post(host: Any) -> None:
    """The school says yes and sends a post in."""
    page = host.go("/placement/our-posts/")
    follow(host, "Answer")
    page.check("input[name=answer][value=yes]")
    press(host, "Save")
    host.press(page.get_by_role("button", name="Write a post").first)
    page.locator("main [name=phase][value=both]").check()
    fill(page, title=POST, responsibilities="A team of four who bring pupils back to mainstream schools.", salary="L3 to L7")
    press(host, "Save")
    press(host, "Send it in")
    assert "Being looked at" in says(host)


def rank_candidates(host: Any, name: str) -> None:
    """The school knows numbers; it asks one after the other for an interview, which tells the name, until it has met whom it wants first."""
    page = host.go("/placement/our-posts/")
    follow(host, POST)
    host.press(page.get_by_role("button", name="Put candidates in classes"))
    assert name not in page.content()
    for address in [link.get_attribute("href") for link in page.get_by_role("link", name="Meet them").all()]:
        host.go(address)
        assert name not in page.content()
        press(host, "Ask for the interview")
        if name in says(host):
            break
    assert name in says(host)
    fill(page, note="Asked about our pupils before she asked about the post.")
    press(host, "Save")
    for box in page.locator("main select").all():
        label = page.locator(f"label[for='{box.get_attribute('id')}']").inner_text()
        number = min(2, box.locator("option[value='2'], option[value='1']").count())
        box.select_option("1" if name in label else str(number))
    press(host, "Save the classes")


def accept(host: Any, name: str) -> None:
    """Home says that a match waits: at this post, for the school may have offered others."""
    host.go("/home/")
    follow(host, re.compile(f"Answer the match to your post “{POST}”"))
    assert name in says(host)
    press(host, "Accept")


def offer_vacancy(school: Any, today: dt.date) -> None:
    """A vacancy is written, then opened."""
    page = school.go("/careers/our-vacancies/")
    school.press(page.get_by_role("button", name="Write a vacancy").first)
    press(school, "Save", status=422)
    page.locator("main [name=role_kind]").first.check()
    page.locator("main [name=pattern]").first.check()
    fill(
        page, title=VACANCY, description="Leads inclusion across the school, so that fewer children are sent out of it.", salary="L8 to L12",
        starts_on=today + dt.timedelta(days=120), closes_on=today + dt.timedelta(days=60),
    )  # fmt: skip
    press(school, "Save")
    press(school, "Open it")


def agree_and_appoint(school: Any, name: str, today: dt.date) -> None:
    """Whoever asked is nameless until the school agrees; then they talk, and she is appointed."""
    page = school.go("/home/")
    follow(school, re.compile("introduc"))
    if "/introductions/" not in page.url:
        school.press(page.locator("main a[href*='/introductions/']").first)
    assert name not in page.content()
    press_twice(school, "Agree", VACANCY)
    assert name in says(school)
    press(school, "We are talking")
    school.press(page.get_by_role("button", name="They were appointed"))
    fill(page, starts_on=today + dt.timedelta(days=120))
    press(school, "Say so")

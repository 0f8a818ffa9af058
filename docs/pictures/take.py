"""Take the pictures in this folder again from a freshly filled demonstration: `python docs/pictures/take.py ADDRESS`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

WIDE, PHONE = 1280, 390
# Each with its name, who looks, the page, the links to follow from there, and how much of the page.
PICTURES: tuple[tuple[str, str, str, tuple[str, ...], int, int], ...] = (
    ("start", "", "/", (), WIDE, 1000),
    ("home-of-a-candidate-on-a-phone", "candidate", "/home/", (), PHONE, 844),
    ("applications", "recruitment", "/recruitment/cohorts/", ("Applications of 2027",), WIDE, 1100),
    ("application-to-read", "assessor", "/recruitment/assessing/", ("Draft saved",), WIDE, 1100),
    ("matching-day", "placement", "/placement/cohorts/", ("Open the board of cohort 2026", "Matching day", "by Joseph Adeyemi"), WIDE, 1200),
    ("training", "participant", "/training/mine/", (), WIDE, 1100),
    ("coaching", "coach", "/training/coaching/", (), WIDE, 1150),
    ("vacancies", "alumnus", "/careers/vacancies/", (), WIDE, 1250),
    ("evidence", "", "/evidence/", (), WIDE, 1000),
    ("findings", "", "/observatory/", (), WIDE, 1300),
)


def take(browser: Browser, address: str, name: str, who: str, path: str, links: tuple[str, ...], width: int, height: int) -> None:
    """Take one picture, as one of the invented people or as anybody."""
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    if who:
        page.goto(f"{address}/demo/")
        page.locator(f"form[action$='/{who}/'] button").click()
        page.wait_for_url("**/home/")
    page.goto(address + path)
    for link in links:
        page.locator(f"main :is(li, a):has-text('{link}')").first.locator("xpath=descendant-or-self::a").first.click(timeout=5000)
        page.wait_for_load_state()
    if name == "vacancies":
        page.locator("details", has_text="Why it stands here").first.evaluate("details => { details.open = true; }")
    if name == "findings":
        page.locator("h2", has_text="The findings").evaluate("heading => heading.scrollIntoView()")
    page.screenshot(path=Path(__file__).with_name(f"{name}.png"))
    context.close()


def main() -> None:
    """Take all of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, sys.argv[1], *picture)
        browser.close()


if __name__ == "__main__":
    main()

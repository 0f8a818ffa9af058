"""Every persona comes in by the demonstration's door and finds every page that is linked for them whole."""

import pytest

from difference.demo.personas import personas
from tests.journeys.recruiting.hands import day

pytestmark = [pytest.mark.browser, pytest.mark.real_time, pytest.mark.once]
PUBLIC = ["/", "/account/login/", "/account/signup/", "/account/password/reset/", "/people/second-factor/lost/", "/accessibility/", "/privacy/", "/cookies/",
          "/licence-and-sources/", "/who-may-do-what/", "/observatory/", "/observatory/cost-per-cohort/", "/observatory/places/", "/observatory/places/351/",
          "/observatory/cold-spots/", "/api/", "/demo/", "/demo/calendar/"]  # fmt: skip


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, False)])
def test_anyone_finds_the_public_pages_whole(walk, width, scripts):
    walker = walk(width, scripts=scripts)
    for path in PUBLIC:
        walker.go(path)


@pytest.mark.parametrize("persona", list(personas()))
def test_each_persona_finds_every_page_linked_for_them(walk, persona):
    walker = walk(320 if len(persona) % 2 else 1280, scripts=len(persona) % 3 > 0)
    walker.become(persona)
    links = walker.page.eval_on_selector_all("nav a[href^='/'], main a[href^='/']", "links => links.map(link => link.getAttribute('href'))")
    for path in sorted(set(links)):
        walker.go(path)


def test_signing_in_by_hand_with_a_wrong_password_says_so_kindly(walk):
    walker = walk(320)
    page = walker.go("/account/login/")
    page.fill("[name=login]", "nobody@tests.example")
    page.fill("[name=password]", "not the password")
    walker.press(page.get_by_role("button", name="Sign in", exact=True))
    assert page.locator(".govuk-error-summary").count() == 1


def test_the_calendar_moves_and_comes_back(walk):
    walker = walk()
    page = walker.go("/demo/calendar/")
    # One day: what lies between is lived through, and other journeys share this demonstration.
    tomorrow = day(1)
    for box in ("day", "month", "year"):
        page.fill(f"[name=to_{box}]", str(getattr(tomorrow, box)))
    walker.press(page.get_by_role("button", name="Move the calendar"))
    assert f"Today is {tomorrow:%A %-d %B %Y}" in page.inner_text("main")
    assert "What comes next in cohort" in page.inner_text("main")
    walker.press(page.get_by_role("button", name="Show the real date again"))
    assert f"Today is {day(0):%A %-d %B %Y}" in page.inner_text("main")


def test_a_page_that_does_not_exist_is_a_kind_page(walk):
    walker = walk(320)
    response = walker.page.goto(f"{walker.address}/no-such-page/")
    assert response.status == 404
    walker.complaints.clear()
    walker.look()

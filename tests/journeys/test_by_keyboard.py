"""Everything can be reached and done by keyboard, with the focus always in sight."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.real_time, pytest.mark.once]


def focused(page):
    return page.evaluate("(document.activeElement.innerText || document.activeElement.name || document.activeElement.tagName).trim()")


def test_the_first_stop_is_a_link_past_the_navigation(walk):
    page = walk().go("/account/login/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_somebody_signs_in_by_keyboard_alone(walk):
    walker = walk(320)
    page = walker.go("/account/login/")
    page.locator("[name=login]").focus()
    page.keyboard.type("nobody@tests.example")
    while focused(page) != "password":
        page.keyboard.press("Tab")
    page.keyboard.type("not the password")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    walker.look()
    assert page.evaluate("document.activeElement.classList.contains('govuk-error-summary')")


def test_every_stop_shows_its_focus(walk):
    page = walk().go("/schools/")
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
                const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
                return it === document.body || (marked && box.width > 0 && box.top >= 0 && box.bottom <= innerHeight + 1);
            }"""
        )
        if not seen:
            unseen.append(focused(page))
    assert unseen == []


def test_the_menu_of_a_phone_opens_by_keyboard(walk):
    walker = walk(320)
    walker.become("administrator")
    page = walker.page
    menu = page.get_by_role("button", name="Menu")
    menu.focus()
    page.keyboard.press("Enter")
    assert (menu.get_attribute("aria-expanded"), page.get_by_role("link", name="Accounts").is_visible()) == ("true", True)
    walker.look()

"""Somebody makes an account, and somebody else takes up an invitation, each from the letter that they are sent."""

import re
import uuid

import pytest

from tests.journeys.letters import code_for, link_in_letter_to

pytestmark = [pytest.mark.browser, pytest.mark.real_time]


def test_a_teacher_makes_an_account_confirms_it_and_signs_in(walk):
    walker, address = walk(320, scripts=False), f"{uuid.uuid4().hex[:10]}@teachers.example"
    page = walker.go("/account/signup/")
    page.fill("[name=full_name]", "Rosa Fielding")
    page.fill("[name=email]", address)
    page.fill("[name=password1]", "lantern heron copper")
    walker.press(page.get_by_role("button", name="Create an account"))
    page.goto(link_in_letter_to(walker, address))
    walker.look()
    walker.press(page.locator("main form button").first)
    if "/home/" not in page.url:
        walker.go("/account/login/")
        page.fill("[name=login]", address)
        page.fill("[name=password]", "lantern heron copper")
        walker.press(page.get_by_role("button", name="Sign in", exact=True))
    assert page.url.endswith("/home/")
    walker.go("/people/record/")
    assert "Rosa Fielding" in page.inner_text("main")


def test_an_invited_assessor_sets_up_a_second_factor_and_signs_in_with_it(walk):
    administrator, address = walk(), f"{uuid.uuid4().hex[:10]}@assessors.example"
    administrator.become("administrator")
    page = administrator.go("/people/invitations/")
    page.fill("[name=email]", address)
    page.select_option("[name=role]", "assessor")
    administrator.press(page.get_by_role("button", name=re.compile("invit", re.IGNORECASE)).first)

    walker = walk(320)
    page = walker.page
    page.goto(link_in_letter_to(walker, address))
    walker.look()
    page.fill("[name=full_name]", "Edmund Vale")
    page.fill("[name=password]", "marble otter evening tide")
    walker.press(page.locator("main form button[type=submit], main form button:not([type])").last)
    assert page.url.endswith("/account/second-factor/totp/activate/")
    walker.look()
    secret = "".join(page.locator(".app-key").text_content().split())
    page.fill("[name=code]", code_for(secret))
    walker.press(page.locator("main form button").last)
    assert "recovery-codes" in page.url
    page.goto(f"{walker.address}/home/")
    walker.look()
    walker.press(page.get_by_role("button", name="Sign out"))

    again = walk(1280, scripts=False)
    page = again.go("/account/login/")
    page.fill("[name=login]", address)
    page.fill("[name=password]", "marble otter evening tide")
    again.press(page.get_by_role("button", name="Sign in", exact=True))
    page.fill("[name=code]", code_for(secret, steps=1))
    again.press(page.locator("main form button").first)
    assert page.url.endswith("/home/")

"""A host school says that it wants to host, writes a post and sends it in; placement staff look at it and approve it."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.real_time]


def test_a_school_offers_a_post_and_staff_approve_it(walk):
    host = walk(320, scripts=False)
    host.become("host-lead")
    page = host.go("/placement/our-posts/")
    host.press(page.get_by_role("link", name="Answer").first)
    page.check("input[name=answer][value=yes]")
    host.press(page.get_by_role("button", name="Save", exact=True))
    host.press(page.get_by_role("button", name="Write a post").first)
    host.press(page.get_by_role("button", name="Save", exact=True))
    assert page.locator(".govuk-error-summary li").count() == 4
    page.fill("[name=title]", "Head of reintegration")
    page.fill("[name=responsibilities]", "A team of four who bring pupils back to mainstream schools, and stay with them for a term.")
    page.fill("[name=salary]", "L3 to L7")
    page.check("input[name=phase][value=both]")
    page.check("input[name=requirements][value=held-a-year]")
    page.fill("[name=mentor]", "The head teacher, weekly")
    host.press(page.get_by_role("button", name="Save", exact=True))
    assert "Has held a responsibility for at least a year" in page.inner_text("main")
    host.press(page.get_by_role("button", name="Send it in").first)
    assert "Being looked at" in page.inner_text("main")

    staff = walk(1280)
    staff.become("placement")
    page = staff.go("/placement/cohorts/")
    staff.press(page.locator("main a[href^='/placement/cohorts/']").first)
    staff.press(page.get_by_role("link", name="Head of reintegration").first)
    staff.press(page.get_by_role("button", name="Approve").first)
    assert "Head of reintegration" in page.inner_text("main")

    host.go("/placement/our-posts/")
    assert "Approved" in host.page.inner_text("main")

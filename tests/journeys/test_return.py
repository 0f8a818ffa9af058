"""An alumnus hides from a school and writes a profile; a school opens a vacancy and asks; both agree, and only then is there a name."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.real_time]
TITLE = "Deputy head, belonging"


def write_profile(alumnus):
    page = alumnus.go("/careers/my-profile/hidden/")
    page.fill("[name=q]", "pupil referral")
    alumnus.press(page.get_by_role("button", name="Find", exact=True))
    alumnus.press(page.get_by_role("button", name="Hide from this school").last)
    assert "You are hidden from" in page.inner_text("main")
    alumnus.go("/careers/my-profile/change/")
    page.fill("[name=headline]", "To lead inclusion in a secondary school")
    page.check("[name=roles][value=virtual-school]")
    for box in page.locator("[name=regions]").all():
        box.check()
    page.check("[name=visibility][value=fitting]")
    alumnus.press(page.get_by_role("button", name="Save", exact=True))
    assert "Schools with an open vacancy that fits" in page.inner_text("main")


def open_vacancy(school):
    page = school.go("/careers/our-vacancies/")
    school.press(page.get_by_role("button", name="Write a vacancy").first)
    school.press(page.get_by_role("button", name="Save", exact=True))
    assert page.locator(".govuk-error-summary li").count() == 7
    page.fill("[name=title]", TITLE)
    page.check("[name=role_kind][value=virtual-school]")
    page.fill("[name=description]", "The base, its staff of six, and the pupils who come back.")
    page.fill("[name=salary]", "L10 to L14")
    page.check("[name=pattern][value=full-time]")
    for name, day in (("starts_on", ("1", "9", "2027")), ("closes_on", ("31", "3", "2027"))):
        for box, typed in zip(("day", "month", "year"), day, strict=True):
            page.fill(f"[name={name}_{box}]", typed)
    school.press(page.get_by_role("button", name="Save", exact=True))
    school.press(page.get_by_role("button", name="Open it"))
    school.press(page.get_by_role("button", name="See who fits, and why"))
    assert ("They look for this role: Virtual school" in page.inner_text("main"), "Priya" in page.content()) == (True, False)
    school.press(page.get_by_role("button", name="Ask for an introduction").first)


def test_a_school_and_an_alumnus_are_introduced_once_both_have_agreed(walk):
    alumnus, school = walk(320, scripts=False), walk(1280)
    alumnus.become("alumnus")
    write_profile(alumnus)
    school.become("vacancy-school")
    open_vacancy(school)
    page = alumnus.go("/careers/vacancies/")
    alumnus.press(page.get_by_role("link", name=re.compile(rf"Look at it\s*: {TITLE}")).first)
    assert "You look for this role: Virtual school" in page.inner_text("main")
    page = alumnus.go("/home/")
    alumnus.press(page.get_by_role("link", name=f"A school asks to be introduced to you: {TITLE}"))
    alumnus.press(page.get_by_role("button", name="Agree", exact=True))
    assert "Whom to write to at the school" in page.inner_text("main")
    page = school.go("/careers/our-vacancies/")
    school.press(page.get_by_role("link", name="Priya Raman").first)
    school.press(page.get_by_role("button", name="We are talking"))
    school.press(page.get_by_role("button", name="They were appointed"))
    school.press(page.get_by_role("button", name="Say so"))
    assert "Appointed" in page.inner_text("main")
    alumnus.go("/careers/vacancies/")
    assert "You are appointed" in alumnus.page.inner_text("main")
    staff = walk(1280)
    staff.become("careers")
    page = staff.go("/careers/")
    staff.press(page.get_by_role("link", name=TITLE).first)
    assert "Filled by an alumnus" in page.inner_text("main")

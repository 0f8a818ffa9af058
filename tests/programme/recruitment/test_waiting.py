"""What waits at home: the candidate's draft with how long is left, the staff's applications to be taken in."""

import pytest

from difference.pages.waiting import waiting_for
from difference.programme.recruitment import commands
from tests.making import make_actor
from tests.programme.candidates import CLOSES, complete, make_cohort, now_is, sent, write

pytestmark = pytest.mark.django_db


def said(actor):
    return [(one.what, one.note) for one in waiting_for(actor) if one.what != "Read and accept the privacy notice"]


def test_a_draft_waits_with_what_is_to_go_and_how_long_is_left():
    candidate, cohort = make_actor("candidate"), make_cohort()
    application = commands.start(by=candidate, cohort=cohort)
    closes = "Applications close on Friday 4 December 2026, 5pm, in 11 days"
    assert said(candidate) == [("Your application: 11 sections to go", closes)]
    complete(candidate, cohort)
    assert said(candidate) == [("Your application: ready to send", closes)]
    write(candidate, application, "about", town="")
    assert said(candidate) == [("Your application: 1 section to go", closes)]
    with now_is(CLOSES):
        assert said(candidate) == []


def test_what_was_sent_waits_for_staff_and_not_for_anybody_else():
    cohort = make_cohort()
    staff = make_actor(("staff", "recruitment"))
    sent(make_actor("candidate"), cohort)
    sent(staff, cohort)
    objecting = make_actor("candidate")
    commands.object_to_ineligibility(by=objecting, application=sent(objecting, cohort, right_to_work=False), text="I have it now.")
    assert said(staff) == [
        ("One application waits to be taken in", "Assessors can be given them then"), ("One candidate asks us to look again", "They were found not eligible"),
    ]  # fmt: skip
    assert [said(make_actor(grants)) for grants in ("assessor", ("staff", "placement"), ("staff", "recruitment", "cohort", "elsewhere"))] == [
        [],
        [],
        [],
    ]

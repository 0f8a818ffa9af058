"""What an award leads to, planted half, is found, with the page where it is mended; what commands do is never amiss."""

from __future__ import annotations

import pytest

from difference.foundations.operations import doctor
from difference.foundations.people.commands import end_grant
from difference.foundations.people.models import Grant
from difference.programme.training.models import Award, Enrolment
from tests.making import make_actor
from tests.programme.training.course import BOARDS, make_course, now_is, whole_of
from tests.safety.walks.enrolment import BOARD_DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def found():
    """All findings of all stages but those of this small town: nobody in it applied, and no worker runs."""
    return sorted((name, finding.href) for name, finding in doctor.findings() if name not in TOWN)


TOWN = {"placements of people without a place", "placements accepted by one side, or by both and not moved on", "no worker"}


@pytest.fixture
def awarded():
    """Somebody who holds the award, while their placement still runs for some weeks."""
    course = make_course()
    whole_of(course, "a", 64)
    course.board(BOARDS[1])
    return course


def test_an_award_whose_placement_still_runs_is_not_amiss(awarded, sign_in):
    with now_is(BOARD_DAY):
        assert (awarded.enrolment("a").state, found()) == ("awarded", [])


def test_what_an_award_leads_to_and_does_not_is_found(awarded, sign_in):
    enrolment, grants = awarded.enrolment("a"), Grant.objects.filter(role="alumnus")
    page = f"/training/enrolments/{enrolment.pk}/"
    with now_is(BOARD_DAY):
        end_grant(by=make_actor("administrator"), grant=grants.get(), reason="moved")
        no_alumnus = [name for name, _ in found()]
        assert "people awarded who are not alumni" not in no_alumnus
        grants.delete()
        assert ("people awarded who are not alumni", "/people/invitations/") in found()
        assert sign_in("administrator").get("/people/invitations/").status_code == 200
        Enrolment.objects.filter(pk=enrolment.pk).update(state="active")
        assert ("awarded without an award", page) in found()
        Enrolment.objects.filter(pk=enrolment.pk).update(state="awarded")
        Award.objects.update(released_at=None)
        assert ("awarded without an award", page) in found()

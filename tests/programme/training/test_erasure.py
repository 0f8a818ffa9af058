"""What stays of somebody who studied once they are erased: codes, counts and a certificate that can be checked; no file and no feedback."""

import pytest
from django.conf import settings

from difference.foundations.documents.models import Document
from difference.foundations.people.models import Person
from difference.foundations.rights.erasure.erasing import erase_person
from difference.foundations.rights.erasure.obstacles import in_the_way
from difference.programme.training.models import Award, Mark, Moderation, ModuleResult, Submission
from difference.programme.training.queries import awards
from tests.programme.training.course import BOARDS, make_course, whole_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def test_studies_under_way_stand_in_the_way_of_erasure():
    course = make_course(1)
    assert any("studies under way" in sentence for sentence in in_the_way(course.people["a"].person))


def test_files_feedback_and_names_go_and_the_award_stays(django_capture_on_commit_callbacks):
    course = make_course(1)
    whole_of(course, "a", 72)
    course.board(BOARDS[1])
    assert not any("studies" in sentence for sentence in in_the_way(course.people["a"].person))
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(Person.objects.get(pk=course.people["a"].person_id))
    assert (Mark.objects.count(), Moderation.objects.count(), Document.objects.count()) == (0, 0, 0)
    assert [path for path in settings.MEDIA_ROOT.glob("*/*") if path.is_file()] == []
    assert set(Submission.objects.values_list("file_name", "document")) == {("", None)}
    assert (ModuleResult.objects.filter(state="released").count(), Submission.objects.count()) == (10, 13)
    award = Award.objects.get()
    assert awards.check(award.certificate, "Okonkwo") == award

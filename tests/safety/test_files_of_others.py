"""Who may open files that somebody else handed in: work for a module, and evidence of extenuating circumstances."""

import pytest

from difference.foundations.access.actions import allows
from difference.foundations.documents.models import Document
from difference.programme.training.commands.circumstances import EVIDENCE
from difference.programme.training.files import SUBMISSION
from difference.programme.training.models import ExtenuatingCase, Mark
from tests.safety.world.making import undone

pytestmark = pytest.mark.django_db

EXAMINERS = ["examinations staff", "examinations staff of one cohort"]


def readers(world, document):
    return [name for name, visitor in world.visitors.items() if allows(visitor.actor, "documents.see", document)]


def files(purpose, person):
    return list(Document.objects.filter(purpose=purpose, owner_id=person.pk))


def test_work_that_somebody_handed_in_is_opened_by_themself_alone(world):
    for visitor in world.people():
        assert [readers(world, one) for one in files(SUBMISSION, visitor.person)] == [[visitor.name]] * 3


def test_evidence_is_opened_by_whoever_decides_and_stands_apart(world):
    for visitor in world.people():
        markers = set(Mark.objects.filter(submission__result__enrolment__person=visitor.person).values_list("marker", flat=True))
        deciders = {name for name in EXAMINERS if world.visitors[name].person.pk not in markers}
        assert [set(readers(world, one)) for one in files(EVIDENCE, visitor.person)] == [{visitor.name, *deciders}]


def test_evidence_of_a_draft_is_its_writers_alone(world):
    visitor = world.visitors["participant"]
    with undone():
        ExtenuatingCase.objects.filter(enrolment__person=visitor.person).update(state="draft", submitted_at=None)
        assert [readers(world, one) for one in files(EVIDENCE, visitor.person)] == [["participant"]]

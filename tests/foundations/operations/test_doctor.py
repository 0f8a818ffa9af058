"""What ought not to be is found, and says where it is mended."""

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.audit import triggers
from difference.foundations.jobs.models import Worker
from difference.foundations.mail.commands import post
from difference.foundations.mail.models import Letter
from difference.foundations.operations import doctor
from tests.foundations.jobs import samples

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundations.operations.engine_urls")]


@pytest.fixture(autouse=True)
def _well(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    Worker.objects.create(id="w", queues="default")


OURS = {
    "the audit can be changed", "files that no document speaks of", "documents whose file is gone", "letters that may have been sent", "jobs that nobody holds",
    "no worker", "a schedule that names no job",
}  # fmt: skip


def found():
    return {name: (finding.sentence, finding.href) for name, finding in doctor.findings() if name in OURS}


def test_a_healthy_system_has_no_findings():
    assert found() == {}
    assert set(doctor.names()) >= OURS


def test_a_letter_that_may_have_been_sent(time_machine):
    letter = post(by=system("tests"), to="zoe@example.org", kind="tests.news", subject="Hello", text="Dear Zoë")
    Letter.objects.update(state="sending", sending_at=clock.now())
    time_machine.move_to("2026-11-23T10:16:00+00:00")
    Worker.objects.update(beat_at=clock.now())
    sentence, href = found()["letters that may have been sent"]
    assert (str(letter.pk) in sentence, "zoe" in sentence, href) == (True, False, f"/outbox/letters/{letter.pk}/")


def test_a_job_that_nobody_holds():
    job = samples.add.enqueue(1, 1)
    DBTaskResult.objects.update(status="RUNNING")
    assert found()["jobs that nobody holds"][1] == f"/jobs/{job.id}/"


def test_no_worker():
    Worker.objects.all().delete()
    assert list(found()) == ["no worker"]


def test_a_missing_trigger():
    triggers.remove(connection)
    try:
        assert list(found()) == ["the audit can be changed"]
    finally:
        triggers.install(connection)

"""The jobs page: for administrators, about nobody."""

import pytest
from django_tasks_db.models import DBTaskResult

from difference.foundations.audit.models import Event
from difference.foundations.jobs.running import Work
from tests.foundations.jobs import samples

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.foundations.operations.engine_urls")]


@pytest.fixture
def failed():
    job = samples.fail.enqueue(7)
    Work(once=True).run()
    return job


def test_an_administrator_sees_jobs_schedule_and_that_no_worker_runs(sign_in, failed):
    page = sign_in("administrator").get("/jobs/").content.decode()
    assert all(words in page for words in ("fail over an address", "send the letters whose time has come", "every 1 minute", "No worker is running"))


def test_a_filter_that_makes_no_sense_shows_everything(sign_in):
    assert sign_in("administrator").get("/jobs/?state=ODD&page=999").status_code == 200


def test_a_failed_job_shows_where_and_not_over_what(sign_in, failed):
    page = sign_in("administrator").get(f"/jobs/{failed.id}/").content.decode()
    assert "bad-address" in page
    assert "Zoë (" not in page
    assert "zoë@example" not in page


def test_a_job_that_must_not_run_twice_is_not_run_again(sign_in, failed):
    assert sign_in("administrator").post(f"/jobs/{failed.id}/").status_code == 409


def test_a_failed_job_is_run_again_once(sign_in):
    job = samples.add.enqueue(1, 1)
    DBTaskResult.objects.filter(pk=job.id).update(status="FAILED", worker_ids=["a", "b", "c"])
    browser = sign_in("administrator")
    assert [browser.post(f"/jobs/{job.id}/").status_code for _ in range(2)] == [302, 409]
    assert (DBTaskResult.objects.get(pk=job.id).status, Event.objects.filter(action="jobs.run-again").count()) == ("READY", 1)


@pytest.mark.parametrize(("grant", "status"), [(("staff", "recruitment"), 403), ("candidate", 403), ("data_protection_officer", 403)])
def test_nobody_else_sees_them(sign_in, grant, status):
    assert sign_in(grant).get("/jobs/").status_code == status


def test_somebody_elses_job_does_not_exist(sign_in, failed):
    assert sign_in("candidate").get(f"/jobs/{failed.id}/").status_code == 404

"""A worker process that is killed in the middle of a job loses nothing, and one that is told to stop finishes first."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from difference.foundations.jobs.models import Lease, Worker
from tests.foundations.jobs import samples

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.deep, pytest.mark.real_time]

# A worker of its own on the test's database, with a heart that beats faster than in real life.
PROGRAM = """
import os, sys, json
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from difference.foundations.jobs import limits as module, schedule
schedule._entries.clear()
fast = module.Limits(beat_seconds=0.2, silent_beats=5, housekeeping_seconds=0.2, finished_days=1, due_days=1, worker_days=1)
for name in ("running", "heart", "reaper"):
    __import__(f"difference.foundations.jobs.{name}")
    setattr(sys.modules[f"difference.foundations.jobs.{name}"], "limits", lambda: fast)
from difference.foundations.jobs.running import run_worker
run_worker(queues=["default"], once=False, interval=0.1, memory_mb=None)
"""


@pytest.fixture
def folder():
    place = Path("/tmp") / f"difference-kill-{uuid4().hex[:8]}"
    place.mkdir()
    yield place
    for file in place.iterdir():
        file.unlink()
    place.rmdir()


@pytest.fixture
def start(settings):
    started = []

    def begin():
        environment = {**os.environ, "DIFFERENCE_HOME": str(settings.HOME)}
        started.append(subprocess.Popen([sys.executable, "-c", PROGRAM, str(connection.settings_dict["NAME"])], env=environment))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def status(job):
    return DBTaskResult.objects.get(pk=job.id).status


def test_a_killed_workers_job_is_finished_by_another(start, folder):
    job = samples.sleep_then.enqueue(folder.name, 600)
    first = start()
    until((folder / "began").exists)
    first.kill()
    first.wait()
    assert status(job) == "RUNNING"
    start()
    until(lambda: status(job) == "SUCCESSFUL")
    assert (len(DBTaskResult.objects.get(pk=job.id).worker_ids), Lease.objects.count()) == (2, 0)


def test_a_living_worker_is_left_to_its_long_job(start, folder):
    job = samples.sleep_then.enqueue(folder.name, 3)
    start()
    until((folder / "began").exists)
    start()
    until(lambda: status(job) == "SUCCESSFUL")
    assert (len(DBTaskResult.objects.get(pk=job.id).worker_ids), (folder / "began").read_text()) == (1, "x")


def test_told_to_stop_a_worker_finishes_its_job_first(start, folder):
    job = samples.sleep_then.enqueue(folder.name, 2)
    other = samples.add.enqueue(1, 1)
    process = start()
    until((folder / "began").exists)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    assert (status(job), status(other)) == ("SUCCESSFUL", "READY")
    assert Worker.objects.get().stopped_at is not None

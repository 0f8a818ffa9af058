"""A job is run once by one worker, and what a dead worker held is picked up."""

import json
from uuid import uuid4

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from difference.foundations.jobs import heart, leases, progress, queries, schedule
from difference.foundations.jobs.limits import limits
from difference.foundations.jobs.models import Due, Lease, Progress, Worker
from difference.foundations.jobs.reaper import Reaper
from difference.foundations.jobs.running import Work
from tests.foundations.jobs import samples

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_schedule(monkeypatch):
    monkeypatch.setattr(schedule, "_entries", {})


@pytest.fixture
def worker():
    made = Worker.objects.create(id=f"test-{uuid4().hex[:8]}", queues="default")
    with heart.hold(made.pk):
        yield made


def row(job):
    return DBTaskResult.objects.get(pk=job.id)


def die(worker):
    """Let a worker be gone: its lock is free, as after a kill."""
    heart.lock_path(worker.pk).unlink(missing_ok=True)


class Stopwatch:
    seconds = 0.0

    def __call__(self):
        return self.seconds


def reap_after_silence():
    watch = Stopwatch()
    reaper = Reaper(watch)
    at_once = reaper.reap()
    watch.seconds += limits().silent_seconds
    return at_once + reaper.reap()


def test_a_worker_runs_what_waits_and_stops():
    job = samples.add.enqueue(2, 3)
    assert Work(once=True, interval=0.05).run() == 1
    assert (row(job).status, row(job).return_value, Lease.objects.count()) == ("SUCCESSFUL", 5, 0)
    assert Worker.objects.get().stopped_at is not None


def test_a_job_queued_in_a_transaction_that_fails_never_was():
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        samples.add.enqueue(2, 3)
        raise RuntimeError
    assert not DBTaskResult.objects.exists()


def test_a_failure_is_kept_without_what_it_failed_over():
    job = samples.fail.enqueue(7)
    Work(once=True).run()
    kept = row(job)
    assert kept.status == "FAILED"
    assert "difference.errors.BadInput [bad-address]" in kept.traceback
    assert "which led to:" in kept.traceback
    everything = json.dumps([kept.traceback, kept.exception_class_path, kept.return_value])
    assert not any(secret in everything for secret in ("zoë@example.org", "Zoë", "zo\\u00eb", "(7)"))


def test_a_result_that_cannot_be_kept_is_a_failure():
    job = samples.unspeakable.enqueue()
    Work(once=True).run()
    assert (row(job).status, Lease.objects.count()) == ("FAILED", 0)


@pytest.mark.parametrize("argument", ["zoe@example.org", "Zoë Example", "two words", "x" * 65, {"a": ["b c"]}, object()])
def test_personal_data_cannot_be_an_argument(argument):
    with pytest.raises(TypeError, match="identifiers"):
        samples.add.enqueue(argument, 1)
    assert not DBTaskResult.objects.exists()


def test_two_workers_never_take_the_same_job(worker):
    samples.add.enqueue(1, 1)
    other = Worker.objects.create(id="other", queues="default")
    assert [leases.take(worker, ["default"]) is not None, leases.take(other, ["default"])] == [True, None]


def test_jobs_of_another_queue_are_left_alone(worker):
    samples.add.enqueue(1, 1)
    assert leases.take(worker, ["heavy"]) is None


def test_a_dead_workers_job_is_begun_again(worker):
    job = samples.add.enqueue(1, 1)
    assert leases.take(worker, ["default"])
    die(worker)
    assert reap_after_silence() == 1
    assert (row(job).status, Lease.objects.count()) == ("READY", 0)
    Work(once=True).run()
    assert (row(job).status, len(row(job).worker_ids)) == ("SUCCESSFUL", 2)


def test_a_dead_workers_job_that_must_not_run_twice_has_failed(worker):
    job = samples.fail.enqueue(1)
    leases.take(worker, ["default"])
    die(worker)
    reap_after_silence()
    assert (row(job).status, row(job).exception_class_path, row(job).traceback) == (
        "FAILED",
        leases.STOPPED,
        "The worker stopped before the job was finished.",
    )


def test_a_job_that_kills_its_workers_is_given_up(worker):
    job = samples.add.enqueue(1, 1)
    DBTaskResult.objects.filter(pk=job.id).update(worker_ids=["first", "second"])
    leases.take(worker, ["default"])
    die(worker)
    reap_after_silence()
    assert row(job).status == "FAILED"


def test_a_living_worker_keeps_its_job_however_the_calendar_jumps(worker, time_machine):
    samples.add.enqueue(1, 1)
    leases.take(worker, ["default"])
    watch = Stopwatch()
    reaper = Reaper(watch)
    for year in range(2027, 2037):
        time_machine.move_to(f"{year}-11-23T10:00:00+00:00")
        heart.beat(worker.pk)
        watch.seconds += limits().silent_seconds - 1
        assert reaper.reap() == 0


def test_who_has_lost_their_lease_cannot_say_how_the_job_ended(worker):
    job = samples.add.enqueue(1, 1)
    taken = leases.take(worker, ["default"])
    die(worker)
    reap_after_silence()
    assert [leases.succeed(taken, 2), leases.fail(taken, ValueError()), leases.stop(taken)] == [False, False, False]
    assert row(job).status == "READY"


def test_a_worker_taken_for_dead_begins_anew(worker):
    samples.add.enqueue(1, 1)
    die(worker)
    reap_after_silence()
    with pytest.raises(leases.Buried):
        leases.take(worker, ["default"])


def test_a_running_job_of_a_restored_backup_is_freed():
    job = samples.add.enqueue(1, 1)
    DBTaskResult.objects.filter(pk=job.id).update(status="RUNNING", worker_ids=["long gone"])
    assert Reaper().reap() == 1
    assert row(job).status == "READY"


def test_progress_is_written_by_the_heart(worker):
    number = uuid4()
    progress.begin(number)
    progress.report(3, 8)
    assert not Progress.objects.exists()
    heart.beat(worker.pk)
    progress.begin(None)
    assert [(each.job_id, each.done, each.total) for each in Progress.objects.all()] == [(number, 3, 8)]


def test_told_to_stop_twice_a_worker_leaves_its_job_to_others(monkeypatch):
    job = samples.add.enqueue(1, 1)
    work = Work(once=True)

    def told_twice(*arguments):
        work.told_to_stop(15, None)
        work.told_to_stop(15, None)

    monkeypatch.setattr(progress, "report", told_twice)
    work.run()
    assert (row(job).status, Lease.objects.count()) == ("READY", 0)


def test_what_is_due_is_started_once_by_any_number_of_workers(monkeypatch):
    schedule.register("tests.tidy", "every 1 minute", "difference.foundations.jobs.tasks.prune")
    assert [schedule.start_due(), schedule.start_due()] == [["tests.tidy"], []]
    # A worker that looked before the row was there, and writes after it.
    monkeypatch.setattr(Due.objects, "filter", lambda **_: Due.objects.none())
    assert schedule.start_due() == []
    assert (Due.objects.count(), DBTaskResult.objects.count()) == (1, 1)


def test_after_a_time_without_workers_only_the_latest_is_caught_up(time_machine):
    schedule.register("tests.tidy", "daily 03:15", "difference.foundations.jobs.tasks.prune")
    schedule.start_due()
    time_machine.move_to("2026-12-03T10:00:00+00:00")
    assert (schedule.start_due(), Due.objects.count()) == (["tests.tidy"], 2)


def test_an_entry_does_not_start_before_its_date():
    import datetime as dt

    schedule.register("tests.later", "every 1 minute", "difference.foundations.jobs.tasks.prune", since=dt.date(2026, 11, 24))
    assert schedule.start_due() == []


def test_health_counts(worker):
    samples.add.enqueue(1, 1)
    now = queries.health()
    assert (now.waiting, now.running, now.failed, now.workers, now.beat_age, now.oldest_waiting_age) == (1, 0, 0, 1, 0.0, 0.0)


def test_the_lock_of_a_worker_that_is_gone_is_free(worker):
    assert (heart.is_held(worker.pk), heart.is_held("nobody")) == (True, False)

"""What gathers while a product is used: entries of the audit, letters, jobs, answers of equality monitoring."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from typing import Any

BATCH = 2000


def make_events(number: int, subjects: list[Any], actor: Any) -> None:
    """So many entries of the audit, of the actions that there are."""
    from difference.foundations import clock
    from difference.foundations.access.actions import all_actions
    from difference.foundations.audit.models import Event

    now, names, chance = clock.now(), [action.name for action in all_actions()], random.Random(number)
    rows = [
        Event(
            at=now - dt.timedelta(seconds=chance.randrange(10_000_000)), kind=Event.SEEN if place % 3 else Event.DONE, actor_kind="person", actor_id=actor,
            action=names[place % len(names)], object_type="recruitment.application", object_id=str(uuid.UUID(int=place)), subject_id=subjects[place % len(subjects)],
        )
        for place in range(number)
    ]  # fmt: skip
    Event.objects.bulk_create(rows, batch_size=BATCH)


def make_letters(number: int, people: list[Any]) -> None:
    """So many letters that belong to recruitment, most of them sent."""
    from difference.foundations import clock
    from difference.foundations.mail import kinds
    from difference.foundations.mail.models import Letter
    from difference.foundations.people.models import Account

    now = clock.now()
    kind = next(name for name in sorted({one.name for one in kinds.known()}) if name.startswith("recruitment.") and name.endswith("received"))
    rows = []
    for place, (person, email) in zip(range(number), Account.objects.filter(person_id__in=people).values_list("person_id", "email"), strict=False):
        posted, sent = now - dt.timedelta(minutes=place), place % 20 != 0
        rows.append(Letter(
            kind=kind, to=email, subject="We have your application", text="Thank you.\n" * 20, person_id=person, posted_at=posted,
            state="sent" if sent else "queued", sent_at=posted if sent else None,
        ))  # fmt: skip
    Letter.objects.bulk_create(rows, batch_size=BATCH)


def make_jobs(number: int) -> None:
    """So many jobs that are done."""
    from django_tasks_db.models import DBTaskResult

    from difference.foundations.jobs import schedule
    from difference.foundations.jobs.library_time import machine_now

    now, path = machine_now(), next(schedule.entries()).task
    rows = [
        DBTaskResult(
            task_path=path, status="SUCCESSFUL", args_kwargs={"args": [], "kwargs": {}}, backend_name="default", queue_name="default", priority=0, run_after=now,
            enqueued_at=now - dt.timedelta(minutes=place), started_at=now, finished_at=now, exception_class_path="", traceback="", worker_ids=[],
        )
        for place in range(number)
    ]  # fmt: skip
    DBTaskResult.objects.bulk_create(rows, batch_size=BATCH)


def make_answers(cohort: Any, people: list[Any]) -> None:
    """The answers of equality monitoring of these people."""
    from difference.programme.equality.models import EqualityAnswer
    from difference.programme.equality.questions import questions

    chance = random.Random(len(people))
    rows = [
        EqualityAnswer(cohort=cohort, person_id=person, **{question.key: chance.choice([*question.choices, ""]) for question in questions()})
        for person in people
    ]
    EqualityAnswer.objects.bulk_create(rows, batch_size=BATCH)

"""Several at the same moment: one application, one sending, one letter; on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from difference.errors import DifferenceError
from difference.foundations.mail.models import Letter
from difference.programme.equality import commands as equality
from difference.programme.equality.models import EqualityAnswer
from difference.programme.recruitment import commands
from difference.programme.recruitment.models import Application
from tests.making import make_actor
from tests.programme.candidates import complete, make_cohort, write

pytestmark = pytest.mark.django_db(transaction=True)

TOGETHER = 4


def at_once(act: Callable[[], object]) -> list[object]:
    """What each of several threads got, results and refusals alike; any other error leaves one too few."""
    outcomes: list[object] = []
    start = threading.Barrier(TOGETHER)

    def run() -> None:
        start.wait()
        try:
            outcomes.append(act())
        except DifferenceError as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(TOGETHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == TOGETHER
    return outcomes


def test_an_application_started_several_times_at_once_is_one():
    candidate, cohort = make_actor("candidate"), make_cohort()
    outcomes = at_once(lambda: commands.start(by=candidate, cohort=cohort).pk)
    assert (len(set(outcomes)), Application.objects.count()) == (1, 1)


def test_an_application_sent_several_times_at_once_is_sent_once():
    candidate = make_actor("candidate")
    application = complete(candidate, make_cohort(), qualified_teacher=False)
    outcomes = at_once(
        lambda: commands.submit(by=candidate, application=Application.objects.get(pk=application.pk), revision=application.revision).state
    )
    assert outcomes.count("ineligible") == 1
    assert sorted(Letter.objects.values_list("kind", flat=True)) == ["recruitment.not_eligible", "recruitment.received"]


def test_sections_saved_at_once_are_all_kept():
    candidate = make_actor("candidate")
    application = commands.start(by=candidate, cohort=make_cohort())
    keys = iter(["motivation", "teaching", "leadership", "relationships"])
    at_once(lambda: write(candidate, application, next(keys)))
    application.refresh_from_db()
    assert (application.answers.count(), application.revision) == (4, 4)


def test_equality_answers_given_at_once_are_one_row():
    candidate = make_actor("candidate")
    application = commands.start(by=candidate, cohort=make_cohort())
    at_once(lambda: equality.answer(by=candidate, application=application, values={"sex": "female"}, revision=0))
    assert EqualityAnswer.objects.count() == 1

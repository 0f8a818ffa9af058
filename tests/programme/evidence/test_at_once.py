"""Several at the same moment: one report, one registered protocol, one set of numbers that stands; on both databases."""

from __future__ import annotations

import pytest

from difference.errors import DifferenceError
from difference.foundations.mail.models import Letter
from difference.programme.evidence import commands, protocols
from difference.programme.evidence.models import Dataset, Estimate, Project
from tests.making import make_account
from tests.programme.evidence.making import MEASURED_ON, NUMBERS, STAFF, afresh, analysed, by, make_author, now_is, plan, recorded
from tests.programme.placement.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_several_who_report_at_once_report_once():
    project = analysed(make_author())
    people = [make_account(STAFF) for _ in range(3)]
    with now_is(MEASURED_ON):
        acts = [lambda who=who: commands.report(by=by(who), project=afresh(project, who)) for who in people]
        outcomes = at_once(*acts)
    refused = sum(isinstance(one, DifferenceError) for one in outcomes)
    assert (refused, Project.objects.get().state, Letter.objects.filter(kind="evidence.reported").count()) == (2, "reported", 1)


def test_a_plan_that_is_changed_while_it_is_registered_is_frozen_as_one_or_the_other():
    for _ in range(3):
        author = make_author()
        project = plan(author)
        at_once(
            lambda author=author, project=project: commands.register_protocol(by=by(author), project=afresh(project, author)),
            lambda author=author, project=project: commands.change_project(by=by(author), project=afresh(project, author), values={"title": "New"}),
        )
        found = afresh(project, author)
        if found.state == "protocol_registered":
            assert (found.protocol["title"], protocols.intact(found)) == (found.title, True)
        else:
            assert (found.title, found.protocol) == ("New", None)


def test_numbers_corrected_while_they_are_analysed_leave_one_set_that_stands_and_an_effect_of_it():
    for _ in range(3):
        author = make_author()
        project = recorded(author)
        with now_is(MEASURED_ON):
            at_once(
                lambda author=author, project=project: commands.analyse(by=by(author), project=afresh(project, author)),
                lambda author=author, project=project: commands.record_data(by=by(author), project=afresh(project, author), **{**NUMBERS, "m1": 74}),
            )
        standing = Dataset.objects.get(project=project, replaced_at=None)
        assert (afresh(project, author).state, Estimate.objects.filter(dataset=standing).count()) in {("analysed", 1), ("data_received", 0)}

"""What a project measured: recorded, analysed, checked by another person, and reported or sent back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from difference.errors import NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.records import change
from difference.programme.evidence import analysis, checking, letters, protocols
from difference.programme.evidence.models import Dataset, Estimate, Project
from difference.programme.evidence.reasons import SENT_BACK

Number = Decimal | float | int


@command
def record_data(
    *, by: Actor, project: Project, m1: Number, sd1: Number, n1: int, m2: Number, sd2: Number, n2: int, collected_from: dt.date,
    collected_until: dt.date, revision: int | None = None,
) -> Dataset:  # fmt: skip
    """Record means, standard deviations and sizes of those who took part (1) and of the comparison (2), or correct them before they are analysed.

    The numbers that stood before stay, replaced. Raises NotNow before the protocol is registered and after the analysis, BadInput by field, Conflict.
    """
    allow(by, "evidence.record-data", project)
    correcting = project.state == "data_received"
    if not correcting and project.state != "protocol_registered":
        raise NotNow(f"Numbers are recorded once the protocol is registered, and until they are analysed. It is {_words(project)} now.")
    given = {"m1": m1, "sd1": sd1, "n1": n1, "m2": m2, "sd2": sd2, "n2": n2, "collected_from": collected_from, "collected_until": collected_until}
    values = checking.numbers(project, given)
    if correcting:
        change(project, revision=project.revision if revision is None else revision, values={})
        record(by, "evidence.record-data", project, subject=project.person_id, fields=sorted(values), reason="corrected")
    else:
        move(project, "record_data", by=by, subject=project.person_id)
    number = project.datasets.count() + 1
    project.datasets.filter(replaced_at=None).update(replaced_at=clock.now())
    return Dataset.objects.create(project=project, number=number, **values)


def _words(project: Project) -> str:
    return project.lifecycle.state(project.state).words


def _present(project: Project) -> Dataset:
    # Afresh: a project may have been loaded before its numbers were corrected.
    found = Dataset.objects.select_related("project", "estimate").filter(project=project, replaced_at=None).first()
    if found is None:
        raise NotNow("No numbers are recorded yet.")
    return found


@command
def analyse(*, by: Actor, project: Project) -> Estimate:
    """Compute the effect of the numbers that stand. Raises NotNow, BadInput where no effect can be computed from them."""
    project = Project.objects.prefetch_related("datasets").get(pk=project.pk)
    move(project, "analyse", by=by, values={"sent_back_reason": ""}, subject=project.person_id)
    data = _present(project)
    there = data.present_estimate()
    return there or Estimate.objects.create(dataset=data, **dataclasses.asdict(analysis.analyse(data)))


@command
def report(*, by: Actor, project: Project) -> Project:
    """Publish the effect of a project, as somebody who is not its author. Protocol and effect are checked again first. Raises NotNow."""
    values = {"reported_by": by.person_id, "closed_at": clock.now()}
    move(project, "report", by=by, values=values, subject=project.person_id)
    data = _present(project)
    if not protocols.intact(project) or not analysis.reproduced(data):
        raise NotNow("The protocol or the effect is not what it was when it was stored. Nothing is published; tell an administrator.")
    letters.to_author(by=by, project=project, kind="reported")
    return project


@command
def send_back(*, by: Actor, project: Project, reason: str) -> Project:
    """Send a project back to its author, with a reason from the list: numbers can be corrected and analysed again. The protocol stays frozen."""
    move(project, "send_back", by=by, reason=reason, values={"sent_back_reason": reason}, subject=project.person_id)
    letters.to_author(by=by, project=project, kind="sent_back", reason=SENT_BACK[reason])
    return project

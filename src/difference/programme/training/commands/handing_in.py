"""Handing work in, with its receipt; and noting that it was not."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from difference.errors import BadInput, NotFound, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.documents import commands as documents
from difference.foundations.documents.models import Document
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands.grants import NOBODY
from difference.programme.training import letters
from difference.programme.training.curricula import module_of
from difference.programme.training.files import SUBMISSION
from difference.programme.training.models import ModuleResult, Submission
from difference.programme.training.queries import due
from difference.web.components.moments import in_words


def locked(result: ModuleResult) -> ModuleResult:
    """The same result as it stands now; whoever else works on it waits."""
    rows = ModuleResult.objects.select_for_update(of=("self",)).select_related("enrolment__cohort", "enrolment__person")
    return rows.get(pk=result.pk)


def standing(result: ModuleResult, component: str) -> Submission | None:
    """What stands handed in for a component."""
    return Submission.objects.filter(result=result, component=component, superseded_at=None).first()


def why_not(result: ModuleResult, component: str, before: Submission | None) -> str:
    """Why work cannot be handed in now, or nothing."""
    state = result.enrolment.state
    if state == "enrolled":
        return "Your studies begin when your placement does. Nothing can be handed in before."
    if state != "active":
        return "Nothing can be handed in while your studies are paused." if state == "deferred" else "Your studies have ended."
    if result.state not in ("not_started", "submitted") or (before is not None and (before.missing or before.marking is not None)):
        return "This is being marked, or has been: what you handed in stands."
    now, end, last = clock.now(), due.due_at(result, component), due.taken_until(result, component)
    if before is not None and now > end:
        return f"You have handed this in, and it was due on {in_words(end)}: after that it is not replaced."
    if now > last:
        return f"It was due on {in_words(end)}, and taken late until {in_words(last)}. If something stood in your way, tell the programme’s staff."
    return ""


def _close(by: Actor, result: ModuleResult) -> None:
    here = set(Submission.objects.filter(result=result, superseded_at=None).values_list("component", flat=True))
    if result.state == "not_started" and here >= set(result.components):
        move(result, "submit", by=by, subject=result.person_id)


def _receipt(by: Actor, submission: Submission) -> None:
    result, module = submission.result, module_of(submission.result)
    late = due.late_by(submission)
    letters.to_participant(
        by=by, enrolment=result.enrolment, kind="receipt", path=reverse("training:receipt", args=[submission.pk]), module=module.title,
        component=next(part.title for part in module.components if part.code == submission.component), file_name=submission.file_name,
        size=submission.size, sha256=submission.sha256, at=in_words(submission.handed_in_at), due=in_words(submission.due_at),
        late=due.in_words(late) if late else "",
    )  # fmt: skip


@command
def hand_in(*, by: Actor, result: ModuleResult, component: str, name: str, chunks: Iterable[bytes], own_work: bool) -> Submission:
    """Hand in a file for one component. Before the deadline it replaces what was handed in before, which is kept; late work is taken by the rules.

    The same file sent twice counts once. Raises NotFound, NotNow by the clock, BadInput without the declaration or for a file that we do not take.
    """
    result = locked(result)
    allow(by, "training.hand-in", result)
    if component not in result.components:
        raise NotFound()
    before = standing(result, component)
    objection = why_not(result, component, before)
    if objection:
        raise NotNow(objection)
    if not own_work:
        raise BadInput("Declare that it is your own work.", fields={"own_work": ["Tick this to declare that it is your own work"]})
    kept = documents.add(by=by, purpose_name=SUBMISSION, name=name, chunks=chunks, about_id=result.pk, owner_id=result.person_id)
    if before is not None and before.sha256 == kept.sha256:
        return _same(by, before, kept)
    now = clock.now()
    if before is not None:
        Submission.objects.filter(pk=before.pk).update(superseded_at=now)
    made = Submission.objects.create(
        result=result, component=component, handed_in_at=now, due_at=due.due_at(result, component), own_work=True, document=kept,
        file_name=kept.original_name, size=kept.size, sha256=kept.sha256,
    )  # fmt: skip
    record(by, "training.hand-in", made, subject=result.person_id, fields=["document", "own_work"], reason="again" if before else "")
    _close(by, result)
    _receipt(by, made)
    return made


def _same(by: Actor, before: Submission, again: Document) -> Submission:
    """The file that stands was sent once more: nothing new is kept."""
    path, key = again.path, again.pk
    Document.objects.filter(pk=key).delete()
    path.unlink(missing_ok=True)
    record(by, "training.hand-in", before, subject=before.person_id, reason="same")
    return before


@command
def note_missing(*, by: Actor, result: ModuleResult, component: str) -> Submission:
    """Note that a component was not handed in while it could be; it counts as 0, and the participant is told. Raises NotFound, NotNow."""
    result = locked(result)
    allow(by, "training.note-missing", result)
    if component not in result.components:
        raise NotFound()
    last = due.taken_until(result, component)
    if standing(result, component) is not None:
        raise NotNow("It has been handed in, or noted already.")
    if clock.now() <= last or result.state != "not_started" or result.enrolment.state == "deferred":
        raise NotNow(f"It can still be handed in, until {in_words(last)}, or their studies are paused.")
    made = Submission.objects.create(
        result=result, component=component, handed_in_at=clock.now(), due_at=due.due_at(result, component), missing=True,
        noted_by=by.person_id or NOBODY,
    )  # fmt: skip
    record(by, "training.note-missing", made, subject=result.person_id, fields=["missing"])
    _close(by, result)
    if result.state == "submitted" and not Submission.objects.filter(result=result, missing=False, superseded_at=None).exists():
        move(result, "mark", by=by, subject=result.person_id)
        move(result, "moderate", by=by, subject=result.person_id)
    module = module_of(result)
    title = next(part.title for part in module.components if part.code == component)
    letters.to_participant(by=by, enrolment=result.enrolment, kind="not_handed_in", module=module.title, component=title)
    return made

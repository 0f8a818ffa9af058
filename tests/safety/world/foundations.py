"""What the foundations contribute: accounts, concerns, requests about data, jobs, letters, documents, schools, cohorts, the demonstration."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django_tasks_db.models import DBTaskResult

from difference.foundations import clock
from difference.foundations.concerns.models import Concern, Words
from difference.foundations.documents.models import Document
from difference.foundations.mail.models import Batch, Letter
from difference.foundations.people import tokens
from difference.foundations.people.models import Invitation, SecondFactorLoss
from difference.foundations.rights.models import Hold, Request
from difference.foundations.schools.models import RegisterImport
from tests.making import make_account

SOMEBODY = "00000000-0000-4000-8000-000000000001"
_numbers = itertools.count(1)


def of(kept: dict[str, Any], name: str) -> Any:
    """Each visitor's own, by their name, as the argument `name`."""
    return lambda visitor: {name: kept[visitor.name].pk} if visitor.name in kept else None


def contribute(world: Any) -> None:
    """All of them."""
    people(world)
    concerns(world)
    rights(world)
    mail(world)
    documents(world)
    machinery(world)


def people(world: Any) -> None:
    """Accounts, grants, invitations, lost second factors."""
    other = world.other("candidate")
    world.offer("people:account", "people:leave", own=lambda visitor: {"account_id": visitor.account.pk}, foreign={"account_id": other.pk})
    first = {visitor.name: visitor.person.grants.first() for visitor in world.people() if visitor.person.grants.exists()}
    world.offer("people:end-grant", own=of(first, "grant_id"), foreign={"grant_id": other.person.grants.get().pk})
    losses = {visitor.name: SecondFactorLoss.objects.create(account=visitor.account) for visitor in world.people()}
    loss = SecondFactorLoss.objects.create(account=world.other())
    world.offer("people:decide-loss", own=of(losses, "loss_id"), foreign={"loss_id": loss.pk})
    token, kept = tokens.new()
    invitation = Invitation.objects.create(
        email="zephyrine.quillfeather@others.example", role="assessor", scope="programme", token_hash=kept, invited_by=SOMEBODY,
        expires_at=clock.now() + dt.timedelta(days=14),
    )  # fmt: skip
    world.offer("people:withdraw-invitation", foreign={"invitation_id": invitation.pk})
    world.offer("people:invitation-link", foreign={"token": token})
    token, kept = tokens.new()
    granted = {
        "decided_at": clock.now(),
        "decided_by": SOMEBODY,
        "granted": True,
        "token_hash": kept,
        "expires_at": clock.now() + dt.timedelta(days=1),
    }
    SecondFactorLoss.objects.create(account=world.other(), how_checked="met-in-person", **granted)
    world.offer("people:second-factor-link", foreign={"token": token})


def _concern(lead: Any) -> Concern:
    made = Concern.objects.create(
        sending=f"sending {next(_numbers)}", about="child", due_at=clock.now() + dt.timedelta(days=1), state="taken", taken_at=clock.now(),
        taken_by=lead.pk, no_conflict=True,
    )  # fmt: skip
    Words.objects.create(concern=made, text="Zephyrine Quillfeather was hurt.", where="At Quillfeather House")
    return made


def concerns(world: Any) -> None:
    """Concerns that the visitor took, and that another lead took."""
    taken = {visitor.name: _concern(visitor.person) for visitor in world.people()}
    foreign = {"concern_id": _concern(world.other().person).pk}
    world.offer("concern-thanks", "concerns:one", "concerns:take", "concerns:note", "concerns:close", own=of(taken, "concern_id"), foreign=foreign)


def rights(world: Any) -> None:
    """Requests about data and holds."""
    other = world.other().person
    due = clock.today() + dt.timedelta(days=30)

    def asked(person: Any) -> Request:
        return Request.objects.create(person=person, kind="access", due_on=due, words="Quillfeather asks.")

    def held(person: Any) -> Hold:
        return Hold.objects.create(person=person, kind="legal", reason="complaint", placed_by=SOMEBODY, review_on=due)

    own = of({visitor.name: asked(visitor.person) for visitor in world.people()}, "request_id")
    foreign = {"request_id": asked(other).pk}
    world.offer("rights:take-back", "rights:request", "rights:prepare", "rights:refuse", "rights:answer", "rights:extend", own=own, foreign=foreign)
    world.offer("rights:erase", own=own, foreign=foreign, arrange=lambda one: Request.objects.filter(pk=one["request_id"]).update(kind="erasure"))
    holds = {visitor.name: held(visitor.person) for visitor in world.people()}
    world.offer("rights:lift-hold", own=of(holds, "hold_id"), foreign={"hold_id": held(other).pk})
    world.offer("rights:place-hold", own=lambda visitor: {"person_id": visitor.person.pk}, foreign={"person_id": other.pk})


def mail(world: Any) -> None:
    """A letter and a batch of recruitment's work (near), and of placement's (foreign)."""

    def letter(kind: str, **more: Any) -> Letter:
        to = {"to": "zephyrine.quillfeather@others.example", "subject": "To Quillfeather", "text": "Dear Zephyrine Quillfeather"}
        return Letter.objects.create(kind=kind, **to, **more)

    def batch(kind: str) -> Batch:
        made = Batch.objects.create(kind=kind, title="To all Quillfeathers")
        letter(kind, batch=made, state="drafted")
        return made

    recruiting, placing = "recruitment.received", "placement.matched"
    near, foreign = {"letter_id": letter(recruiting).pk}, {"letter_id": letter(placing).pk}
    world.offer("mail:letter", near=near, foreign=foreign, arrange=stuck)
    world.offer("demo:letter", near=near, foreign=foreign)
    world.offer("mail:batch", "mail:discard", near={"batch_id": batch(recruiting).pk}, foreign={"batch_id": batch(placing).pk})


def stuck(given: Any) -> None:
    """The sending of a letter was broken off."""
    Letter.objects.filter(pk=given["letter_id"]).update(state="sending", sending_at=clock.now() - dt.timedelta(days=1), attempts=1)


def documents(world: Any) -> None:
    """Copies of everything we hold, made for the visitor and for somebody else."""

    def copy(person: Any) -> Document:
        made = Document.objects.create(
            purpose="export", owner_id=person.pk, about_id=person.pk, original_name="your-data.zip", type="archive", size=4, sha256="0" * 64
        )
        made.path.parent.mkdir(parents=True, exist_ok=True)
        made.path.write_bytes(b"PK\5\6")
        Request.objects.filter(person=person).update(document_id=made.pk)
        return made

    own = of({visitor.name: copy(visitor.person) for visitor in world.people()}, "document_id")
    world.offer("documents:download", own=own, foreign={"document_id": copy(world.other().person).pk})


def machinery(world: Any) -> None:
    """Jobs, imports of the register, schools, cohorts, and a persona of the demonstration."""
    failed = {"status": "FAILED", "task_path": "difference.foundations.mail.tasks.deliver", "args_kwargs": {"args": [], "kwargs": {}}}
    jobs = [DBTaskResult.objects.create(**failed, backend_name="default", run_after=clock.now(), traceback="", exception_class_path="") for _ in "ab"]
    world.offer("jobs:one", near={"job_id": jobs[0].pk}, foreign={"job_id": jobs[1].pk})
    made = RegisterImport.objects.create(file_name="edubase.csv", sha256="0" * 64, kind="full", dated=clock.today(), by_kind="system")
    world.offer("schools:one-import", foreign={"key": made.key})
    world.offer("schools:school", "schools:successor", near={"urn": world.school.urn}, foreign={"urn": world.other_school.urn})
    world.offer("cohorts:cohort", "cohorts:change", near={"cohort_id": world.ours.pk}, foreign={"cohort_id": world.theirs.pk})
    make_account("candidate", name="Amara Osei", email="candidate@demo.example")
    world.offer("demo:become", foreign={"key": "candidate"})

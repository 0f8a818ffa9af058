"""Cases of extenuating circumstances: written, sent and taken back by the participant, decided by examinations staff who stand apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor, system
from difference.foundations.audit.commands import record
from difference.foundations.documents import commands as documents
from difference.foundations.documents.models import Document
from difference.foundations.lifecycles.moving import move
from difference.foundations.records import change
from difference.foundations.sealing import seal
from difference.programme.training import letters_support as letters
from difference.programme.training.components import Part, open_parts
from difference.programme.training.models import CasePart, CaseWords, Enrolment, ExtenuatingCase
from difference.programme.training.queries import circumstances
from difference.programme.training.reasons_circumstances import GROUNDS, OUTCOMES
from difference.programme.training.rules_circumstances import rules
from difference.web.components.moments import in_words

LONGEST_TEXT, LONGEST_LATE = 6000, 1500
EVIDENCE = "circumstances-evidence"
DRAFT_THERE = "You have a draft already. Go on with that one, or withdraw it first."
NOT_OPEN = "Choose from the list: this one is not open any more"


def path_of(case: ExtenuatingCase) -> str:
    """The address of a case's page, for whose it is."""
    return reverse("training:case", args=[case.pk])


def _clean(values: Mapping[str, Any], enrolment: Enrolment) -> dict[str, Any]:
    text, late = (str(values.get(name, "")).replace("\x00", "").strip() for name in ("text", "late_because"))
    keys, wrong = list(dict.fromkeys(map(str, values.get("parts", ())))), {}
    open_now = {part.key: part for part in open_parts(enrolment)}
    if not keys or any(key not in open_now for key in keys):
        wrong["parts"] = [NOT_OPEN if keys else "Choose what it is about"]
    if values.get("grounds") not in GROUNDS:
        wrong["grounds"] = ["Choose what happened from the list"]
    if not text or len(text) > LONGEST_TEXT:
        wrong["text"] = [f"Write what happened, in at most {LONGEST_TEXT:,} characters"]
    if len(late) > LONGEST_LATE:
        wrong["late_because"] = [f"Use at most {LONGEST_LATE:,} characters"]
    if wrong:
        raise BadInput("The case cannot be saved as it stands.", fields=wrong)
    return {"parts": [open_now[key] for key in keys], "grounds": values["grounds"], "text": text, "late_because": late}


def _write_parts(case: ExtenuatingCase, parts: list[Part]) -> None:
    CasePart.objects.filter(case=case).delete()
    CasePart.objects.bulk_create([CasePart(case=case, module=part.module, component=part.component) for part in parts])


def _sealed(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"grounds": given["grounds"], "text": seal(given["text"]), "late_because": seal(given["late_because"])}


@sensitive_variables()
@command
def start_case(*, by: Actor, enrolment: Enrolment, values: Mapping[str, Any]) -> ExtenuatingCase:
    """Begin a case as a draft that nobody else sees. `values`: parts (“module:component”), grounds, text, late_because.

    Raises BadInput by field, NotNow while there is another draft.
    """
    allow(by, "training.write-case", enrolment)
    if enrolment.state not in enrolment.lifecycle.having(running=True):
        raise NotNow("Your studies have ended, so a case would change nothing. Write to us if you think that it would.")
    given = _clean(values, enrolment)
    try:
        with transaction.atomic():
            case = ExtenuatingCase.objects.create(enrolment=enrolment)
    except IntegrityError:
        raise NotNow(DRAFT_THERE) from None
    _write_parts(case, given["parts"])
    CaseWords.objects.create(case=case, **_sealed(given))
    record(by, "training.write-case", case, subject=enrolment.person_id, fields=["parts", "grounds", "text", "late_because"])
    return case


@sensitive_variables()
@command
def change_case(*, by: Actor, case: ExtenuatingCase, revision: int, values: Mapping[str, Any]) -> ExtenuatingCase:
    """Change a draft. Raises BadInput by field, NotNow once it is sent, Conflict when it was changed meanwhile."""
    allow(by, "training.write-case", case)
    if not case.lifecycle.state(case.state).editable:
        raise NotNow("This case has been sent, so it stays as it is. Withdraw it and write another if something is wrong.")
    given = _clean(values, case.enrolment)
    change(case, revision=revision, values={})
    _write_parts(case, given["parts"])
    CaseWords.objects.filter(case=case).update(**_sealed(given))
    record(by, "training.write-case", case, subject=case.person_id, fields=["parts", "grounds", "text", "late_because"])
    return case


def deadlines(case: ExtenuatingCase) -> dict[tuple[str, str], dt.datetime]:
    """The present deadline of each component that a case is about and that is still open."""
    wanted = {(part.module, part.component) for part in CasePart.objects.filter(case=case)}
    found = {}
    for part in open_parts(case.enrolment):
        key = (part.module, part.component)
        if key in wanted:
            extended = circumstances.extended_to(case.enrolment, *key)
            found[key] = max(part.due_at, extended) if extended else part.due_at
    return found


def is_late(case: ExtenuatingCase) -> bool:
    """Whether the case comes later than the rules ask for, for any of its components."""
    return any(clock.now() > rules().in_time_until(due) for due in deadlines(case).values())


@command
def submit_case(*, by: Actor, case: ExtenuatingCase) -> ExtenuatingCase:
    """Send a case to be decided. Raises BadInput where it comes late and does not say why, or where nothing of it is open any more."""
    allow(by, "training.write-case", case)
    late, parts = is_late(case), CasePart.objects.filter(case=case).count()
    if case.state == "draft" and len(deadlines(case)) < parts:
        raise BadInput("Something that it is about has been decided meanwhile. Change the case, then send it.", fields={"parts": [NOT_OPEN]})
    # A draft that was withdrawn meanwhile has no words any more; the move refuses it.
    words = CaseWords.objects.filter(case=case).first()
    if case.state == "draft" and late and words is not None and not words.late_because:
        days = rules().days_after_deadline
        sentence = f"It comes more than {days} days after the deadline: say why it could not come sooner"
        raise BadInput(f"{sentence}. Change the case, then send it.", fields={"late_because": [sentence]})
    move(case, "submit", by=by, values={"submitted_at": clock.now(), "late": late}, subject=case.person_id)
    letters.to_person(by=by, person_id=case.person_id, kind="case_received", path=path_of(case))
    return case


def evidence_of(case: ExtenuatingCase) -> list[Document]:
    """The documents that came with a case."""
    return list(Document.objects.filter(purpose=EVIDENCE, about_id=case.pk))


@command
def withdraw_case(*, by: Actor, case: ExtenuatingCase) -> ExtenuatingCase:
    """Take a case back before it is decided. What was written and handed in for it is deleted at once."""
    move(case, "withdraw", by=by, values={"closed_at": clock.now()}, subject=case.person_id)
    CaseWords.objects.filter(case=case).delete()
    for document in evidence_of(case):
        documents.delete(by=system("training.withdraw-case"), document=document, reason="withdrawn")
    return case


def _check_extension(case: ExtenuatingCase, until: dt.datetime | None) -> None:
    found = deadlines(case)
    if len(found) < case.parts.count():
        raise NotNow("A board has confirmed a result that this case is about, so there is no deadline left to extend.")
    due = max(found.values())
    longest = rules().longest_extension(due)
    wrong = ""
    if until is None:
        wrong = "Give the new deadline"
    elif until <= max(due, clock.now()):
        wrong = f"The new deadline must be later than now, and than {in_words(due)}"
    elif until > longest:
        wrong = f"The new deadline must be {in_words(longest)} or earlier"
    if wrong:
        raise BadInput("The extension cannot be given as it stands.", fields={"extended_to": [wrong]})


@command
def grant_case(*, by: Actor, case: ExtenuatingCase, outcome: str, extended_to: dt.datetime | None = None) -> ExtenuatingCase:
    """Grant a case: an extension to a new deadline, or the next sitting as a first one. Raises BadInput by field, NotNow."""
    allow(by, "training.decide-case", case)
    if outcome not in OUTCOMES:
        raise BadInput("Choose an outcome from the list.", fields={"outcome": ["Choose an outcome from the list"]})
    if case.state == "submitted" and outcome == circumstances.EXTENSION:
        _check_extension(case, extended_to)
    until = extended_to if outcome == circumstances.EXTENSION else None
    values = {"closed_at": clock.now(), "decided_by": by.person_id, "outcome": outcome, "extended_to": until}
    move(case, "grant", by=by, values=values, subject=case.person_id)
    letters.to_person(by=by, person_id=case.person_id, kind="case_decided", path=path_of(case))
    return case


@command
def refuse_case(*, by: Actor, case: ExtenuatingCase, reason: str) -> ExtenuatingCase:
    """Refuse a case, with a reason from the list."""
    values = {"closed_at": clock.now(), "decided_by": by.person_id, "reason": reason}
    move(case, "refuse", by=by, reason=reason, values=values, subject=case.person_id)
    letters.to_person(by=by, person_id=case.person_id, kind="case_decided", path=path_of(case))
    return case

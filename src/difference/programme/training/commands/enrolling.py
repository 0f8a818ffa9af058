"""From a confirmed placement to an enrolment; pausing studies, going on, and leaving."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor, system
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands import end_grant, grant
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.people.models import Grant
from difference.foundations.people.queries import in_force
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.queries import placed
from difference.programme.training import letters
from difference.programme.training.conflicts import leads_school
from difference.programme.training.curricula import Edition, in_force_on
from difference.programme.training.models import Enrolment, ModuleResult, Withdrawal, WithdrawalWords
from difference.programme.training.reasons import DEFERRED, TRIGGERS, WITHDRAWN
from difference.web.components.moments import in_words

LONGEST_TEXT = 4000


def number_of(result: ModuleResult) -> str:
    """What markers know of a participant: a keyed hash, which nobody without the key of this server can trace, as eight digits and letters."""
    drawn = salted_hmac("difference.training.number", str(result.pk), algorithm="sha256").digest()
    return base64.b32encode(drawn[:5]).decode()


def new_result(enrolment: Enrolment, module: str, components: Sequence[str], sitting: int = 1) -> ModuleResult:
    """One sitting of a module, not saved yet, with its number."""
    made = ModuleResult(enrolment=enrolment, module=module, components=list(components), sitting=sitting, opened_at=clock.now())
    made.number = number_of(made)
    return made


def _results(enrolment: Enrolment, edition: Edition) -> list[ModuleResult]:
    return [new_result(enrolment, module.code, [part.code for part in module.components]) for module in edition.curriculum.modules]


@command
def enrol(*, by: Actor, placement: placed.Placed, cohort: Cohort) -> Enrolment:
    """Enrol whoever holds a placement, under the edition in force when their cohort starts. Raises NotNow when they are enrolled already."""
    allow(by, "training.enrol")
    if placed.by_key([placement.placement_id])[placement.placement_id].state not in placed.HELD:
        raise NotNow("The placement is not confirmed, or is over.")
    edition = in_force_on(cohort.starts_on)
    try:
        with transaction.atomic():
            made = Enrolment.objects.create(
                person_id=placement.person_id, cohort=cohort, placement_id=placement.placement_id, curriculum=edition.slug,
                in_force=edition.curriculum.in_force, curriculum_sha256=edition.sha256, enrolled_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise NotNow("They are enrolled already.") from None
    ModuleResult.objects.bulk_create(_results(made, edition))
    record(by, "training.enrol", made, subject=made.person_id, fields=["placement", "curriculum"])
    letters.to_participant(by=by, enrolment=made, kind="enrolled", starts_on=in_words(cohort.starts_on), title=edition.curriculum.title)
    return made


@command
def activate(*, by: Actor, enrolment: Enrolment) -> Enrolment:
    """Let studies begin, once the placement has started."""
    held = placed.by_key([enrolment.placement_id])[enrolment.placement_id]
    if held.state != "started":
        raise NotNow("Studies begin when the placement does.")
    move(enrolment, "activate", by=by, values={"activated_on": clock.today()}, subject=enrolment.person_id)
    return enrolment


@command
def follow(*, by: Actor, enrolment: Enrolment, placement: placed.Placed) -> Enrolment:
    """Let somebody’s studies go with them to another school; coaches who reach them by the placement reach them by the new one."""
    allow(by, "training.enrol")
    former = enrolment.placement_id
    if Enrolment.objects.filter(pk=enrolment.pk, placement=former).update(placement=placement.placement_id) != 1:
        raise NotNow("Their studies have gone with them already.")
    record(by, "training.enrol", enrolment, subject=enrolment.person_id, fields=["placement"])
    enrolment = Enrolment.objects.select_related("cohort").get(pk=enrolment.pk)
    for held in in_force(Grant.objects.filter(role="coach", scope="placement", scope_id=str(former)).select_related("person")):
        if not leads_school(held.person_id, enrolment):
            grant(
                by=system("training"), person=held.person, role="coach", scope="placement", scope_id=str(placement.placement_id), ends_at=held.ends_at
            )
        end_grant(by=system("training"), grant=held, reason="moved")
    return enrolment


def fetch_enrolments(*, by: Actor, cohort: Cohort | None = None) -> int:
    """Enrol whoever holds a confirmed placement and is not enrolled, and activate those whose placement has started; returns how many changed.

    All cohorts, or one. Each is a command of its own: one that somebody else did meanwhile is passed over, and a second run changes nothing.
    """
    changed = 0
    known = {one.placement_id: one for one in Enrolment.objects.select_related("cohort")}
    studying = set(Enrolment.objects.filter(state__in=Enrolment.lifecycle.having(running=True)).values_list("person_id", flat=True))
    cohorts = {one.pk: one for one in ([cohort] if cohort else Cohort.objects.all())}
    for placement in placed.held():
        if placement.cohort_id not in cohorts:
            continue
        enrolment = known.get(placement.placement_id)
        try:
            left = enrolment is None and next((known[key] for key in placed.before(placement) if key in known), None)
            if left:
                enrolment = follow(by=by, enrolment=left, placement=placement)
                changed += 1
            if enrolment is None and placement.person_id not in studying:
                enrolment = enrol(by=by, placement=placement, cohort=cohorts[placement.cohort_id])
                changed += 1
            if enrolment is not None and enrolment.state == "enrolled" and placement.state == "started":
                activate(by=by, enrolment=enrolment)
                changed += 1
        except NotNow:
            continue
    return changed


@command
def defer(*, by: Actor, enrolment: Enrolment, reason: str, back_on: dt.date) -> Enrolment:
    """Pause somebody's studies, with a reason from the list and the day on which they are expected back."""
    if back_on <= clock.today():
        raise BadInput("Give a day in the future.", fields={"back_on": ["Give a day in the future"]})
    move(
        enrolment, "defer", by=by, reason=reason, values={"deferred_on": clock.today(), "back_on": back_on}, subject=enrolment.person_id
    )  # fmt: skip
    letters.to_participant(by=by, enrolment=enrolment, kind="deferred", reason=DEFERRED[reason], back_on=in_words(back_on))
    return enrolment


@command
def resume(*, by: Actor, enrolment: Enrolment) -> Enrolment:
    """Let somebody go on with their studies; what was due since they paused is due so much later."""
    began = enrolment.deferred_on or clock.today()
    pauses = [*enrolment.pauses, [began.isoformat(), (clock.today() - began).days]]
    move(enrolment, "resume", by=by, values={"back_on": None, "pauses": pauses}, subject=enrolment.person_id)
    letters.to_participant(by=by, enrolment=enrolment, kind="resumed")
    return enrolment


def _check(trigger: str, reasons: Sequence[str], text: str) -> None:
    wrong: dict[str, list[str]] = {}
    if trigger not in TRIGGERS:
        wrong["trigger"] = ["Choose who set it off"]
    if not reasons or set(reasons) - set(WITHDRAWN) or len(set(reasons)) < len(reasons):
        wrong["reasons"] = ["Choose at least one reason from the list"]
    if len(text) > LONGEST_TEXT or "\0" in text:
        wrong["text"] = [f"Write at most {LONGEST_TEXT:,} characters that can be printed"]
    if wrong:
        raise BadInput("The withdrawal cannot be noted as it stands.", fields=wrong)


@command
def withdraw(*, by: Actor, enrolment: Enrolment, trigger: str, reasons: Sequence[str], text: str = "") -> Enrolment:
    """Note that somebody has left, with trigger and reasons; `text` goes to the safeguarding leads alone. They keep what they have earned."""
    _check(trigger, reasons, text)
    now, who = clock.now(), by.person_id or NOBODY
    move(enrolment, "withdraw", by=by, values={"ended_on": clock.today()}, subject=enrolment.person_id)
    made = Withdrawal.objects.create(enrolment=enrolment, trigger=trigger, reasons=sorted(reasons), on=clock.today(), noted_by=who, noted_at=now)
    if text.strip():
        WithdrawalWords.objects.create(withdrawal=made, text=text.strip(), written_by=who, written_at=now)
    record(by, "training.withdraw", made, subject=enrolment.person_id, fields=["trigger", "reasons", *(["text"] if text.strip() else [])])
    letters.to_participant(by=by, enrolment=enrolment, kind="withdrawn")
    return enrolment

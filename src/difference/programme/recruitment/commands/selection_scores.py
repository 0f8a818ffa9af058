"""What an assessor does: declare a conflict of interest or none, save scores as a draft, send them once."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F
from django.views.decorators.debug import sensitive_variables

from difference.errors import BadInput, NotNow
from difference.errors import Conflict as Stale
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.programme.recruitment import criteria
from difference.programme.recruitment.commands.adding_up import add_up
from difference.programme.recruitment.models import Application, Assessment, Conflict, Score, SelectionRound
from difference.programme.recruitment.models.selection import CONFLICTS
from difference.programme.recruitment.queries import assessing
from difference.programme.recruitment.queries.reach import who

LONGEST_REASON = 2000
SENT_ALREADY = "You have sent your scores for this application already. They cannot be changed."

# What an assessor gives: a score (or none yet) and a reason, by criterion.
Given = Mapping[str, tuple[int | None, str]]


def _insist_on_open(assessment: Assessment) -> None:
    objection = assessing.why_not(assessment)
    if objection:
        raise NotNow(f"{objection} Nothing was changed.")


@command
def declare_no_conflict(*, by: Actor, assessment: Assessment) -> Assessment:
    """The assessor says that they know of no conflict, before a word is read. Saying so twice changes nothing."""
    allow(by, "recruitment.declare-interest", assessment)
    _insist_on_open(assessment)
    Assessment.objects.filter(pk=assessment.pk, no_conflict_at=None).update(no_conflict_at=clock.now())
    assessment.refresh_from_db(fields=["no_conflict_at"])
    record(by, "recruitment.declare-interest", assessment, subject=assessment.application.person_id, fields=["no_conflict_at"])
    return assessment


def _declare(by: Actor, application: Application, kind: str) -> None:
    if kind not in CONFLICTS:
        raise BadInput("Choose a reason from the list.", fields={"kind": ["Choose what describes it best."]})
    Conflict.objects.get_or_create(application=application, assessor_id=who(by), defaults={"kind": kind, "declared_at": clock.now()})
    # Their scores go with it: nothing that somebody with a conflict gave may count.
    theirs = Assessment.objects.filter(application=application, assessor_id=who(by))
    rounds = list(SelectionRound.objects.filter(pk__in=theirs.order_by().values("round")))
    theirs.delete()
    for round_ in rounds:
        add_up(round_, [application.pk])


@command
def declare_conflict(*, by: Actor, assessment: Assessment, kind: str) -> None:
    """The assessor says that they should not judge this application, before or after reading it. It is hidden from them from then on."""
    allow(by, "recruitment.declare-interest", assessment)
    _insist_on_open(assessment)
    application = assessment.application
    _declare(by, application, kind)
    record(by, "recruitment.declare-interest", application, subject=application.person_id, fields=["conflicts"], reason=kind)


@command
def declare_conflict_as_staff(*, by: Actor, application: Application, kind: str) -> None:
    """A recruiter says that they should not decide about a candidate: from then on they see no scores of theirs and decide nothing."""
    allow(by, "recruitment.declare-conflict-as-staff", application)
    _declare(by, application, kind)
    record(by, "recruitment.declare-conflict-as-staff", application, subject=application.person_id, fields=["conflicts"], reason=kind)


def _check(given: Given, edition: criteria.Criteria, *, whole: bool) -> None:
    wrong: dict[str, list[str]] = {}
    for criterion in edition.criteria:
        value, reason = given.get(criterion.key, (None, ""))
        if value is not None and not edition.lowest <= value <= edition.highest:
            wrong[f"score_{criterion.key}"] = [f"Choose a score from {edition.lowest} to {edition.highest}."]
        elif whole and value is None:
            wrong[f"score_{criterion.key}"] = [f"Give a score for {criterion.title.lower()}."]
        if len(reason) > LONGEST_REASON:
            wrong[f"reason_{criterion.key}"] = [f"Write at most {LONGEST_REASON:,} characters."]
        elif whole and not reason.strip():
            wrong[f"reason_{criterion.key}"] = [f"Give your reason for the score for {criterion.title.lower()}."]
    if wrong:
        raise BadInput("Your scores are not complete.", fields=wrong)


def _differences(assessment: Assessment, given: Given) -> list[tuple[str, str, str]]:
    found = []
    for part in assessing.parts(assessment):
        value, reason = given.get(part.criterion.key, (None, ""))
        if value != part.value:
            found.append((f"{part.criterion.title}: score", str(value or ""), str(part.value or "")))
        if reason != part.reason:
            found.append((f"{part.criterion.title}: reason", reason, part.reason))
    return found


def _keep(by: Actor, assessment: Assessment, revision: int, given: Given, action_fields: list[str]) -> Assessment:
    present = Assessment.objects.filter(pk=assessment.pk, revision=revision, submitted_at=None, no_conflict_at__isnull=False)
    if present.update(revision=F("revision") + 1) != 1:
        raise _stale(assessment, given)
    rows = [Score(assessment=assessment, criterion=key, value=value, reason=reason) for key, (value, reason) in given.items() if value or reason]
    assessment.scores.exclude(criterion__in=[row.criterion for row in rows]).delete()
    Score.objects.bulk_create(rows, update_conflicts=True, unique_fields=["assessment", "criterion"], update_fields=["value", "reason"])
    record(by, "recruitment.score", assessment, subject=assessment.application.person_id, fields=action_fields)
    return assessing.one(by, assessment.pk)


def _stale(assessment: Assessment, given: Given) -> Exception:
    present = Assessment.objects.filter(pk=assessment.pk).select_related("round").first()
    if present is None:
        return NotNow("This application has been taken back from you by the recruitment team. Your scores were not kept.")
    if present.submitted_at:
        return NotNow(SENT_ALREADY)
    if present.no_conflict_at is None:
        return NotNow("Say first whether you have a conflict of interest.")
    sentence = "These scores were changed in another window while you were working on them. Nothing of yours has been saved yet."
    return Stale(sentence, differences=_differences(present, given))


@sensitive_variables("given")
@command
def save_scores(*, by: Actor, assessment: Assessment, revision: int, given: Given) -> Assessment:
    """Keep scores and reasons, however unfinished. Raises BadInput by field, NotNow once it is late or sent, Conflict when stale."""
    allow(by, "recruitment.score", assessment)
    _insist_on_open(assessment)
    _check(given, criteria.find(assessment.round.criteria_edition), whole=False)
    return _keep(by, assessment, revision, _cleaned(assessment, given), ["scores"])


@sensitive_variables("given")
@command
def send_scores(*, by: Actor, assessment: Assessment, revision: int, given: Given) -> Assessment:
    """Send scores and reasons, once and whole. Sending the same again changes nothing; the rest is refused as when saving."""
    allow(by, "recruitment.score", assessment)
    cleaned = _cleaned(assessment, given)
    sent = Assessment.objects.filter(pk=assessment.pk, submitted_at__isnull=False).select_related("round").first()
    if sent is not None and not _differences(sent, cleaned):
        record(by, "recruitment.score", assessment, subject=assessment.application.person_id, reason="sent-again")
        return assessment
    _insist_on_open(assessment)
    _check(given, criteria.find(assessment.round.criteria_edition), whole=True)
    kept = _keep(by, assessment, revision, cleaned, ["scores", "submitted_at"])
    Assessment.objects.filter(pk=kept.pk, submitted_at=None).update(submitted_at=clock.now())
    kept.refresh_from_db()
    add_up(kept.round, [kept.application_id])
    return kept


def _cleaned(assessment: Assessment, given: Given) -> Given:
    keys = [criterion.key for criterion in criteria.find(assessment.round.criteria_edition).criteria]
    return {key: (given.get(key, (None, ""))[0], given.get(key, (None, ""))[1].strip()) for key in keys}

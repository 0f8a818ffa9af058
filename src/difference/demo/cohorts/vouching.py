"""References are asked for and come, and safer-recruitment checks are noted."""

from __future__ import annotations

from typing import Any

from difference.demo.cohorts.applying import Applied
from difference.demo.cohorts.cast import table
from difference.demo.cohorts.staff import Staff
from difference.demo.past import Days
from difference.foundations.actors import system
from difference.programme.recruitment import safer_checks
from difference.programme.recruitment.commands import checks, referee, references, verifying
from difference.programme.recruitment.models import Reference, Testimony
from difference.programme.recruitment.models.checks import CLEAR, NOT_NEEDED
from difference.programme.recruitment.queries import checks as check_queries
from difference.programme.recruitment.queries import references as reference_queries
from difference.programme.recruitment.queries.reference_links import actor_for

NAMED, WAITING, REMINDED, DECLINED, RECEIVED, VERIFIED = "named", "waiting", "reminded", "declined", "received", "verified"
# Days before filling on which each thing happens; who is still waited for was asked later, or has been reminded.
ASKED, ASKED_LATER, CAME, TELEPHONED, REMINDER = 18, 5, 12, 10, 6


def vouch(days: Days, staff: Staff, each: Applied, how_far: tuple[str, ...]) -> None:
    """Ask the referees of somebody shortlisted, and let come what comes."""
    for position, word in enumerate(how_far, start=1):
        if word != NAMED:
            _ask(days, staff, each, position, ASKED_LATER if word == WAITING else ASKED)
            _answer(days, staff, each, position, word)


def settle(days: Days, staff: Staff, each: Applied, position: int) -> None:
    """Whatever is missing of a reference comes: another referee for one who declined, the asking, the answer, the telephone call."""
    reference = _find(staff, each, position)
    if reference.state == "declined":
        chance, people = each.one.chance(f"another referee {position}"), table("voices")["referees"]
        name = f"{chance.one_of(people['firsts'])} {chance.one_of(people['lasts'])}"
        values = {
            "name": name, "email": f"{'.'.join(name.lower().split())}@another.demo.example", "relation": chance.one_of(people["relations"]),
            "organisation": reference.organisation, "is_head": reference.is_head,
        }  # fmt: skip
        with days.on(ASKED, 9):
            reference = references.name_referee(by=staff.recruiter, reference=reference, revision=reference.revision, values=values)
    if reference.state in {"named", "requested"}:
        # Whoever was asked long ago has a link that ran out, and is sent another.
        _ask(days, staff, each, position, ASKED)
        _answer(days, staff, each, position, VERIFIED)
    elif reference.verified_at is None:
        _verify(days, staff, each, position)


def _find(staff: Staff, each: Applied, position: int) -> Reference:
    return reference_queries.visible_to(staff.recruiter).get(application=each.application.pk, position=position)


def _ask(days: Days, staff: Staff, each: Applied, position: int, day: int) -> None:
    with days.on(day, 9, 30):
        references.request_reference(by=staff.recruiter, reference=_find(staff, each, position))


def _answer(days: Days, staff: Staff, each: Applied, position: int, word: str) -> None:
    reference = _find(staff, each, position)
    if word == REMINDED:
        with days.on(REMINDER, 6):
            references.remind(by=system("recruitment.remind-referees"), reference=reference)
    if word == DECLINED:
        with days.on(CAME, 16):
            referee.decline_reference(by=actor_for(reference), reference=reference, reason="not-well-enough")
    if word in {RECEIVED, VERIFIED}:
        with days.on(CAME, 16, 20):
            _write(each, reference)
    if word == VERIFIED:
        _verify(days, staff, each, position)


def _verify(days: Days, staff: Staff, each: Applied, position: int) -> None:
    with days.on(TELEPHONED, 11):
        received = _find(staff, each, position)
        verifying.note_read(by=staff.recruiter, reference=received)
        verifying.verify_reference(by=staff.recruiter, reference=received, on=days.ago(TELEPHONED).date(), how="published")


def _write(each: Applied, reference: Reference) -> None:
    by, revision = actor_for(reference), Testimony.objects.values_list("revision", flat=True).get(reference=reference)
    saved = referee.save_testimony(by=by, reference=reference, revision=revision, values=_testimony(each, reference))
    referee.send_testimony(by=by, reference=reference, revision=saved.revision)


def _testimony(each: Applied, reference: Reference) -> dict[str, Any]:
    chance, words = each.one.chance(f"reference {reference.position}"), table("voices")["referees"]
    role = "Head teacher" if reference.is_head else chance.one_of(words["roles"])
    since = f"September {reference.application.cohort.opens_at.year - chance.between(2, 5)}"
    return {
        "job": f"{role}, {reference.organisation}", "capacity": "head" if reference.is_head else "manager",
        "known": f"Since {since}, week by week", "post": f"Teacher of {each.one.subject}", "post_from": since,
        "post_until": "" if reference.is_head else f"August {reference.application.cohort.opens_at.year - 1}",
        "leaving": "They want to lead in alternative provision. We should be sorry to lose them.",
        "strengths": chance.one_of(words["strengths"]), "reservations": chance.one_of(words["reservations"]), "again": True,
        "suitable": True, "unsuitable_because": "", "discipline": False, "discipline_text": "", "concern": False, "concern_text": "",
        "authority": "head" if reference.is_head else "confirmed", "openness": chance.one_of(("open", "in_confidence")),
    }  # fmt: skip


def check(days: Days, staff: Staff, each: Applied, keys: tuple[str, ...], day: int) -> None:
    """Safer recruitment sees originals and notes it."""
    with days.on(day, 13):
        application = check_queries.find_to_check(staff.recruiter, each.application.pk)
        for key in keys:
            found = safer_checks.find(key)
            left_out = next(iter(found.not_needed), "")
            if left_out:
                checks.note_check(by=staff.recruiter, application=application, check=found, result=NOT_NEEDED, why_not_needed=left_out)
            else:
                checks.note_check(by=staff.recruiter, application=application, check=found, result=CLEAR, seen_on=days.ago(day).date())

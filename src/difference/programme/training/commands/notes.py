"""Notes, reflections and goals: what coach and participant write for each other alone. Sealed before it is kept; the audit has names of fields."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_variables

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.records import change
from difference.foundations.sealing import seal
from difference.programme.training import coaches
from difference.programme.training import letters_support as letters
from difference.programme.training.models import CoachingNote, Enrolment, Goal
from difference.programme.training.models.coaching import NOTE, REFLECTION
from difference.programme.training.rules_coaching import rules

NO_COACH = "You have no coach now, so there is nobody to share it with. It stays yours."


def _text(text: str, longest: int, called: str) -> str:
    kept = text.replace("\x00", "").strip()
    if not kept or len(kept) > longest:
        sentence = f"Write {called}, in at most {longest:,} characters"
        raise BadInput(f"{sentence}.", fields={"text": [sentence]})
    return kept


def _sending(by: Actor, token: str, text: str) -> str:
    # Keyed, so that nobody can try out from the table what was written.
    return salted_hmac("difference.training.sending", "\n".join([str(by.person_id), token, text]), algorithm="sha256").hexdigest()


def _tell(by: Actor, person_id: object, path: str) -> None:
    letters.to_person(by=by, person_id=person_id, kind="new_note", path=path)


def _keep(note: CoachingNote) -> tuple[CoachingNote, bool]:
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError:
        return CoachingNote.objects.get(sending=note.sending), False
    return note, True


@sensitive_variables()
@command
def write_note(*, by: Actor, enrolment: Enrolment, text: str, token: str) -> CoachingNote:
    """The coach writes a note, which the participant reads too. The same sending again is the same note. Raises BadInput."""
    allow(by, "training.write-note", enrolment)
    kept, now = _text(text, rules().longest_note, "the note"), clock.now()
    note, made = _keep(
        CoachingNote(
            enrolment=enrolment, coaching=coaches.coaches_now(by, enrolment), kind=NOTE, text=seal(kept), written_at=now,
            written_by=by.person_id or NOBODY, shared_at=now, sending=_sending(by, token, kept),
        )
    )  # fmt: skip
    record(by, "training.write-note", note, subject=enrolment.person_id, fields=["text"], reason="" if made else "sent-again")
    if made:
        _tell(by, enrolment.person_id, reverse("training:my-coach"))
    return note


@sensitive_variables()
@command
def write_reflection(*, by: Actor, enrolment: Enrolment, text: str, token: str) -> CoachingNote:
    """A participant writes for themself; nobody else reads it until they share it. The same sending again is the same reflection."""
    allow(by, "training.write-reflection", enrolment)
    kept = _text(text, rules().longest_note, "the reflection")
    note, made = _keep(
        CoachingNote(
            enrolment=enrolment, kind=REFLECTION, text=seal(kept), written_at=clock.now(), written_by=by.person_id or NOBODY,
            sending=_sending(by, token, kept),
        )
    )  # fmt: skip
    record(by, "training.write-reflection", note, subject=enrolment.person_id, fields=["text"], reason="" if made else "sent-again")
    return note


@sensitive_variables()
@command
def change_reflection(*, by: Actor, note: CoachingNote, revision: int, text: str) -> CoachingNote:
    """Change a reflection that is not shared yet. Raises BadInput, NotNow, Conflict when it was changed meanwhile."""
    allow(by, "training.write-reflection", note)
    if note.kind != REFLECTION or note.shared_at is not None:
        raise NotNow("What is shared stays as it is. Write another.")
    change(note, revision=revision, values={})
    CoachingNote.objects.filter(pk=note.pk).update(text=seal(_text(text, rules().longest_note, "the reflection")))
    record(by, "training.write-reflection", note, subject=note.enrolment.person_id, fields=["text"])
    note.refresh_from_db()
    return note


@command
def share_reflection(*, by: Actor, note: CoachingNote) -> CoachingNote:
    """Share a reflection with whoever coaches them now. Raises NotNow without a coach, or when it is shared already."""
    allow(by, "training.write-reflection", note)
    coaching = coaches.coaching_of(note.enrolment)
    if note.kind != REFLECTION or note.shared_at is not None:
        raise NotNow("It is shared already.")
    if coaching is None:
        raise NotNow(NO_COACH)
    change(note, revision=note.revision, values={"coaching": coaching, "shared_at": clock.now()})
    record(by, "training.write-reflection", note, subject=note.enrolment.person_id, fields=["shared_at"])
    _tell(by, coaching.coach_id, reverse("training:together", args=[note.enrolment_id]))
    return note


def why_not_removed(note: CoachingNote) -> str:
    """Why its writer cannot remove a note now, or nothing: a coach's stands after a day, a participant's own goes at any time."""
    hours = rules().note_removable_hours
    if note.kind == NOTE and clock.now() > note.written_at + dt.timedelta(hours=hours):
        return f"A note can be taken back for {hours} hours after it was written."
    return ""


@command
def remove_note(*, by: Actor, note: CoachingNote) -> None:
    """Its writer removes a note for both. Raises NotNow when it is too late, or gone."""
    allow(by, "training.remove-note", note)
    objection = why_not_removed(note)
    if objection:
        raise NotNow(objection)
    if not CoachingNote.objects.filter(pk=note.pk).delete()[0]:
        raise NotNow("It has been removed already.")
    record(by, "training.remove-note", "training.coachingnote", subject=note.enrolment.person_id, fields=["text"])


@sensitive_variables()
@command
def set_goal(*, by: Actor, enrolment: Enrolment, text: str, by_when: dt.date | None, token: str) -> Goal:
    """Set a goal. The same sending again is the same goal. Raises BadInput by field, NotNow when enough are open."""
    allow(by, "training.keep-goals", enrolment)
    kept, most = _text(text, rules().longest_goal, "the goal"), rules().most_open_goals
    _check_day(by_when)
    sending = _sending(by, token, kept)
    if Goal.objects.filter(enrolment=enrolment, done_at=None).exclude(sending=sending).count() >= most:
        raise NotNow(f"{most} goals are open. Reach one, or take one off, before you set another.")
    defaults = {"enrolment": enrolment, "text": seal(kept), "by_when": by_when, "set_at": clock.now(), "set_by": by.person_id or NOBODY}
    goal, made = Goal.objects.get_or_create(sending=sending, defaults=defaults)
    record(by, "training.keep-goals", goal, subject=enrolment.person_id, fields=["text", "by_when"], reason="" if made else "sent-again")
    return goal


def _check_day(by_when: dt.date | None) -> None:
    if by_when is not None and by_when < clock.today():
        raise BadInput("The day has passed.", fields={"by_when": ["Give a day from today on, or none"]})


@sensitive_variables()
@command
def change_goal(*, by: Actor, goal: Goal, revision: int, text: str, by_when: dt.date | None) -> Goal:
    """Change an open goal. Raises BadInput by field, NotNow, Conflict when the other changed it meanwhile."""
    allow(by, "training.keep-goals", goal)
    if goal.done_at is not None:
        raise NotNow("This goal has been reached. Set another.")
    kept = _text(text, rules().longest_goal, "the goal")
    if by_when != goal.by_when:
        _check_day(by_when)
    change(goal, revision=revision, values={"by_when": by_when})
    Goal.objects.filter(pk=goal.pk).update(text=seal(kept))
    record(by, "training.keep-goals", goal, subject=goal.enrolment.person_id, fields=["text", "by_when"])
    goal.refresh_from_db()
    return goal


@command
def reach_goal(*, by: Actor, goal: Goal) -> Goal:
    """Note that a goal is reached. Raises NotNow for one that is."""
    allow(by, "training.keep-goals", goal)
    if goal.done_at is not None:
        raise NotNow("This goal has been reached already.")
    change(goal, revision=goal.revision, values={"done_at": clock.now()})
    record(by, "training.keep-goals", goal, subject=goal.enrolment.person_id, fields=["done_at"])
    return goal


@command
def drop_goal(*, by: Actor, goal: Goal) -> None:
    """Take a goal off the list, for both. Raises NotNow for one that is gone."""
    allow(by, "training.keep-goals", goal)
    if not Goal.objects.filter(pk=goal.pk).delete()[0]:
        raise NotNow("It has been taken off already.")
    record(by, "training.keep-goals", "training.goal", subject=goal.enrolment.person_id, fields=["text"], reason="taken-off")

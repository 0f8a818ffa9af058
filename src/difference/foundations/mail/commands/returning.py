"""Letters that came back, and letters sent again because a person decided so."""

from __future__ import annotations

from uuid import UUID

from difference.errors import BadInput, NotFound, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.mail import bounces, queries, states
from difference.foundations.mail.commands.posting import send_soon
from difference.foundations.mail.models import Letter


@command
def note_bounce(*, by: Actor, message: bytes) -> Letter:
    """Read a delivery report (RFC 3464) and mark the letter that it speaks of. A second report of the same changes nothing.

    Raises BadInput when it is not a report of a failure, NotFound when the letter is none of ours.
    """
    allow(by, "mail.note-bounce")
    report = bounces.read(message)
    letter = Letter.objects.filter(pk=report.letter_id).first()
    if letter is None:
        raise NotFound("The report speaks of a letter that is not in the outbox.")
    came_back = Letter.objects.filter(pk=letter.pk, state__in=[states.SENT, states.SENDING]).update(state=states.BOUNCED, reason=report.reason)
    if not came_back and letter.state != states.BOUNCED:
        raise BadInput("The report speaks of a letter that was never sent.")
    record(by, "mail.note-bounce", letter, subject=letter.person_id, reason=report.reason)
    letter.refresh_from_db()
    return letter


def can_be_sent_again(letter: Letter) -> bool:
    """Whether it came back, was given up or may not have left, and its words have not been erased."""
    return (letter.state in {states.BOUNCED, states.FAILED} or queries.is_stuck(letter)) and bool(letter.text)


@command
def send_again(*, by: Actor, letter_id: UUID) -> None:
    """Send a letter again that may not have arrived. Raises NotFound, NotAllowed, NotNow (also for a second click)."""
    letter = queries.one(by, letter_id)
    allow(by, "mail.send-again", letter)
    if not can_be_sent_again(letter):
        raise NotNow("This letter cannot be sent again: it is on its way, or it has arrived as far as we know.")
    waiting = {"state": states.QUEUED, "due_at": clock.now(), "attempts": 0, "reason": ""}
    if not Letter.objects.filter(pk=letter.pk, state=letter.state, attempts=letter.attempts).update(**waiting):
        raise NotNow("Somebody has already sent this letter again.")
    record(by, "mail.send-again", letter, subject=letter.person_id)
    send_soon()

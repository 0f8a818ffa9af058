"""Sending what waits. A letter is marked “being sent”, and that is committed, before it is handed to the mail server.

So a letter leaves at most once by itself: if the process dies between the server's yes and our marking it sent, it
stays “being sent”. Nothing sends it again but a person, who is told that it may have been sent.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from difference.foundations import clock
from difference.foundations.jobs import progress
from difference.foundations.mail import kinds, message, queries, smtp, states
from difference.foundations.mail.models import Letter
from difference.foundations.mail.rules import rules

log = logging.getLogger("difference.mail")


def claim(letter: Letter) -> bool:
    """Mark a waiting letter as being sent; False when another worker was first."""
    now = clock.now()
    # Durable: within somebody's transaction the mark could still be taken back after the letter has left.
    with transaction.atomic(durable=True):
        won = Letter.objects.filter(pk=letter.pk, state=states.QUEUED).update(state=states.SENDING, sending_at=now, attempts=letter.attempts + 1)
    if won:
        letter.state, letter.sending_at, letter.attempts = states.SENDING, now, letter.attempts + 1
    return won == 1


def settle(letter: Letter, answer: smtp.Answer) -> str:
    """Write down how handing over ended; returns the letter's state."""
    values: dict[str, object] = {"reason": answer.reason}
    wait = rules().wait_after(letter.attempts)
    if answer.outcome == smtp.TAKEN:
        values |= {"state": states.SENT, "sent_at": clock.now()}
        if kinds.kind(letter.kind).secret:
            values["text"] = ""
    elif answer.outcome == smtp.REFUSED:
        values["state"] = states.BOUNCED
    elif answer.outcome == smtp.UNKNOWN:
        values["state"] = states.SENDING
    elif wait is None:
        values["state"] = states.FAILED
    else:
        values |= {"state": states.QUEUED, "due_at": clock.now() + wait}
    Letter.objects.filter(pk=letter.pk, state=states.SENDING).update(**values)
    letter.state = str(values["state"])
    log.info("letter %s %s", letter.pk, letter.state, extra={"kind": letter.kind, "reason": answer.reason})
    return letter.state


def send(letter: Letter, server: smtp.Server) -> str:
    """Send one claimed letter. Raises NoServer, the letter then waiting again."""
    try:
        composed = message.compose(letter)
    except (ValueError, UnicodeError) as error:
        return settle(letter, smtp.Answer(smtp.REFUSED, f"unwritable:{type(error).__name__}"))
    try:
        return settle(letter, server.hand_over(message.sender(), message.on_the_wire(letter.to), composed))
    except smtp.NoServer as error:
        settle(letter, smtp.Answer(smtp.LATER, str(error)))
        raise


def deliver_due(connect: Callable[[], smtp.Server] = smtp.Server) -> int:
    """Send the letters whose time has come, over one connection; returns how many the server took.

    Without a mail server nothing is done. A server that cannot be reached costs no letter an attempt.
    """
    waiting = list(queries.due()[: rules().batch_size]) if settings.EMAIL_HOST else []
    sent = 0
    if not waiting:
        return sent
    try:
        with connect() as server:
            for place, letter in enumerate(waiting, start=1):
                if claim(letter) and send(letter, server) == states.SENT:
                    sent += 1
                progress.report(place, len(waiting))
    except smtp.NoServer as error:
        log.warning("The mail server could not be reached (%s); letters wait.", error)
    return sent

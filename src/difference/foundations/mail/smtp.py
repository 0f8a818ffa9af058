"""The conversation with the mail server, step by step, so that it is known how far it got when something fails."""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from types import TracebackType

from django.conf import settings

TAKEN, REFUSED, LATER, UNKNOWN = "taken", "refused", "later", "unknown"
ENHANCED = re.compile(r"^([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True)
class Answer:
    """How handing over one letter ended; `reason` is the server's code (RFC 3463, else RFC 5321), never its words."""

    outcome: str
    reason: str = ""


class NoServer(Exception):
    """The mail server cannot be reached, or does not let us in: try again later."""


def _code(code: int, words: bytes | str) -> str:
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    found = ENHANCED.match(text.strip())
    return found.group(1) if found else str(code)


class Server:
    """A connection to the mail server, for as many letters as one cares to hand over."""

    def __enter__(self) -> Server:
        """Connect and sign in. Raises NoServer."""
        try:
            make = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
            self.smtp = make(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT)
            if settings.EMAIL_USE_TLS:
                self.smtp.starttls(context=ssl.create_default_context())
            if settings.EMAIL_HOST_USER:
                self.smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
            self.smtp.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException) as error:
            # The server's words may quote an address, so they go no further.
            raise NoServer(type(error).__name__) from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self.smtp.quit()

    def hand_over(self, sender: str, to: str, message: EmailMessage) -> Answer:
        """Hand over one letter. Raises NoServer when the connection is lost before the letter's text went out."""
        try:
            for step, address in ((self.smtp.mail, sender), (self.smtp.rcpt, to)):
                code, words = step(address)
                if code >= 400:
                    return self._refusal(code, words, ours=step == self.smtp.mail)
        except (OSError, smtplib.SMTPException) as error:
            raise NoServer(type(error).__name__) from None
        return self._text(message)

    def _text(self, message: EmailMessage) -> Answer:
        try:
            code, words = self.smtp.data(message.as_bytes())
        except smtplib.SMTPDataError as error:
            return self._refusal(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            # The text was on its way when the line broke: only the server knows whether it took the letter.
            return Answer(UNKNOWN, type(error).__name__)
        return Answer(TAKEN) if code < 400 else self._refusal(code, words)

    def _refusal(self, code: int, words: bytes | str, *, ours: bool = False) -> Answer:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self.smtp.rset()
        # Refusing our own sender says nothing about this letter's address: that is for us to mend, then to try again.
        return Answer(REFUSED if code >= 500 and not ours else LATER, _code(code, words))

"""A letter as it goes over the wire: plain text, an identifier of our own, and a sign that no human wrote it."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from difference.foundations import clock
from difference.foundations.mail.models import Letter

OURS = re.compile(r"<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@")


def message_id(letter_id: UUID) -> str:
    """The same for every attempt, so that a mail system that meets the letter twice can tell."""
    return f"<{letter_id}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}>"


def letter_id_in(header: str) -> UUID | None:
    """The letter that a Message-ID of ours names."""
    found = OURS.search(header)
    return UUID(found.group(1)) if found else None


def on_the_wire(address: str) -> str:
    """An address in ASCII, its domain in IDNA."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def sender() -> str:
    """The bare address that letters come from, and bounces go to."""
    return on_the_wire(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def compose(letter: Letter) -> EmailMessage:
    """The message. Header values are objects of the library, which refuses a line break in any of them."""
    message = EmailMessage(policy=SMTP)
    name, _ = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message["From"] = Address(display_name=name, addr_spec=sender())
    message["To"] = Address(addr_spec=on_the_wire(letter.to))
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = message_id(letter.pk)
    # RFC 3834: holiday replies and the like leave such a letter alone.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    return message

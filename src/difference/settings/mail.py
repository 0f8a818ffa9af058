"""Where letters leave by: a mail server, or nowhere but the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """A mail server; an empty `host` means that letters stay in the outbox."""

    host: str = ""
    port: int = 0
    name: str = ""
    password: str = ""
    start_tls: bool = False
    tls: bool = False


def parse_mail_url(url: str) -> MailServer:
    """Read `outbox:`, `smtp://…`, `smtp+tls://…` or `smtps://…`. Raises ValueError for anything else."""
    if url == "outbox:":
        return MailServer()
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.path not in {"", "/"}:
        raise ValueError(url)
    return MailServer(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        name=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        start_tls=parts.scheme == "smtp+tls",
        tls=parts.scheme == "smtps",
    )

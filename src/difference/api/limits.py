"""The limit on requests: exact across workers, because the database counts, as it does for attempts to sign in."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest

from difference.errors import TooMany
from difference.foundations.people import limits


@dataclass(frozen=True)
class Limit:
    """So many requests within so many seconds."""

    allowed: int
    seconds: int


@functools.cache
def limit() -> Limit:
    """The limit in force."""
    return Limit(**tomllib.loads(Path(__file__).with_name("limits.toml").read_text(encoding="utf-8"))["requests"])


def count(request: HttpRequest) -> None:
    """Count one request of an address, of which a keyed hash is kept. Raises TooMany when none is left."""
    now = limit()
    wait = limits.take(limits.key("api", "address", limits.address_of(request)), now.allowed, now.seconds)
    if wait:
        raise TooMany(
            f"One address may ask {now.allowed} times within {now.seconds} seconds. Ask again in {wait} second{'s' if wait > 1 else ''}.",
            retry_after=wait,
        )

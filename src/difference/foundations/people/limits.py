"""Limits on attempts, per account and per address, exact across workers: the database counts, one row at a time."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from pathlib import Path

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from difference.errors import TooMany
from difference.foundations import clock
from difference.foundations.people.models import Attempts


@functools.cache
def rules() -> dict[str, dict[str, tuple[int, int]]]:
    """For each route what is counted, how many are allowed, within how many seconds."""
    table = tomllib.loads(Path(__file__).with_name("limits.toml").read_text())
    return {route: {what: (pair[0], pair[1]) for what, pair in row.items()} for route, row in table.items()}


def key(route: str, what: str, value: str) -> str:
    """The row under which something is counted: a keyed hash, so that no address stands in the table."""
    return salted_hmac("difference.attempts", f"{route}\n{what}\n{value}", algorithm="sha256").hexdigest()


def take(row: str, allowed: int, seconds: int) -> int:
    """Take one of `allowed` attempts within `seconds`; returns 0, or for how many seconds none is left.

    Each step is one conditional statement, so that any number of workers together never allow one too many.
    """
    now = clock.now()
    window = dt.timedelta(seconds=seconds)
    while True:
        rows = Attempts.objects.filter(key=row)
        if rows.filter(started_at__gt=now - window, count__lt=allowed).update(count=F("count") + 1):
            return 0
        if rows.filter(started_at__lte=now - window).update(started_at=now, count=1):
            return 0
        present = rows.first()
        if present is None:
            if Attempts.objects.bulk_create([Attempts(key=row, started_at=now, count=0)], ignore_conflicts=True):
                continue
        elif present.count >= allowed and present.started_at > now - window:
            return max(1, int((present.started_at + window - now).total_seconds()) + 1)


def forgive(route: str, what: str, value: str) -> None:
    """Forget the attempts counted under a key: it was the right person after all."""
    Attempts.objects.filter(key=key(route, what, value)).delete()


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: the peer, or what the trusted proxies say of it."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        return hops[-trusted]
    return str(request.META.get("REMOTE_ADDR", ""))


def account_of(request: HttpRequest) -> str:
    """Whose sign-in is tried: the account signed in or half-way, else the address typed, whether we know it or not."""
    if request.user.is_authenticated:
        return str(request.user.pk)
    pending = request.session.get("account_login") or {}
    if isinstance(pending, dict) and pending.get("user_pk"):
        return str(pending["user_pk"])
    typed = request.POST.get("login") or request.POST.get("email") or ""
    return typed.strip().casefold()


def count(request: HttpRequest, route: str) -> None:
    """Count one attempt at `route`. Raises TooMany when a limit is reached, alike for known and unknown addresses."""
    values = {"address": address_of, "account": account_of}
    for what, (allowed, seconds) in rules().get(route, {}).items():
        wait = take(key(route, what, values[what](request)), allowed, seconds)
        if wait:
            minutes = max(1, round(wait / 60))
            raise TooMany(f"There have been too many attempts. Try again in {minutes} minute{'s' if minutes > 1 else ''}.", retry_after=wait)

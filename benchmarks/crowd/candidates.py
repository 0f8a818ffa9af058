"""Candidates with a finished draft, signed in: what each sends, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from benchmarks.filling import recruiting


@dataclass(frozen=True)
class Candidate:
    """One draft that can be sent: where, with which cookies and which form."""

    application: Any
    path: str
    cookies: str
    body: str

    @property
    def headers(self) -> dict[str, str]:
        """What a browser sends with the form."""
        return {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}


def make(number: int) -> list[Candidate]:
    """So many candidates, each with a session and a complete draft, in a cohort that is open."""
    from django.urls import reverse

    cohort = recruiting.make_cohort(days_to_close=20)
    drafts = recruiting.make_applications(cohort, range(100_000, 100_000 + number), states=("draft",))
    sessions = _sign_in([draft.person_id for draft in drafts])
    return [_candidate(draft, sessions[draft.person_id], reverse("recruitment:send", args=[draft.pk])) for draft in drafts]


def _candidate(draft: Any, session: str, path: str) -> Candidate:
    from django.conf import settings
    from django.utils.crypto import get_random_string

    secret = get_random_string(32)
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={secret}"
    return Candidate(draft, path, cookies, urlencode({"csrfmiddlewaretoken": secret, "revision": draft.revision, "true": "on"}))


def _sign_in(people: list[Any]) -> dict[Any, str]:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils.crypto import get_random_string

    from difference.foundations import clock
    from difference.foundations.people.models import Account

    store, until, made, rows = SessionStore(), clock.now() + dt.timedelta(hours=1), {}, []
    for account in Account.objects.filter(person_id__in=people):
        held = {
            SESSION_KEY: str(account.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: account.get_session_auth_hash(),
        }
        made[account.person_id] = get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789")
        rows.append(Session(session_key=made[account.person_id], session_data=store.encode(held), expire_date=until))
    Session.objects.bulk_create(rows)
    return made


def what_came(candidates: list[Candidate]) -> dict[str, int]:
    """How many stand sent, with a receipt in the outbox and an entry of the audit; how many are lost or doubled."""
    from difference.foundations.audit.models import Event
    from difference.foundations.mail.models import Letter
    from difference.programme.recruitment.models import Application

    keys = [one.application.pk for one in candidates]
    people = [one.application.person_id for one in candidates]
    sent = Application.objects.filter(pk__in=keys, state="submitted", submitted_at__isnull=False).count()
    receipts = list(Letter.objects.filter(person_id__in=people, kind="recruitment.received").values_list("person_id", flat=True))
    entries = list(Event.objects.filter(action="recruitment.submit", object_id__in=[str(key) for key in keys]).values_list("object_id", flat=True))
    return {
        "sent": sent, "receipts in the outbox": len(receipts), "entries of the audit": len(entries),
        "lost": len(keys) - min(sent, len(set(receipts)), len(set(entries))),
        "doubled": len(receipts) - len(set(receipts)) + len(entries) - len(set(entries)),
    }  # fmt: skip

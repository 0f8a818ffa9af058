"""What people itself holds about a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from allauth.mfa.utils import is_mfa_enabled

from difference.foundations import clock
from difference.foundations.people.holdings import Holding
from difference.foundations.people.models import Account, Grant, Person
from difference.foundations.people.roles import SCOPES, roles


def _day(moment: dt.datetime | None) -> str:
    return clock.in_london(moment).strftime("%-d %B %Y") if moment else "no end date"


def _grant_row(grant: Grant) -> tuple[str, str]:
    role = roles()[grant.role].title + (f", {grant.function.replace('_', ' ')}" if grant.function else "")
    until = f"ended {_day(grant.ended_at)}" if grant.ended_at else f"until {_day(grant.ends_at)}"
    return role.capitalize(), f"For {SCOPES[grant.scope]}, from {_day(grant.starts_at)}, {until}"


def holdings(person: Person) -> Sequence[Holding]:
    """Name, sign-in, grants and privacy notices."""
    parts = [
        Holding("Your name", [("Full name", person.full_name), ("What we call you", person.known_as or "Your full name")], "people.see-accounts")
    ]
    account = Account.objects.filter(person=person).first()
    if account:
        second = "Set up" if is_mfa_enabled(account) else "Not set up"
        rows = [("E-mail address", account.email), ("Joined", _day(account.created_at)), ("Second factor", second)]
        parts.append(Holding("How you sign in", rows, "people.see-accounts"))
    grants = [_grant_row(grant) for grant in person.grants.all()]
    parts.append(Holding("What you have been granted", grants or [("Nothing", "You have no role yet")], "people.see-accounts"))
    notices = [(f"Version {notice.version}", f"Accepted {_day(notice.accepted_at)}") for notice in person.notices.order_by("accepted_at")]
    parts.append(Holding("Privacy notices", notices or [("None", "You have not accepted a version yet")], "people.see-own-notices"))
    return parts

"""By whom and under which address two who are introduced reach each other. The caller has seen that both agreed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from difference.foundations.people.models import Account


@dataclass(frozen=True)
class Contact:
    """A name and an e-mail address."""

    name: str
    email: str


def of(person_id: UUID | None) -> Contact | None:
    """Somebody who can still be written to."""
    account = Account.objects.filter(person_id=person_id, is_active=True).select_related("person").first() if person_id else None
    return Contact(account.person.full_name, account.email) if account else None

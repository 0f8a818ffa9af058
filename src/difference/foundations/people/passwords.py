"""How long a password must be: longer for whoever sees other people's data."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from difference.foundations.actors import Held
from difference.foundations.people import queries
from difference.foundations.people.models import Account

# Source: the programme's own rule, after NCSC and NIST SP 800-63B-4 (length before composition; 15 where it matters).
SHORTEST, SHORTEST_WITH_OTHERS_DATA = 12, 15


def length_for(held: tuple[Held, ...]) -> int:
    """The shortest password, in characters, for somebody with these grants."""
    return SHORTEST_WITH_OTHERS_DATA if queries.reaches_others(held) else SHORTEST


def hint(shortest: int) -> str:
    """What to say beside the box for a new password."""
    return f"At least {shortest} characters. Three words that nobody would put together work well."


def hint_for(account: Any) -> str:
    """The same for one account; for whoever has none yet, the shorter length."""
    return hint(length_for(queries.held_by(account.person_id)) if isinstance(account, Account) else SHORTEST)


class LongEnough:
    """Django's password validator: the length that this person's grants ask for. Remembers on the account what it checked."""

    def _shortest(self, user: Any) -> int:
        if not isinstance(user, Account):
            return SHORTEST
        asked: int = getattr(user, "asked_length", 0)
        return max(asked, length_for(queries.held_by(user.person_id)) if user.person_id else SHORTEST)

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when the password is too short."""
        shortest = self._shortest(user)
        if len(password) < shortest:
            raise ValidationError(f"Choose a password of at least {shortest} characters. Three words that nobody would put together work well.")

    def password_changed(self, password: str, user: Any = None) -> None:
        """Remember the length that the new password was checked against."""
        if isinstance(user, Account) and not user._state.adding:
            Account.objects.filter(pk=user.pk).update(password_length=self._shortest(user))

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"At least {SHORTEST} characters, {SHORTEST_WITH_OTHERS_DATA} for whoever sees other people’s data."

"""What happens besides, when somebody signs in or changes how they do."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import email_changed, password_changed, password_reset, user_logged_in
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver

from difference.foundations.actors import PERSON, Actor
from difference.foundations.audit.commands import record
from difference.foundations.people import limits
from difference.foundations.people.models import Account


def _note(account: Account, action: str) -> None:
    actor = Actor(kind=PERSON, person_id=account.person_id)
    record(actor, action, account, subject=account.person_id)


@receiver(user_logged_in)
def signed_in(sender: Any, user: Account, **kwargs: Any) -> None:
    """It was the right person after all: earlier attempts are forgotten, and the sign-in is noted."""
    limits.forgive("account_login", "account", user.email.casefold())
    limits.forgive("mfa_authenticate", "account", user_pk_to_url_str(user))
    _note(user, "people.sign-in")


@receiver([password_changed, password_reset])
def password_is_new(sender: Any, user: Account, **kwargs: Any) -> None:
    """A new password is noted."""
    _note(user, "people.change-password")


@receiver(email_changed)
def address_is_new(sender: Any, user: Account, **kwargs: Any) -> None:
    """A new address is noted."""
    _note(user, "people.change-email")


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def second_factor_is_new(sender: Any, user: Account, **kwargs: Any) -> None:
    """A change of second factor is noted."""
    _note(user, "people.change-second-factor")

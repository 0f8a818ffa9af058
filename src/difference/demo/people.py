"""Makes an invented person with an account. No command does: nobody signs in as them but by the demonstration's own page."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from difference.foundations.people.models import Account, Person
from difference.foundations.people.passwords import SHORTEST_WITH_OTHERS_DATA


def make_account(full_name: str, email: str, *, second_factor: bool) -> Account:
    """An account with a verified address and an unusable password."""
    person = Person.objects.create(full_name=full_name)
    account = Account(person=person, email=email)
    account.set_unusable_password()
    account.save(force_insert=True)
    Account.objects.filter(pk=account.pk).update(password_length=SHORTEST_WITH_OTHERS_DATA)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    if second_factor:
        TOTP.activate(account, generate_totp_secret())
    return account

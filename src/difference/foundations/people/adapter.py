"""Where the sign-in library meets our people: accounts are made by our command, letters go to our outbox."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from difference.foundations.actors import ANYONE
from difference.foundations.mail.commands import post
from difference.foundations.people import commands
from difference.foundations.people.limits import address_of
from difference.foundations.people.models import Account

WRONG_CODE = "That code is not right, or is no longer in force."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts by our command, letters by our outbox, links by our address."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed.",
        "duplicate_email": "This is your address already.",
        "email_password_mismatch": "The address or the password is not right.",
        "enter_current_password": "That is not your present password.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "That is not your password.",
        "invalid_password_reset": "This link does not work, or no longer does. Ask for a new one.",
        "same_as_current": "This is the same as before. Choose another.",
    }

    def save_user(self, request: HttpRequest, user: Account, form: Any, commit: bool = True) -> Account:
        """Make the person and the account that a sign-up form asks for."""
        data = form.cleaned_data
        return commands.join(by=ANYONE, account=user, full_name=data["full_name"], email=data["email"], password=data["password1"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the letter in the outbox."""
        words = {**context, "email": email, "address": settings.ADDRESS}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", words).split())
        text = render_to_string(f"{template_prefix}_message.txt", words).strip() + "\n"
        account = Account.objects.filter(email__iexact=email).first()
        kind = "people." + template_prefix.rpartition("/")[2]
        post(by=ANYONE, to=email, kind=kind, subject=subject, text=text, person_id=account.person_id if account else None)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address a request comes from, as our limits see it."""
        return address_of(request)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second factors encrypted in the database."""

    error_messages: ClassVar = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def _fernet(self) -> Fernet:
        key = hashlib.sha256(b"difference.second-factor:" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with a key made from the server's own."""
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Undo `encrypt`."""
        return self._fernet().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Any) -> str:
        """What the person's app shows beside the code."""
        return cast(Account, user).email

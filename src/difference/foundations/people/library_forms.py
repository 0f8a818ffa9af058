"""The sign-in library's forms, speaking as ours do: our labels, and errors in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp

from difference.foundations.people.passwords import hint_for
from difference.web.forms.form import Plain
from difference.web.forms.look import Look

PASSWORD = Look(called="your password")
NEW = Look(called="a new password")
AGAIN = Look(called="the new password again")
ADDRESS = Look(called="your e-mail address")
CODE = Look(called="the code", width=10)


class Spoken(Plain):
    """Puts our labels on a library's fields."""

    labels: ClassVar[Mapping[str, str]] = {}
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            if name in self.fields:
                self.fields[name].label = label
        if "password1" in self.fields:
            self.fields["password1"].help_text = hint_for(getattr(self, "user", None))


class LoginForm(Spoken, account.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    labels: ClassVar = {"login": "E-mail address", "password": "Password"}
    looks: ClassVar = {"login": ADDRESS, "password": PASSWORD}


class ResetPasswordForm(Spoken, account.ResetPasswordForm):  # type: ignore[misc]
    """The address to send the link to."""

    labels: ClassVar = {"email": "E-mail address"}
    looks: ClassVar = {"email": ADDRESS}


class ResetPasswordKeyForm(Spoken, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, twice."""

    labels: ClassVar = {"password1": "New password", "password2": "New password again"}
    looks: ClassVar = {"password1": NEW, "password2": AGAIN}


class ChangePasswordForm(Spoken, account.ChangePasswordForm):  # type: ignore[misc]
    """The present password, and a new one twice."""

    labels: ClassVar = {"oldpassword": "Present password", "password1": "New password", "password2": "New password again"}
    looks: ClassVar = {"oldpassword": Look(called="your present password"), "password1": NEW, "password2": AGAIN}


class SetPasswordForm(Spoken, account.SetPasswordForm):  # type: ignore[misc]
    """A password, twice."""

    labels: ClassVar = {"password1": "New password", "password2": "New password again"}
    looks: ClassVar = {"password1": NEW, "password2": AGAIN}


class AddEmailForm(Spoken, account.AddEmailForm):  # type: ignore[misc]
    """A new address."""

    labels: ClassVar = {"email": "New e-mail address"}
    looks: ClassVar = {"email": Look(called="the new e-mail address")}


class ReauthenticateForm(Spoken, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    labels: ClassVar = {"password": "Password"}
    looks: ClassVar = {"password": PASSWORD}


class AuthenticateForm(Spoken, second_factor.AuthenticateForm):  # type: ignore[misc]
    """The code of the second factor, or a recovery code."""

    labels: ClassVar = {"code": "Code"}
    looks: ClassVar = {"code": CODE}


class ReauthenticateCodeForm(Spoken, second_factor.ReauthenticateForm):  # type: ignore[misc]
    """The code once more."""

    labels: ClassVar = {"code": "Code"}
    looks: ClassVar = {"code": CODE}


class ActivateTOTPForm(Spoken, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code that the new second factor shows."""

    labels: ClassVar = {"code": "Code"}
    looks: ClassVar = {"code": CODE}

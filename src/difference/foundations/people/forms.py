"""The forms about accounts."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.forms import SignupForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from difference.foundations.people.models import Account
from difference.foundations.people.passwords import SHORTEST, SHORTEST_WITH_OTHERS_DATA, hint
from difference.foundations.people.reasons import CHECKS_OF_IDENTITY, END_REASONS
from difference.foundations.people.roles import SCOPES, roles
from difference.web.forms.form import Form, Plain
from difference.web.forms.look import Look

FULL_NAME = Look(called="your full name")


class SignUpForm(Plain, SignupForm):  # type: ignore[misc]
    """Full name, e-mail address and password."""

    field_order = ["full_name", "email", "password1"]
    looks: ClassVar = {"full_name": FULL_NAME, "email": Look(called="your e-mail address"), "password1": Look(called="a password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"] = forms.CharField(max_length=200, label="Full name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
        self.fields["email"].label = "E-mail address"
        self.fields["email"].help_text = "We will send a link to this address to make sure that it is yours."
        self.fields["password1"].label = "Password"
        self.fields["password1"].help_text = hint(SHORTEST)
        self.order_fields(self.field_order)

    def try_save(self, request: HttpRequest) -> Any:
        """Take as long for an address that we know as for a new one."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class JoinByInvitationForm(Form):
    """Full name and a password long enough for the role."""

    looks: ClassVar = {"full_name": FULL_NAME, "password": Look(called="a password")}

    full_name = forms.CharField(max_length=200, label="Full name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        max_length=1000,
        strip=False,
        label="Choose a password",
        help_text=hint(SHORTEST_WITH_OTHERS_DATA),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, length: int, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.length, self.email = length, email

    def clean_password(self) -> str:
        """The password, if it is long enough and not a common one."""
        password: str = self.cleaned_data["password"]
        account = Account(email=self.email)
        account.asked_length = self.length  # type: ignore[attr-defined]
        validate_password(password, account)
        return password


class DetailsForm(Form):
    """A person's own name."""

    looks: ClassVar = {"full_name": FULL_NAME, "known_as": Look(called="the name to call you by")}

    revision = forms.IntegerField(widget=forms.HiddenInput)
    full_name = forms.CharField(max_length=200, label="Full name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    known_as = forms.CharField(max_length=100, required=False, label="What should we call you?", help_text="If it is not your full name.")


ROLE_CHOICES = [("", "Choose a role")] + [
    (f"{role.name}:{function}", f"{role.title.capitalize()}, {function.replace('_', ' ')}") for role in roles().values() for function in role.functions
] + [(role.name, role.title.capitalize()) for role in roles().values() if role.others_data and not role.functions]  # fmt: skip


class InviteForm(Form):
    """Whom to invite, and to what."""

    looks: ClassVar = {"email": Look(called="their e-mail address"), "role": Look(called="a role")}

    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(choices=ROLE_CHOICES, label="Role")
    scope = forms.ChoiceField(choices=[(name, words.capitalize()) for name, words in SCOPES.items() if name != "self"], label="How far it reaches")
    scope_id = forms.CharField(
        required=False,
        max_length=40,
        label="Which one",
        help_text="A school’s URN, or the reference of the cohort, placement or project. Empty for the whole programme.",
    )

    def values(self) -> dict[str, str]:
        """The invitation's arguments."""
        role, _, function = self.cleaned_data["role"].partition(":")
        return {
            "email": self.cleaned_data["email"],
            "role": role,
            "function": function,
            "scope": self.cleaned_data["scope"],
            "scope_id": self.cleaned_data["scope_id"],
        }


class EndForm(Form):
    """Why a grant ends."""

    reason = forms.ChoiceField(choices=list(END_REASONS.items()), widget=forms.RadioSelect, label="Why does it end?")


class LostSecondFactorForm(Form):
    """The sign-in of somebody whose second factor is lost."""

    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(strip=False, max_length=1000, label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class DecideLossForm(Form):
    """Whether somebody may set up a new second factor."""

    granted = forms.ChoiceField(
        choices=[("yes", "Yes, send them a link"), ("no", "No, I could not make sure that it is them")],
        widget=forms.RadioSelect,
        label="May they set up a new second factor?",
    )
    how_checked = forms.ChoiceField(
        choices=list(CHECKS_OF_IDENTITY.items()), required=False, widget=forms.RadioSelect, label="How did you check who they are?"
    )

    def clean(self) -> dict[str, Any]:
        """A yes needs to say how they were checked."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("granted") == "yes" and not cleaned.get("how_checked"):
            self.add_error("how_checked", ValidationError("Say how you checked who they are."))
        return cleaned

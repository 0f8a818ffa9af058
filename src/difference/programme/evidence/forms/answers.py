"""Short answers: reasons, and that nobody is named."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from difference.programme.evidence.reasons import ABANDONED, SENT_BACK
from difference.web.forms.form import Form
from difference.web.forms.look import Look


class RegisterForm(Form):
    """Before a protocol is frozen, its author says that it names nobody: it could not be taken out afterwards."""

    nobody_named = forms.BooleanField(label="Nothing in it names a pupil or a family, or could tell who they are")


class AbandonForm(Form):
    """Why a project is given up."""

    reason = forms.ChoiceField(choices=list(ABANDONED.items()), widget=forms.RadioSelect, label="Why is it given up?")
    looks: ClassVar = {"reason": Look(size="m")}


class SendBackForm(Form):
    """Why a project is sent back."""

    reason = forms.ChoiceField(
        choices=list(SENT_BACK.items()), widget=forms.RadioSelect, label="Why do you send it back?", help_text="The author is told."
    )
    looks: ClassVar = {"reason": Look(size="m")}

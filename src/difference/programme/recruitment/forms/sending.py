"""The short forms of a candidate: send, withdraw, ask to look again."""

from __future__ import annotations

from typing import Any

from django import forms

from difference.programme.recruitment.forms.parts import LongText
from difference.programme.recruitment.reasons import WITHDRAWN
from difference.programme.recruitment.rules import limits
from difference.web.forms.form import Form
from difference.web.forms.look import Look


class SendForm(Form):
    """The declaration with which an application is sent."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    true = forms.BooleanField(label="What I have written is true, and my own work")


class WithdrawForm(Form):
    """Why somebody withdraws."""

    reason = forms.ChoiceField(choices=list(WITHDRAWN.items()), widget=forms.RadioSelect, label="Why do you withdraw?")


class ObjectForm(Form):
    """Why we should look again."""

    objection = LongText(label="Why should we look again?", help_text="Say what has changed, or what you meant.", rows=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objection"].required = True
        self.looks = {"objection": Look(words=limits().objection_words, called="why we should look again")}  # type: ignore[misc]

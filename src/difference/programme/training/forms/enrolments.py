"""Pausing studies, and noting that somebody has left."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from difference.programme.training.commands.enrolling import LONGEST_TEXT
from difference.programme.training.reasons import DEFERRED, TRIGGERS, WITHDRAWN
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField


class DeferForm(Form):
    """Why studies pause, and until when."""

    reason = forms.ChoiceField(
        choices=list(DEFERRED.items()), widget=forms.RadioSelect, label="Why do their studies pause?", help_text="They are told.",
        error_messages={"required": "Choose a reason"},
    )  # fmt: skip
    back_on = DateField(
        label="When are they expected back?", help_text="What is due while they are away moves by the length of the pause. For example, 2 9 2027"
    )
    looks: ClassVar = {"reason": Look(size="m"), "back_on": Look(size="m", called="the day on which they are expected back")}


class WithdrawForm(Form):
    """Who set it off, why, and what only safeguarding leads may read."""

    trigger = forms.ChoiceField(
        choices=list(TRIGGERS.items()), widget=forms.RadioSelect, label="Who set it off?", error_messages={"required": "Choose who set it off"}
    )
    reasons = forms.MultipleChoiceField(
        choices=list(WITHDRAWN.items()), widget=forms.CheckboxSelectMultiple, label="Why?", help_text="Tick all that apply.",
        error_messages={"required": "Choose at least one reason"},
    )  # fmt: skip
    text = WordsField(
        characters=LONGEST_TEXT, required=False, label="Is anybody’s safety at stake?", rows=4,
        help_text="What you write here goes to the safeguarding leads alone. Not even you can read it again. If somebody is in danger now, raise a concern.",
    )  # fmt: skip
    looks: ClassVar = {"trigger": Look(size="m"), "reasons": Look(size="m"), "text": Look(size="m", called="what the safeguarding leads should know")}

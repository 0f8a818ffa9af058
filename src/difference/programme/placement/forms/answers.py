"""Short forms: a reason from a list, and what approving needs."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from difference.programme.placement.reasons import DECLINED, ENDED_EARLY, NOT_APPROVED
from difference.web.forms.form import Form
from difference.web.forms.look import Look

NO_REASON = {"required": "Choose a reason"}


class DeclineForm(Form):
    """Why a match is declined."""

    reason = forms.ChoiceField(
        choices=list(DECLINED.items()), widget=forms.RadioSelect, label="Why do you decline?", help_text="The other side is told.",
        error_messages=NO_REASON,
    )  # fmt: skip
    looks: ClassVar = {"reason": Look(size="m")}


class EndForm(Form):
    """Why a placement ends early."""

    reason = forms.ChoiceField(
        choices=list(ENDED_EARLY.items()), widget=forms.RadioSelect, label="Why does it end?", help_text="Both sides are told.",
        error_messages=NO_REASON,
    )  # fmt: skip
    looks: ClassVar = {"reason": Look(size="m")}


class SendBackForm(Form):
    """Why a post is sent back."""

    reason = forms.ChoiceField(
        choices=list(NOT_APPROVED.items()), widget=forms.RadioSelect, label="Why do you send it back?", help_text="The school is told.",
        error_messages=NO_REASON,
    )  # fmt: skip
    looks: ClassVar = {"reason": Look(size="m")}


class ApproveForm(Form):
    """Approving a post; where the grade is unknown, somebody takes that upon them."""

    grade_unknown_accepted = forms.BooleanField(required=False, label="I approve it though the grade is unknown")

    def __init__(self, *args: Any, unknown: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not unknown:
            del self.fields["grade_unknown_accepted"]

"""Short forms: a reason from a list, and what approving needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from difference.programme.placement.reasons import DECLINED, ENDED_EARLY, NOT_APPROVED
from difference.web.forms.form import Form
from difference.web.forms.look import Look


def why(label: str, reasons: Mapping[str, str], told: str) -> forms.ChoiceField:
    """One reason of a list; `told` says who is told."""
    return forms.ChoiceField(
        choices=list(reasons.items()), widget=forms.RadioSelect, label=label, help_text=told, error_messages={"required": "Choose a reason"}
    )


class Reasoned(Form):
    """A form that asks for one reason."""

    looks: ClassVar = {"reason": Look(size="m")}


class DeclineForm(Reasoned):
    """Why a match is declined."""

    reason = why("Why do you decline?", DECLINED, "The other side is told.")


class EndForm(Reasoned):
    """Why a placement ends early."""

    reason = why("Why does it end?", ENDED_EARLY, "Both sides are told.")


class SendBackForm(Reasoned):
    """Why a post is sent back."""

    reason = why("Why do you send it back?", NOT_APPROVED, "The school is told.")


class ApproveForm(Form):
    """Approving a post; where the grade is unknown, somebody takes that upon them."""

    grade_unknown_accepted = forms.BooleanField(required=False, label="I approve it though the grade is unknown")

    def __init__(self, *args: Any, unknown: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not unknown:
            del self.fields["grade_unknown_accepted"]

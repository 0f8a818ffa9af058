"""The forms by which decisions are proposed and confirmed, and offers declined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms

from difference.programme.recruitment.commands.decisions import LONGEST_FEEDBACK
from difference.programme.recruitment.reasons import DECLINED, UNSUCCESSFUL
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField


class ProposeForm(Form):
    """What is decided, with the reason where somebody is turned down, and the words to the candidate."""

    outcome = forms.ChoiceField(widget=forms.RadioSelect, label="What is decided?")
    reason = forms.ChoiceField(
        choices=list(UNSUCCESSFUL.items()), widget=forms.RadioSelect, required=False, label="If they are turned down: why?",
        help_text="The candidate is told this.",
    )  # fmt: skip
    feedback = WordsField(
        characters=LONGEST_FEEDBACK, required=False, label="Words to the candidate", rows=6,
        help_text="They read it on their page, once the decision is published. Say what was strong, and what was missing.",
    )  # fmt: skip
    looks = {"outcome": Look(size="m"), "reason": Look(size="m"), "feedback": Look(size="m", called="the words to the candidate")}

    def __init__(self, *args: Any, outcomes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["outcome"])
        field.choices = list(outcomes.items())
        if "turn_down" not in outcomes:
            del self.fields["reason"]

    def values(self) -> dict[str, Any]:
        """Outcome, reason and feedback; a reason is kept only for the outcome that has one."""
        given = self.cleaned_data
        reason = given.get("reason", "") if given["outcome"] == "turn_down" else ""
        return {"outcome": given["outcome"], "reason": reason, "feedback": given["feedback"]}


class ProposeManyForm(ProposeForm):
    """The same about several applications: they are ticked in a table elsewhere on the page."""

    applications = forms.MultipleChoiceField(
        widget=forms.MultipleHiddenInput, error_messages={"required": "Tick the applications that you decide about", "invalid_choice": "Something that you ticked is not on the list any more. Look again"},
    )  # fmt: skip

    def __init__(self, *args: Any, keys: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["applications"]).choices = [(key, key) for key in keys]


class ConfirmManyForm(Form):
    """Which decisions are confirmed: they are ticked in a table elsewhere on the page."""

    decisions = forms.MultipleChoiceField(
        widget=forms.MultipleHiddenInput, error_messages={"required": "Tick the decisions that you confirm", "invalid_choice": "Something that you ticked is not on the list any more. Look again"},
    )  # fmt: skip

    def __init__(self, *args: Any, keys: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["decisions"]).choices = [(key, key) for key in keys]


class DeclineForm(Form):
    """Why a candidate declines."""

    reason = forms.ChoiceField(
        choices=list(DECLINED.items()), widget=forms.RadioSelect, label="Why do you decline?", help_text="It helps us to make the programme better.",
        error_messages={"required": "Choose a reason"},
    )  # fmt: skip
    looks = {"reason": Look(size="m")}

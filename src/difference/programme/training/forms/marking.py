"""A mark with its feedback, and what a moderator says of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from difference.programme.training.criteria import criteria
from difference.programme.training.reasons import CHANGED_MARK
from difference.programme.training.rules import rules
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

MARK = "A number from 0 to 100, with at most two decimal places."


def _mark(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(max_length=10, label=label, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **more)


class MarkForm(Form):
    """Feedback to each criterion, a mark, and the declaration that there is no conflict."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    looks: ClassVar[dict[str, Look]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.looks = {"mark": Look(width=4, size="m", called="a mark")}  # type: ignore[misc]
        for one in criteria():
            self.fields[one.key] = WordsField(words=rules().feedback_words, label=one.title, help_text=one.asks, rows=4)
            self.looks[one.key] = Look(size="m", called=f"feedback on “{one.title}”")
        self.fields["mark"] = _mark("Mark", help_text=MARK)
        self.fields["no_conflict"] = forms.BooleanField(
            label="I do not know whose work this is, and have no conflict of interest",
            error_messages={"required": "Tick this, or hand the work back"},
        )

    def feedback(self) -> dict[str, str]:
        """What was written to each criterion."""
        return {one.key: self.cleaned_data[one.key] for one in criteria()}


class ModerateForm(Form):
    """Agree with a mark, or change it with a reason."""

    verdict = forms.ChoiceField(
        choices=[("agree", "I agree with the mark"), ("change", "I change it")], widget=forms.RadioSelect, label="What do you say of the mark?",
        error_messages={"required": "Say whether you agree"},
    )  # fmt: skip
    mark = _mark("The mark that you give instead", required=False, help_text=f"Only if you change it. {MARK}")
    reason = forms.ChoiceField(choices=list(CHANGED_MARK.items()), widget=forms.RadioSelect, required=False, label="If you change it: why?")
    looks: ClassVar = {"verdict": Look(size="m"), "mark": Look(width=4, called="the mark that you give instead"), "reason": Look(size="s")}

    def clean(self) -> dict[str, Any]:
        """A mark where it is changed, and none where it is not."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        verdict, mark = cleaned.get("verdict"), cleaned.get("mark", "")
        if verdict == "change" and not mark and "mark" not in self.errors:
            self.add_error("mark", "Enter the mark that you give instead")
        if verdict == "change" and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say why you change the mark")
        if verdict == "agree" and mark:
            self.add_error("mark", "Leave this empty: you agree with the mark")
        return cleaned

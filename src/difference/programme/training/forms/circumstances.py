"""The forms of a case of extenuating circumstances: written by the participant, with evidence, and decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms

from difference.foundations import clock
from difference.programme.training.calendar import calendar
from difference.programme.training.commands.circumstances import LONGEST_LATE, LONGEST_TEXT
from difference.programme.training.components import Part
from difference.programme.training.models import CaseWords, ExtenuatingCase
from difference.programme.training.reasons_circumstances import GROUNDS, OUTCOMES, REFUSED
from difference.programme.training.rules_circumstances import rules
from difference.web.components.moments import in_words
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

REFUSE = "refuse"


class CaseForm(Form):
    """What it is about, what happened, and, where it comes late, why."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    parts = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label="What is it about?")
    grounds = forms.ChoiceField(choices=list(GROUNDS.items()), widget=forms.RadioSelect, label="What happened?")
    text = WordsField(
        characters=LONGEST_TEXT, label="What happened, when, and how did it affect your work?", strip=True,
        help_text="Only the examinations staff who decide read this. Write what they need to know, and no more.",
    )  # fmt: skip
    late_because = WordsField(
        characters=LONGEST_LATE, rows=4, required=False, strip=True, label="If it comes late: why could it not come sooner?",
    )  # fmt: skip
    looks: ClassVar = {"parts": Look(size="m", called="what it is about"), "grounds": Look(size="m"), "text": Look(size="m", called="what happened")}

    def __init__(self, *args: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(part.key, f"{part.title}, due {in_words(part.due_at, weekday=False)}") for part in parts]
        field = cast(forms.MultipleChoiceField, self.fields["parts"])
        field.choices = choices
        field.error_messages |= {"required": "Choose what it is about", "invalid_choice": "Choose from the list: this one is not open any more"}
        self.fields["grounds"].error_messages["required"] = "Choose what happened"
        self.fields[
            "late_because"
        ].help_text = f"A case comes before the deadline, or within {rules().days_after_deadline} days after it. Later ones say why they are late."

    @staticmethod
    def initial_of(case: ExtenuatingCase, words: CaseWords) -> dict[str, Any]:
        """The draft as it stands."""
        text, late = words.opened
        parts = [f"{part.module}:{part.component}" for part in case.parts.all()]
        return {"revision": case.revision, "parts": parts, "grounds": words.grounds, "text": text, "late_because": late}

    def values(self) -> dict[str, Any]:
        """The case's own fields."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class EvidenceForm(Form):
    """One document."""

    file = forms.FileField(label="Add a document", max_length=200)

    def __init__(self, *args: Any, rule: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = rule
        self.fields["file"].error_messages |= {"required": "Choose a file", "invalid": "Choose a file", "empty": "This file is empty"}


class DecideForm(Form):
    """Granted, how, and until when; or refused, and why."""

    outcome = forms.ChoiceField(choices=[*OUTCOMES.items(), (REFUSE, "Not granted")], widget=forms.RadioSelect, label="What do you decide?")
    new_day = DateField(required=False, label="If an extension: the new day")
    reason = forms.ChoiceField(choices=list(REFUSED.items()), widget=forms.RadioSelect, required=False, label="If not granted: why?")
    mark_optional = False
    looks: ClassVar = {"outcome": Look(size="m"), "new_day": Look(size="m", called="the new day"), "reason": Look(size="m")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].error_messages["required"] = "Choose what you decide"
        self.fields["new_day"].help_text = f"It is due at {calendar().hour}:00 on that day, in England."

    def clean(self) -> dict[str, Any]:
        """An extension has its day, a refusal its reason."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome == "extension" and "new_day" not in self.errors and not cleaned.get("new_day"):
            self.add_error("new_day", "Enter the new day")
        if outcome == REFUSE and "reason" not in self.errors and not cleaned.get("reason"):
            self.add_error("reason", "Choose why it is not granted")
        return cleaned

    def extended_to(self) -> dt.datetime | None:
        """The new deadline."""
        day = self.cleaned_data.get("new_day")
        if day is None or self.cleaned_data["outcome"] != "extension":
            return None
        return dt.datetime.combine(day, dt.time(calendar().hour), tzinfo=clock.LONDON).astimezone(dt.UTC)

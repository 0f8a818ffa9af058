"""What a school fills in: a vacancy, how it ended; and what both sides do: a reason, a day."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from difference.programme.careers.models import Vacancy
from difference.programme.careers.reasons import CHOSEN, CLOSED_BY_HAND
from difference.programme.careers.rules import role_kinds, rules
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

FIELDS = ("title", "role_kind", "description", "salary", "pattern", "starts_on", "closes_on")
LONGEST = rules().characters


class VacancyForm(Form):
    """One senior post."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        max_length=LONGEST["title"], label="Title of the post", help_text="As alumni will read it, for example “Assistant head, inclusion”."
    )
    role_kind = forms.ChoiceField(widget=forms.RadioSelect, label="What kind of post is it?")
    description = WordsField(
        characters=LONGEST["description"], label="What the post leads", help_text="The people, the pupils, and what you want to come of it."
    )
    salary = forms.CharField(max_length=LONGEST["salary"], label="Salary", help_text="For example “L7 to L11” or “£52,000 to £58,000”.")
    pattern = forms.ChoiceField(widget=forms.RadioSelect, label="Working pattern")
    starts_on = DateField(label="When does it start?", help_text="For example, 1 9 2027")
    closes_on = DateField(label="Until when can introductions be asked for?", help_text="The closing day. For example, 31 3 2027")
    looks: ClassVar = {
        "title": Look(called="the title"), "role_kind": Look(size="m", called="the kind of post"),
        "description": Look(called="what the post leads"), "salary": Look(called="the salary", width=20),
        "pattern": Look(size="m", called="the working pattern"), "starts_on": Look(size="m", called="the start"),
        "closes_on": Look(size="m", called="the closing day"),
    }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role_kind"].choices = list(role_kinds().items())  # type: ignore[attr-defined]
        self.fields["pattern"].choices = list(rules().patterns.items())  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(vacancy: Vacancy) -> dict[str, Any]:
        """The vacancy as it stands."""
        return {name: getattr(vacancy, name) for name in ("revision", *FIELDS)}

    def values(self) -> dict[str, Any]:
        """The vacancy's own fields."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class CloseForm(Form):
    """How a vacancy ended."""

    outcome = forms.ChoiceField(
        choices=list(CLOSED_BY_HAND.items()), widget=forms.RadioSelect, label="How did it end?", error_messages={"required": "Choose how it ended"}
    )
    looks: ClassVar = {"outcome": Look(size="m")}


class DeclineForm(Form):
    """Why an introduction is declined."""

    reason = forms.ChoiceField(
        choices=list(CHOSEN.items()), widget=forms.RadioSelect, label="Why do you decline?", help_text="If the other side knows of it, they are told.",
        error_messages={"required": "Choose a reason"},
    )  # fmt: skip
    looks: ClassVar = {"reason": Look(size="m")}


class AppointForm(Form):
    """From when somebody is appointed."""

    starts_on = DateField(label="When do they start?", help_text="For example, 1 9 2027")
    looks: ClassVar = {"starts_on": Look(size="m", called="the day on which they start")}

"""The forms of coaching: a note, a goal, a coach, and the end of a coaching."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from difference.foundations.people import tokens
from difference.foundations.people.models import Person
from difference.programme.training.models import Goal
from difference.programme.training.reasons_coaching import ENDED
from difference.programme.training.rules_coaching import rules
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

OFF = {"autocomplete": "off"}


class NoteForm(Form):
    """A note or a reflection."""

    mark_optional = False
    token = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput(attrs=OFF))
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, label: str, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = tokens.new()[0]
        self.fields["text"] = WordsField(characters=rules().longest_note, label=label, help_text=help_text)
        self.looks = {"text": Look(called="what you want to say", size="m")}  # type: ignore[misc]


class GoalForm(Form):
    """A goal and its day."""

    token = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput(attrs=OFF))
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label="The goal", help_text="Something that you will both know when it is reached.")
    by_when = DateField(required=False, label="By when")
    looks: ClassVar = {"text": Look(called="the goal"), "by_when": Look(called="the day")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = tokens.new()[0]
        self.fields["text"] = forms.CharField(max_length=rules().longest_goal, label="The goal", help_text=self.fields["text"].help_text)
        self.order_fields(["token", "revision", "text", "by_when"])

    @staticmethod
    def initial_of(goal: Goal) -> dict[str, Any]:
        """The goal as it stands."""
        return {"revision": goal.revision, "text": goal.words, "by_when": goal.by_when}


class CoachForm(Form):
    """Who coaches them."""

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coach"] = forms.ChoiceField(
            choices=[(str(one.pk), one.full_name) for one in people], widget=forms.RadioSelect, label="Who coaches them?",
            help_text="Whoever holds a role as coach for this cohort or placement.",
            error_messages={"required": "Choose a coach", "invalid_choice": "Choose a coach from the list"},
        )  # fmt: skip

    def chosen(self) -> UUID:
        """The coach's key."""
        return UUID(self.cleaned_data["coach"])


class EndForm(Form):
    """Why a coaching ends."""

    reason = forms.ChoiceField(
        choices=list(ENDED.items()), widget=forms.RadioSelect, label="Why does it end?", error_messages={"required": "Choose a reason"}
    )

"""The assessor's forms: declaring a conflict of interest or none, and giving scores with reasons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from difference.programme.recruitment import criteria
from difference.programme.recruitment.commands.selection_scores import LONGEST_REASON
from difference.programme.recruitment.models.selection import CONFLICTS
from difference.programme.recruitment.queries.assessing import Part
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

NONE = "none"


class DeclareForm(Form):
    """Before a word is read."""

    kind = forms.ChoiceField(
        choices=[(NONE, "I know of no conflict of interest"), *CONFLICTS.items()],
        widget=forms.RadioSelect,
        label="Do you know of any conflict of interest with this candidate?",
        error_messages={"required": "Say whether you have a conflict of interest"},
    )
    looks = {"kind": Look(size="m")}


class ConflictForm(Form):
    """What kind of conflict it is."""

    kind = forms.ChoiceField(
        choices=list(CONFLICTS.items()), widget=forms.RadioSelect, label="What is the conflict of interest?",
        error_messages={"required": "Choose what describes it best"},
    )  # fmt: skip
    looks = {"kind": Look(size="m")}


class ScoresForm(Form):
    """A score and a reason for each criterion. Nothing is required here: whether it is whole is asked when it is sent."""

    mark_optional = False
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, parts: Iterable[Part], edition: criteria.Criteria, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = list(parts)
        looks = {}
        for part in self.parts:
            one = part.criterion
            marks = range(edition.lowest, edition.highest + 1)
            self.fields[f"score_{one.key}"] = forms.TypedChoiceField(
                choices=[(str(mark), str(mark)) for mark in marks], coerce=int, empty_value=None, required=False, widget=forms.RadioSelect,
                label=f"Your score for {one.title.lower()}", initial=str(part.value) if part.value else None,
                error_messages={"invalid_choice": f"Choose a score from {edition.lowest} to {edition.highest}"},
            )  # fmt: skip
            self.fields[f"reason_{one.key}"] = WordsField(
                characters=LONGEST_REASON, required=False, label=f"Your reason for the score for {one.title.lower()}", initial=part.reason,
                help_text="What in the text it rests on. The recruitment team reads it.", rows=4,
            )  # fmt: skip
            looks[f"score_{one.key}"] = Look(hints={str(mark): words for mark, words in one.anchors.items()}, size="s")
            looks[f"reason_{one.key}"] = Look(size="s", called="your reason")
        self.looks = looks  # type: ignore[misc]

    def given(self) -> dict[str, tuple[int | None, str]]:
        """What was given, by criterion."""
        cleaned = self.cleaned_data
        return {
            part.criterion.key: (cleaned.get(f"score_{part.criterion.key}"), cleaned.get(f"reason_{part.criterion.key}", "")) for part in self.parts
        }

    def rows(self) -> list[tuple[criteria.Criterion, BoundField, BoundField]]:
        """Each criterion with its two fields."""
        return [(part.criterion, self[f"score_{part.criterion.key}"], self[f"reason_{part.criterion.key}"]) for part in self.parts]

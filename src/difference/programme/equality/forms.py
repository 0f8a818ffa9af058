"""The form of equality monitoring: every question can be left open."""

from __future__ import annotations

from typing import Any

from django import forms

from difference.programme.equality.models import EqualityAnswer
from difference.programme.equality.questions import Question, questions
from difference.web.forms.form import Form

OPEN = ("", "Leave this open")


def _grouped(question: Question) -> list[Any]:
    """The choices of a question that another narrows, under that one's answers."""
    wider = next(one for one in questions() if one.key == question.within)
    groups = [
        (words, [(choice, says) for choice, says in question.choices.items() if choice.startswith(f"{group}_")])
        for group, words in wider.choices.items()
    ]
    rest = [(choice, says) for choice, says in question.choices.items() if choice in wider.choices]
    return [OPEN, *[(words, choices) for words, choices in groups if choices], *rest]


def _field(question: Question) -> forms.ChoiceField:
    narrowed = bool(question.within)
    return forms.ChoiceField(
        choices=_grouped(question) if narrowed else list(question.choices.items()),
        required=False,
        label=question.asks,
        help_text=question.hint,
        widget=forms.Select if narrowed else forms.RadioSelect,
    )


class AnswersForm(Form):
    """All questions."""

    mark_optional = False
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any = None, *, present: EqualityAnswer | None) -> None:
        initial = {question.key: getattr(present, question.key) for question in questions()} if present else {}
        super().__init__(data, initial={**initial, "revision": present.revision if present else 0})
        for question in questions():
            self.fields[question.key] = _field(question)

    def values(self) -> dict[str, str]:
        """The answers."""
        return {question.key: self.cleaned_data[question.key] for question in questions()}

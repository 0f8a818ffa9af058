"""Forms of a move to another school, and of a challenge and its answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from difference.programme.placement.commands.challenging import LONGEST
from difference.programme.placement.forms.answers import Reasoned, why
from difference.programme.placement.reasons import MOVED
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField


class MoveForm(Reasoned):
    """Where to, and why."""

    reason = why("Why do they move?", MOVED, "They are told. Schools are not.")
    looks: ClassVar = {"post": Look(size="m", called="the post"), "reason": Look(size="m")}

    def __init__(self, *args: Any, posts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"] = forms.ChoiceField(label="To which post?", choices=[("", "Choose"), *posts])
        self.order_fields(["post", "reason"])

    def post(self) -> UUID:
        """The key of the post."""
        return UUID(self.cleaned_data["post"])


class ChallengeForm(Form):
    """Why a placement is not one's school's."""

    words = WordsField(characters=LONGEST, rows=4, label="Why is this placement not yours?", help_text="The programme’s placement staff read it.")
    looks: ClassVar = {"words": Look(size="m", called="why it is not yours")}


class AnswerForm(Form):
    """Whether the school is right, and what was found."""

    upheld = forms.ChoiceField(
        choices=[("no", "The placement stands"), ("yes", "The school is right: the placement ends")],
        widget=forms.RadioSelect,
        label="What did you find?",
    )
    words = WordsField(characters=LONGEST, rows=4, label="What do we tell the school?")
    looks: ClassVar = {"upheld": Look(size="s", called="what you found"), "words": Look(size="s", called="what we tell the school")}

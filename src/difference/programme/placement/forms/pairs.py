"""The form by which staff decide a pair by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from difference.programme.placement.commands.pairs import LONGEST
from difference.programme.placement.models.pairs import KINDS
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

Choices = Iterable[tuple[str, str]]


class PairForm(Form):
    """Who, which post, what is decided, and why."""

    kind = forms.ChoiceField(choices=list(KINDS.items()), widget=forms.RadioSelect, label="What is decided?")
    reason = WordsField(
        characters=LONGEST,
        rows=3,
        label="Why?",
        help_text="The person reads it with what the matching gave them, and the school where they are matched to it.",
    )
    looks: ClassVar = {
        "person": Look(size="m", called="the person"), "post": Look(size="m", called="the post"), "kind": Look(size="m", called="what is decided"),
        "reason": Look(size="m", called="the reason"),
    }  # fmt: skip

    def __init__(self, *args: Any, people: Choices, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ChoiceField(label="Who?", choices=[("", "Choose"), *people])
        self.fields["post"] = forms.ChoiceField(label="Which post?", choices=[("", "Choose"), *posts])
        self.order_fields(["person", "post", "kind", "reason"])

    def values(self) -> dict[str, Any]:
        """For the command."""
        given = self.cleaned_data
        return {"person": UUID(given["person"]), "post": UUID(given["post"]), "kind": given["kind"], "reason": given["reason"]}

"""The decisions of a board, and checking a certificate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from difference.programme.training.commands.boards import LONGEST
from difference.programme.training.queries.papers import Line, Paper
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField


class DecisionsForm(Form):
    """Who is present, a decision for each result, and the minutes."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    present = WordsField(characters=LONGEST, required=False, label="Who is present", help_text="Name and part, each on a line.", rows=4)
    minutes = WordsField(
        characters=LONGEST, required=False, label="Minutes", help_text="What was said and why it was decided. Name no participant: results have numbers.",
    )  # fmt: skip
    looks: ClassVar[dict[str, Look]] = {}
    mark_optional = False

    def __init__(self, *args: Any, papers: Sequence[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.looks = {"present": Look(size="m"), "minutes": Look(size="m", called="the minutes")}  # type: ignore[misc]
        self.lines: dict[str, Line] = {str(line.result.pk): line for paper in papers for line in paper.lines}
        for key, line in self.lines.items():
            self.fields[key] = forms.ChoiceField(
                choices=line.choices, widget=forms.RadioSelect, label=f"Decision on {line.title}, {line.result.number}",
                initial=line.decision or line.proposed, error_messages={"required": f"Decide about {line.title}, {line.result.number}"},
            )  # fmt: skip
            self.looks[key] = Look(size="s", inline=len(line.choices) < 3, small=True)

    def decisions(self) -> dict[UUID, str]:
        """What is decided about each result."""
        return {UUID(key): self.cleaned_data[key] for key in self.lines}


class CertificateForm(Form):
    """The code and the surname that stand on a certificate."""

    code = forms.CharField(max_length=40, label="Code", help_text="Sixteen letters and digits, for example ABCD-EFGH-IJKL-MN23.")
    surname = forms.CharField(max_length=100, label="Surname on the certificate")
    looks: ClassVar = {
        "code": Look(width=20, called="the code on the certificate"),
        "surname": Look(width=20, called="the surname on the certificate"),
    }

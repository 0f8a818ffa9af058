"""The form by which staff add or lift a cold spot."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from difference.programme.placement.commands.cold_spots import LONGEST, NEW
from difference.programme.placement.models import ColdSpotChoice
from difference.web.forms.form import Form
from difference.web.forms.look import Look
from difference.web.forms.words import WordsField

SAID = {"add": "A cold spot", "lift": "No cold spot", "leave": "What the figures say"}
COLD = {"add": True, "lift": False, "leave": None}


class ColdSpotForm(Form):
    """What an authority is to count as in a cohort, and why."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    said = forms.ChoiceField(choices=list(SAID.items()), widget=forms.RadioSelect, label="In this cohort it counts as")
    reason = WordsField(characters=LONGEST, rows=3, label="Why?", help_text="Candidates and schools read this beside each post there.")
    looks: ClassVar = {"said": Look(size="m", called="what it counts as"), "reason": Look(size="m", called="the reason")}

    @staticmethod
    def initial_of(choice: ColdSpotChoice | None) -> dict[str, Any]:
        """What was said last, or nothing."""
        if choice is None:
            return {"revision": NEW}
        said = next(said for said, cold in COLD.items() if cold is choice.cold)
        return {"revision": choice.revision, "said": said, "reason": choice.reason}

    def values(self) -> dict[str, Any]:
        """For the command."""
        given = self.cleaned_data
        return {"cold": COLD[given["said"]], "reason": given["reason"], "revision": given["revision"]}

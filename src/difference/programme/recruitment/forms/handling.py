"""The forms of recruitment staff: narrow the list, find not eligible, overrule."""

from __future__ import annotations

from typing import Any

from django import forms

from difference.foundations.schools.register.establishments import regions_of_england
from difference.programme.recruitment.forms.parts import LongText
from difference.programme.recruitment.reasons import INELIGIBLE
from difference.programme.recruitment.rules import limits
from difference.programme.recruitment.states import STATES
from difference.web.forms.form import FilterForm, Form
from difference.web.forms.look import Look

ACTIVITY = {"inactive": "Drafts marked inactive", "stuck": "Sent, and waiting too long to be taken in"}
ELIGIBILITY = {
    "not_met": "A rule is not met by their answers",
    "met": "No rule is broken by their answers",
    "objected": "They ask us to look again",
    "overruled": "Goes on although found not eligible",
}


class ListForm(FilterForm):
    """State, region, whether it stands still, eligibility, and words."""

    q = forms.CharField(label="Name or reference", max_length=100)
    state = forms.ChoiceField(label="State", choices=[("", "Every state"), *((state.name, state.words.capitalize()) for state in STATES)])
    region = forms.ChoiceField(label="Preferred region", choices=[("", "Every region"), *((name, name) for name in regions_of_england())])
    still = forms.ChoiceField(label="Standing still", choices=[("", "All"), *ACTIVITY.items()])
    eligibility = forms.ChoiceField(label="Eligibility", choices=[("", "All"), *ELIGIBILITY.items()])

    def asked(self) -> dict[str, str]:
        """What to look for; what makes no sense is left out."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}


class IneligibleForm(Form):
    """Why an application is not eligible."""

    reason = forms.ChoiceField(choices=list(INELIGIBLE.items()), widget=forms.RadioSelect, label="Which rule is not met?")


class OverruleForm(Form):
    """Why an application goes on."""

    because = LongText(
        label="Why does it go on?", help_text="It stays with the application. The candidate does not see it here, but may ask for it.", rows=6
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].required = True
        self.looks = {"because": Look(words=limits().overruling_words, called="why it goes on")}  # type: ignore[misc]

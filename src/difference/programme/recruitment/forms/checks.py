"""The form by which a safer-recruitment check is noted."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import forms

from difference.foundations import clock
from difference.programme.recruitment.models.checks import NOT_NEEDED, RESULTS
from difference.programme.recruitment.safer_checks import Check
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look


class CheckForm(Form):
    """What came of a check: seen on a day, or not needed for a reason of the list."""

    result = forms.ChoiceField(choices=list(RESULTS.items()), widget=forms.RadioSelect, label="What came of it?")
    seen_on = DateField(
        required=False, label="On which day did you see the original, or look?", help_text="Leave it empty if the check is not needed."
    )
    why_not_needed = forms.ChoiceField(required=False, widget=forms.RadioSelect, label="If it is not needed, why?")
    mark_optional = False
    looks = {
        "result": Look(size="s", hints={"referred": "Something has come up. Say it to the lead, and write none of it here."}),
        "seen_on": Look(size="s", called="the day on which you saw it"),
        "why_not_needed": Look(size="s", called="why it is not needed"),
    }

    def __init__(self, *args: Any, check: Check, earliest: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = cast(DateField, self.fields["seen_on"])
        day.earliest, day.latest = earliest, clock.today()
        if check.not_needed:
            cast(forms.ChoiceField, self.fields["why_not_needed"]).choices = list(check.not_needed.items())
            return
        del self.fields["why_not_needed"]
        day.help_text = ""
        cast(forms.ChoiceField, self.fields["result"]).choices = [(code, says) for code, says in RESULTS.items() if code != NOT_NEEDED]

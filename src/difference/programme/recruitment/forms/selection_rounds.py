"""The forms by which recruitment staff plan rounds and give applications to assessors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django import forms

from difference.errors import BadInput
from difference.foundations import clock
from difference.programme.recruitment.models import SelectionRound
from difference.programme.recruitment.models.selection import STAGES
from difference.programme.recruitment.queries.assessors import Assessor, Bars
from difference.programme.recruitment.queries.decisions import editions
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look

TIMES = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"]
MOMENTS = {"opens_at": ("It opens", dt.time(9)), "closes_at": ("It closes", dt.time(17))}
HINTS = {
    "reading": "Assessors score applications that have been taken in, from their masked text.",
    "assessment_day": "Assessors score those who were invited to assessment.",
}


def _first_day() -> dt.date:
    return dt.date(2000, 1, 1)


def _last_day() -> dt.date:
    return dt.date(2199, 12, 31)


class RoundDatesForm(Form):
    """A round's name, and from when until when assessors may read and score."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    name = forms.CharField(max_length=60, label="Name of the round", help_text="Assessors see it, such as “First reading”.")
    looks = {"name": Look(width=20, called="the name of the round")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, usual) in MOMENTS.items():
            self.fields[f"{name}_day"] = DateField(label=f"{label}: day", earliest=_first_day, latest=_last_day)
            self.fields[f"{name}_time"] = forms.TimeField(
                label=f"{label}: time", input_formats=TIMES, initial=f"{usual:%H:%M}", help_text="Clock time in England, like 17:00 or 5pm.",
                widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
            )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What was given, with moments in UTC."""
        given = self.cleaned_data
        other = {name: value for name, value in given.items() if not name.endswith(("_day", "_time"))}
        return other | {
            name: dt.datetime.combine(given[f"{name}_day"], given[f"{name}_time"], tzinfo=clock.LONDON).astimezone(dt.UTC) for name in MOMENTS
        }

    def refuse(self, error: BadInput) -> None:
        """What is said of a moment stands beside its day."""
        fields = {f"{name}_day" if name in MOMENTS else name: sentences for name, sentences in error.fields.items()}
        super().refuse(BadInput(error.sentence, fields=fields))

    @staticmethod
    def initial_of(round_: SelectionRound) -> dict[str, Any]:
        """What the form starts with for a round that there is."""
        started: dict[str, Any] = {"revision": round_.revision, "name": round_.name}
        for name in MOMENTS:
            local = clock.in_london(getattr(round_, name))
            started |= {f"{name}_day": local.date(), f"{name}_time": f"{local:%H:%M}"}
        return started


class RoundForm(RoundDatesForm):
    """A new round."""

    stage = forms.ChoiceField(choices=list(STAGES.items()), widget=forms.RadioSelect, label="What is it for?")
    criteria_edition = forms.ChoiceField(widget=forms.RadioSelect, label="Which criteria are scored?")
    looks = {**RoundDatesForm.looks, "stage": Look(hints=HINTS)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["revision"]
        found = editions()
        field = cast(forms.ChoiceField, self.fields["criteria_edition"])
        field.choices, field.initial = found, found[0][0]
        self.order_fields(["stage", "name"])


class GiveForm(Form):
    """Whom an application is given to. Those who must not have it are left out, and named with the reason elsewhere."""

    assessor = forms.ChoiceField(label="Give it to")

    def __init__(self, *args: Any, people: Iterable[Assessor], barred: Bars, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        out = {person for _, person in barred}
        field = cast(forms.ChoiceField, self.fields["assessor"])
        field.choices = [("", "Choose an assessor"), *((str(one.person_id), one.name) for one in people if one.person_id not in out)]

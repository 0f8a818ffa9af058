"""The form of a cohort: its dates as days, with a time of day where a deadline is a moment."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from difference.errors import BadInput
from difference.foundations import clock
from difference.programme.cohorts import order
from difference.programme.cohorts.commands import MOST_ANSWER_DAYS, MOST_PLACES
from difference.programme.cohorts.models import HOST_POLICIES, Cohort, Programme
from difference.web.forms.dates import MONTHS, DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look

USUAL_TIMES = {"opens_at": dt.time(9), "closes_at": dt.time(17), "ranking_opens_at": dt.time(9), "ranking_closes_at": dt.time(17)}
TIMES = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"]
MOST_BOARDS = 12
MOST_YEAR = 2199


def _title(name: str) -> str:
    words = str(Cohort._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words[:1].upper() + words[1:]


def _earliest() -> dt.date:
    return dt.date(2000, 1, 1)


def _latest() -> dt.date:
    return dt.date(MOST_YEAR, 12, 31)


def _looks_of_dates() -> dict[str, Look]:
    looks = {}
    for name, called in order.CALLED.items():
        day = called if name == "matching_on" else f"the day on which {called}"
        looks[f"{name}_day" if name in order.MOMENTS else name] = Look(called=day)
        looks[f"{name}_time"] = Look(called=f"the time at which {called}")
    return looks


class BoardsField(forms.CharField):
    """Days, one a line, as 12/7/2027 or 12 July 2027."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[dt.date]:  # type: ignore[override]
        """The days. Raises ValidationError naming the line that is none."""
        lines = [line.strip() for line in str(super().to_python(value)).splitlines() if line.strip()]
        if len(lines) > MOST_BOARDS:
            raise ValidationError(f"Give at most {MOST_BOARDS} days")
        return [_day(line) for line in lines]

    def run_validators(self, value: Any) -> None:
        """The text's validators have seen it before it became days."""


def _day(line: str) -> dt.date:
    parts = line.replace("/", " ").replace("-", " ").split()
    try:
        found = dt.date(int(parts[2]), MONTHS.get(parts[1].lower()) or int(parts[1]), int(parts[0]))
    except (ValueError, IndexError, OverflowError):
        raise ValidationError(f"“{line[:40]}” is not a real date. Write each like 12/7/2027") from None
    if len(parts) != 3 or not _earliest() <= found <= _latest():
        raise ValidationError(f"“{line[:40]}” is not a date of this century. Write each like 12/7/2027")
    return found


class CohortForm(Form):
    """Everything about a cohort but its programme."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    name = forms.CharField(max_length=60, label="Name of the cohort", help_text="Such as “2027”.")
    places = forms.IntegerField(min_value=1, max_value=MOST_PLACES, label="Places")
    host_policy = forms.ChoiceField(
        choices=[(key, words[:1].upper() + words[1:]) for key, words in HOST_POLICIES.items()],
        widget=forms.RadioSelect,
        label="Where do we place?",
        help_text="Shown to everybody.",
    )
    answer_days = forms.IntegerField(min_value=1, max_value=MOST_ANSWER_DAYS, label="Days to answer an offer")
    boards = BoardsField(
        required=False, label="Boards of examiners", help_text="The days on which they meet, one a line, like 12/7/2027.", max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    looks = {
        "programme": Look(called="the name of the programme"),
        "name": Look(width=20, called="the name of the cohort"),
        "places": Look(width=5, called="the number of places"),
        "answer_days": Look(width=3, called="the days to answer an offer"),
        **_looks_of_dates(),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in order.CALLED:
            if name in order.MOMENTS:
                self.fields[f"{name}_day"] = DateField(label=f"{_title(name)} on", earliest=_earliest, latest=_latest)
                self.fields[f"{name}_time"] = forms.TimeField(
                    label=f"Time at which {order.CALLED[name]}", input_formats=TIMES, help_text="Clock time in England, like 17:00 or 5pm.",
                    widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
                )  # fmt: skip
            else:
                self.fields[name] = DateField(label=_title(name), earliest=_earliest, latest=_latest)
        self.order_fields(["revision", "programme", "name", "places", *self._dates(), "boards", "host_policy", "answer_days"])

    def _dates(self) -> list[str]:
        return [part for name in order.CALLED for part in ([f"{name}_day", f"{name}_time"] if name in order.MOMENTS else [name])]

    def values(self) -> dict[str, Any]:
        """The cohort's values."""
        given = self.cleaned_data
        values = {name: given[name] for name in ("name", "places", "host_policy", "answer_days")} | {name: given[name] for name in order.DATES}
        for name in order.MOMENTS:
            values[name] = dt.datetime.combine(given[f"{name}_day"], given[f"{name}_time"], tzinfo=clock.LONDON).astimezone(dt.UTC)
        return values

    def refuse(self, error: BadInput) -> None:
        """What is said of a moment stands beside its day."""
        fields = {f"{name}_day" if name in order.MOMENTS else name: sentences for name, sentences in error.fields.items()}
        super().refuse(BadInput(error.sentence, fields=fields))

    @classmethod
    def initial_of(cls, cohort: Cohort) -> dict[str, Any]:
        """What the form starts with for a cohort that there is."""
        started: dict[str, Any] = {name: getattr(cohort, name) for name in ("revision", "name", "places", "host_policy", "answer_days", *order.DATES)}
        for name in order.MOMENTS:
            local = clock.in_london(getattr(cohort, name))
            started |= {f"{name}_day": local.date(), f"{name}_time": f"{local:%H:%M}"}
        return started | {"boards": "\n".join(f"{board.on:%-d/%-m/%Y}" for board in cohort.boards.all())}


class NewCohortForm(CohortForm):
    """A new cohort, which also says of which programme."""

    programme = forms.CharField(max_length=120, label="Programme", help_text="The name under which it is known. A new name makes a new programme.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["revision"]
        first = Programme.objects.order_by("name").first()
        self.fields["programme"].initial = first.name if first else ""
        self.fields["answer_days"].initial = 14
        for name, time in USUAL_TIMES.items():
            self.fields[f"{name}_time"].initial = f"{time:%H:%M}"

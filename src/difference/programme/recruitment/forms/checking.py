"""The five questions by which anybody finds out whether they could apply. Nothing of it is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from difference.programme.recruitment import eligibility
from difference.programme.recruitment.forms.parts import YesOrNo
from difference.programme.recruitment.rules import limits
from difference.web.forms.form import Form
from difference.web.forms.look import Look


class CheckForm(Form):
    """A question for each rule in force on a day, and one that is scored."""

    looks = {"mainstream_years": Look(width=5, suffix="years", called="the years that you have taught")}

    def __init__(self, *args: Any, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in eligibility.rules_on(day):
            field: forms.Field = YesOrNo() if rule.at_least is None else forms.DecimalField(
                min_value=0, max_value=limits().most_years, max_digits=4, decimal_places=1, widget=forms.TextInput(attrs={"inputmode": "decimal"})
            )  # fmt: skip
            self._ask(rule.field, field, rule.asks, rule.hint)
        asset = eligibility.asset()
        self._ask(asset.field, YesOrNo(), asset.asks, asset.hint)

    def _ask(self, name: str, field: forms.Field, asks: str, hint: str) -> None:
        field.label, field.help_text, field.required = asks, hint, True
        self.fields[name] = field

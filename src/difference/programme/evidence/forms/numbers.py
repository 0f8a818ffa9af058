"""The numbers of both groups."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from difference.programme.evidence.checking import MOST
from difference.programme.evidence.models import Dataset
from difference.programme.evidence.models.results import DIGITS, PLACES
from difference.web.forms.dates import DateField
from difference.web.forms.form import Form
from difference.web.forms.look import Look

MEASURED = ("m1", "sd1", "n1", "m2", "sd2", "n2", "collected_from", "collected_until")


def _number(label: str, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(max_digits=DIGITS, decimal_places=PLACES, label=label, **more)


def _size(label: str) -> forms.IntegerField:
    return forms.IntegerField(min_value=2, max_value=MOST, label=label)


class NumbersForm(Form):
    """Means, standard deviations and sizes of those who took part and of the comparison."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    m1 = _number("Mean of those who took part")
    sd1 = _number("Standard deviation of those who took part", min_value=0)
    n1 = _size("How many took part and were measured")
    m2 = _number("Mean of the comparison")
    sd2 = _number("Standard deviation of the comparison", min_value=0)
    n2 = _size("How many were measured in the comparison")
    collected_from = DateField(label="First day of measuring")
    collected_until = DateField(label="Last day of measuring")
    looks: ClassVar = {
        **{name: Look(width=10) for name in ("m1", "sd1", "m2", "sd2")}, **{name: Look(width=5) for name in ("n1", "n2")},
        "collected_from": Look(size="m"), "collected_until": Look(size="m"),
    }  # fmt: skip

    @staticmethod
    def initial_of(data: Dataset | None, revision: int) -> dict[str, Any]:
        """The numbers as they stand, or none."""
        given = {name: getattr(data, name) for name in MEASURED} if data else {}
        return {"revision": revision, **given}

    def values(self) -> dict[str, Any]:
        """The numbers."""
        return {name: self.cleaned_data[name] for name in MEASURED}

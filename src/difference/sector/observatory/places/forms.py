"""What can be asked of the pages by place: a measure, a year, regions or authorities; and one place by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from difference.sector.observatory.places import geography
from difference.sector.observatory.places.measures import Measure
from difference.web.forms.form import FilterForm

KINDS = ((geography.AUTHORITY, "Local authorities"), (geography.REGION, "Regions"))


class ChosenForm(FilterForm):
    """Which measure of which places in which year: what is not chosen, or does not go together, is the first or the latest."""

    measure = forms.ChoiceField(label="Measure")
    year = forms.ChoiceField(label="Year")
    of = forms.ChoiceField(label="Places", choices=KINDS)

    def __init__(self, *args: Any, measures: Sequence[Measure], years: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("measure", [(each.id, each.title) for each in measures]),
            ("year", [(str(year), text) for year, text in years.items()]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


class FindForm(FilterForm):
    """One place: every region with its authorities."""

    place = forms.ChoiceField(label="Region or local authority")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose one"), ("Regions", [(each.code, each.name) for each in geography.regions()]), *self._by_region()]

    @staticmethod
    def _by_region() -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (region.name, [(each.code, each.name) for each in geography.authorities() if each.region == region.code])
            for region in geography.regions()
        ]

"""The form by which a candidate says where they start from and how far they would go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from difference.foundations.schools.distances import outward_code
from difference.foundations.schools.models import LocalAuthority
from difference.programme.placement.commands.commuting import NO_POSTCODE
from difference.programme.placement.commands.ranking import NEW
from difference.programme.placement.queries.commutes import Said
from difference.web.forms.form import Form
from difference.web.forms.look import Look


class CommuteForm(Form):
    """A postcode, of which the first half is kept; a longest distance; authorities. Each may stay empty."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    outward = forms.CharField(
        required=False, max_length=20, label="Where would you start from?", widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
        help_text="A postcode or its first half, like LS1. We keep the first half alone, and throw the rest away before anything is stored.",
    )  # fmt: skip
    farthest_km = forms.IntegerField(
        required=False, label="How far would you go to work, in kilometres as the crow flies?", widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="10 miles are 16 km, 20 miles are 32 km. Roads are longer than the crow flies. Leave it empty for no limit.",
    )  # fmt: skip
    authorities = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="In which local authorities would you work in any case?",
        help_text="They count even where a distance is unknown, or longer than the one above. If you pick some and give no distance, they alone count.",
    )  # fmt: skip
    looks: ClassVar = {
        "outward": Look(size="m", width=10, called="a postcode"),
        "farthest_km": Look(size="m", width=4, suffix="km", called="the distance"),
        "authorities": Look(size="m", small=True, called="authorities"),
    }

    def __init__(self, *args: Any, offered: Sequence[tuple[str, Sequence[LocalAuthority]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(region, [(one.code, one.name) for one in found]) for region, found in offered]
        self.fields["authorities"].choices = groups  # type: ignore[attr-defined]

    def clean_outward(self) -> str:
        """The first half, whatever was typed."""
        try:
            return outward_code(self.cleaned_data["outward"]) if self.cleaned_data["outward"].strip() else ""
        except ValueError:
            raise ValidationError(NO_POSTCODE) from None

    @staticmethod
    def initial_of(said: Said) -> dict[str, Any]:
        """What counts as said so far."""
        return {
            "revision": said.kept.revision if said.kept else NEW, "outward": said.outward, "farthest_km": said.farthest_km,
            "authorities": sorted(said.authorities),
        }  # fmt: skip

    def values(self) -> dict[str, Any]:
        """For the command."""
        given = self.cleaned_data
        return {
            "postcode": given["outward"], "farthest_km": given["farthest_km"], "authorities": given["authorities"], "revision": given["revision"],
        }  # fmt: skip

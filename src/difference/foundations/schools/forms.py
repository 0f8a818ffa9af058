"""The forms about schools: searching, uploading a register file, naming a successor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from difference.foundations.schools import queries
from difference.foundations.schools.reasons import REASONS
from difference.foundations.schools.register.establishments import SECTORS
from difference.foundations.schools.register.limits import MB, limits
from difference.web.forms.dates import DateField
from difference.web.forms.form import FilterForm, Form

FIRST_SEEN = {"sector": "alternative_provision", "open": "open"}


class SearchForm(FilterForm):
    """Words, sector, region, and whether closed schools are wanted. Before anything is asked: open alternative provision."""

    q = forms.CharField(label="Words", help_text="Of the name, town, postcode or local authority, or the school’s number (URN)")
    sector = forms.ChoiceField(label="Sector", choices=[("", "Every sector"), *SECTORS.items()])
    region = forms.ChoiceField(label="Region")
    open = forms.ChoiceField(label="Open or closed", choices=[("open", "Open schools"), ("", "Open and closed schools")])

    def __init__(self, given: Any) -> None:
        super().__init__(given if any(name in given for name in self.base_fields) else FIRST_SEEN)
        self.fields["region"].choices = [("", "Every region"), *((region.slug, region.name) for region in queries.regions())]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What to search for; what makes no sense is left out."""
        self.is_valid()
        good = self.cleaned_data
        return {
            "text": good.get("q", ""),
            "sector": good.get("sector", ""),
            "region": good.get("region", ""),
            "only_open": good.get("open") == "open",
        }


class UploadForm(Form):
    """A register file, and its day where its name does not say it."""

    file = forms.FileField(
        label="Register file",
        max_length=200,
        help_text="A file of Get Information About Schools as published: CSV or zip. Heads’ names and telephone numbers in it are not kept.",
    )
    date = DateField(
        label="Day of the file", required=False, help_text="Only if its name does not end in one, as “20260602” does. For example, 2 6 2026"
    )
    force = forms.BooleanField(label="Import it although a newer file of its kind has been imported", required=False)

    def clean_file(self) -> UploadedFile[Any]:
        """A file that is not too large."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > limits().largest_upload_mb * MB:
            raise forms.ValidationError(
                f"The file is larger than {limits().largest_upload_mb} MB. Zip it, or import it on the server’s command line."
            )
        return file


class ConfirmForm(Form):
    """Which uploaded file to import."""

    upload = forms.CharField(widget=forms.HiddenInput, max_length=1000)


class SuccessorForm(Form):
    """The number of the school that followed, and how we know."""

    successor = forms.IntegerField(
        label="Number (URN) of the school that followed", required=False, min_value=1, max_value=9_999_999,
        help_text="Leave it empty to take back what staff said before.", widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    reason = forms.ChoiceField(label="Why", choices=list(REASONS.items()), widget=forms.RadioSelect)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

"""The forms of tables that are sent: the file itself, and the word by which it comes back to be kept or mended."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from difference.foundations.sheets.limits import limits
from difference.web.forms.form import Form
from difference.web.forms.look import Look


class TableForm(Form):
    """A table as a file."""

    file = forms.FileField(
        max_length=200, widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}), label="Your file",
        help_text=f"Excel (.xlsx) or CSV, at most {limits().most_rows} rows and {limits().largest_mb} MB.",
        error_messages={"required": "Choose your file", "empty": "The file is empty", "missing": "Choose your file", "invalid": "Choose your file"},
    )  # fmt: skip
    looks: ClassVar = {"file": Look(called="your file")}

    def clean_file(self) -> UploadedFile[Any]:
        """A file that is not too large to be looked at."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > limits().largest:
            raise forms.ValidationError(f"The file is larger than {limits().largest_mb} MB. Send it in parts.")
        return file

    def said(self) -> dict[str, Any]:
        """What was said beside the file."""
        return {}


class PostsForm(TableForm):
    """Posts as a table, from a school."""

    send_in = forms.BooleanField(
        required=False, label="Send them in for approval at once", help_text="Otherwise they stay drafts, which you look at and send in one by one."
    )

    def said(self) -> dict[str, Any]:
        """Whether they are sent in."""
        return {"send_in": self.cleaned_data["send_in"]}


class WordForm(Form):
    """A file that was tried, in a hidden field."""

    word = forms.CharField(widget=forms.HiddenInput, max_length=2 * 1024 * 1024, strip=True)

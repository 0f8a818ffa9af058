"""Handing work in, and giving it to a marker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from difference.foundations.documents.purposes import purpose
from difference.programme.training.files import SUBMISSION
from difference.web.forms.form import Form
from difference.web.forms.look import Look


class HandInForm(Form):
    """A file, and the declaration that it is one's own work."""

    file = forms.FileField(
        label="Your work", max_length=200, help_text="Your name must stand nowhere in it: it is marked without knowing whose it is.",
        error_messages={"required": "Choose a file"},
    )  # fmt: skip
    own_work = forms.BooleanField(
        label="This is my own work. Whatever I took from others, or from a machine, is named in it.",
        error_messages={"required": "Tick this to declare that it is your own work"},
    )
    looks: ClassVar = {"file": Look(size="m", called="your work")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        its = purpose(SUBMISSION)
        if its is not None:
            self.fields["file"].widget.attrs["accept"] = its.accepts
            self.fields["file"].help_text = f"{its.rule} {self.fields['file'].help_text}"

    def clean_file(self) -> UploadedFile[Any]:
        """A file that is not too large; what it is, the command looks into."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        its = purpose(SUBMISSION)
        if its is not None and (file.size or 0) > its.largest:
            raise forms.ValidationError(f"The file is too large. {its.rule}")
        return file


class AllotForm(Form):
    """Who marks the work of one module."""

    marker = forms.ChoiceField(label="Marker", error_messages={"required": "Choose a marker", "invalid_choice": "Choose a marker from the list"})

    def __init__(self, *args: Any, markers: Sequence[tuple[UUID, str]], module: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"id_{module}_%s", **kwargs})
        self.fields["marker"].choices = [("", "Choose a marker"), *((str(key), name) for key, name in markers)]  # type: ignore[attr-defined]

"""The form by which anybody checks a certificate."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from difference.web.forms.form import Form
from difference.web.forms.look import Look

LARGEST = 2_000_000


class CertificateForm(Form):
    """One file."""

    file = forms.FileField(label="The certificate (a JSON file)", max_length=200)
    looks: ClassVar = {"file": Look(size="m", called="a file")}

    def clean_file(self) -> UploadedFile[bytes]:
        """Not more than a certificate can be."""
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError("This file is larger than any certificate")
        return given

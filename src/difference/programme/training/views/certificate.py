"""Checking a certificate, for anyone who has been shown one: its code and the surname on it, both, or nothing is said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from difference.foundations.access.routes import Access, access
from difference.programme.training.forms.boards import CertificateForm
from difference.programme.training.queries import awards
from difference.web.components.lists import Row

CHECK = Access("training.check-certificate")


@access(GET=CHECK, POST=CHECK)
def check(request: HttpRequest) -> HttpResponse:
    """Say what was awarded to whom and when; a wrong code and a wrong surname are told apart by nobody."""
    form = CertificateForm(request.POST) if request.method == "POST" else CertificateForm()
    rows: list[Row] = []
    unknown = False
    if form.is_valid():
        found = awards.check(form.cleaned_data["code"], form.cleaned_data["surname"])
        unknown = found is None
        if found is not None:
            rows = [
                Row("Awarded to", found.name), Row("Award", found.title), Row("Class", found.classification.capitalize() or "Not classified"),
                Row("Credits at level 7", found.credits), Row("Awarded on", found.awarded_on),
            ]  # fmt: skip
    response = render(request, "training/certificate.html", {"form": form, "rows": rows, "unknown": unknown}, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    return response

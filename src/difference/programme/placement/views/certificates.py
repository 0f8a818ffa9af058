"""Certificates of a matching: one’s own, that of one’s school’s post, and a page on which anybody checks one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from difference.errors import BadInput
from difference.foundations.access.routes import Access, Shows, access
from difference.methods.matching import check_certificate, parse
from difference.programme.placement.forms.certificates import CertificateForm
from difference.programme.placement.models import Post
from difference.programme.placement.queries import certificates
from difference.programme.placement.queries.rankings import Chooser
from difference.programme.placement.views import loading
from difference.web.components.moments import in_words

PUBLISHED = ("Cohort", "Published", "Root")
CHECK = Access("placement.check-certificate")


def _file(document: dict[str, Any], name: str) -> HttpResponse:
    response = JsonResponse(document, json_dumps_params={"sort_keys": True, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@access(GET=Access("placement.have-certificate", load=loading.chooser, shows=Shows.PERSONAL))
def own(request: HttpRequest, chooser: Chooser) -> HttpResponse:
    """The certificate of one’s own outcome."""
    return _file(certificates.of_candidate(chooser), "certificate-of-my-matching")


@access(GET=Access("placement.have-certificate", load=loading.post, shows=Shows.PERSONAL))
def of_post(request: HttpRequest, post: Post) -> HttpResponse:
    """The certificate of a post of one’s school."""
    return _file(certificates.of_post(post), "certificate-of-our-post")


@access(GET=CHECK, POST=CHECK)
def check(request: HttpRequest) -> HttpResponse:
    """Check a certificate: it is read, answered, and not kept."""
    form = CertificateForm(request.POST, request.FILES) if request.method == "POST" else CertificateForm()
    known = certificates.published()
    context: dict[str, Any] = {
        "form": form, "columns": PUBLISHED, "rows": [(one.cohort.name, in_words(one.published_at or one.run_at), one.root) for one in known],
    }  # fmt: skip
    if form.is_valid():
        try:
            found = check_certificate(parse(form.cleaned_data["file"].read()))
        except BadInput as error:
            form.add_error("file", error.sentence)
        else:
            run = next((one for one in known if one.root == found.root), None)
            problems = [*found.problems] if run else [*found.problems, "Its root is not one that we have published."]
            context |= {"found": found, "run": run, "problems": problems}
    return render(request, "placement/check.html", context, status=422 if form.errors else 200)

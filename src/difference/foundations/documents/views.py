"""Handing a document to its reader: always as a download, never as a page of ours."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.documents import queries
from difference.foundations.documents.models import Document
from difference.foundations.documents.types import file_types


@access(GET=Access("documents.see", load=queries.one, shows=Shows.PERSONAL, about=lambda document: document.owner_id))
def download(request: HttpRequest, document: Document) -> HttpResponse:
    """The file, under the name it came with and the type that we found it to be."""
    file = queries.readable(document).open("rb")
    media = file_types()[document.type].media
    response = FileResponse(file, as_attachment=True, filename=document.original_name, content_type=media)
    response["X-Content-Type-Options"] = "nosniff"
    # django-csp leaves a policy alone that is already there. A sandbox may do nothing, not even as our own origin.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    # A streamed response is one as far as middleware goes.
    return cast(HttpResponse, response)

"""For the data protection officer: the audit, who did or saw what."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.audit import queries
from difference.foundations.paging import page_of


def _uuid(words: str) -> UUID | None:
    try:
        return UUID(words.strip())
    except ValueError:
        return None


@access(GET=Access("people.see-events", shows=Shows.RESTRICTED))
def events(request: HttpRequest) -> HttpResponse:
    """The audit, newest first, about one person or of one action if asked."""
    found = queries.visible_to(actor_of(request))
    about, action = request.GET.get("about", ""), request.GET.get("action", "")[:80]
    if about.strip():
        found = found.filter(subject_id=_uuid(about)) if _uuid(about) else found.none()
    if action:
        found = found.filter(action=action)
    page = page_of(request, found, by_key=True)
    return render(request, "people/events.html", {"page": page, "about": about, "action": action, "actions": queries.actions_recorded()})

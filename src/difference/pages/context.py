"""Gives every template the frame of the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from difference.foundations import clock
from difference.foundations.actors import ANYONE
from difference.pages import navigation
from difference.web.shell import Shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """The variables `shell` and `now`."""
    actor = getattr(request, "actor", ANYONE)
    frame = Shell(
        navigation=navigation.places(actor, request.path), account=navigation.account(actor), foot=navigation.foot(), notice=navigation.notice()
    )
    return {"shell": frame, "now": clock.now()}

"""Gives every template the frame of the page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from difference.foundations import clock
from difference.foundations.actors import ANYONE
from difference.pages import navigation
from difference.web.shell import Shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """The variables `shell`, `now` and `charity` (who answers for this copy)."""
    actor = getattr(request, "actor", ANYONE)
    frame = Shell(
        navigation=navigation.places(actor, request.path), account=navigation.account(actor), foot=navigation.foot(), notice=navigation.notice()
    )
    charity = {"name": settings.CHARITY, "address": settings.CHARITY_ADDRESS, "contact": settings.CONTACT}
    return {"shell": frame, "now": clock.now(), "charity": charity}

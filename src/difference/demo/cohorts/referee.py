"""Who the referee of the demonstration is: a referee who has been asked and has not answered, and a link for them."""

from __future__ import annotations

from difference.errors import NotFound
from difference.foundations.actors import system
from difference.programme.recruitment.commands import request_reference
from difference.programme.recruitment.models import Reference
from difference.programme.recruitment.reference_states import ASKED_IN


def waited_for() -> Reference | None:
    """One who is waited for, among those whom the demonstration invented: the same until they have answered."""
    waiting = Reference.objects.filter(state="requested", application__state__in=ASKED_IN, email__endswith=".demo.example")
    return waiting.select_related("application__cohort", "application__person").order_by("application__started_at", "position").first()


def link() -> str:
    """The path of a link that works. Any link that they had before stops working. Raises NotFound when nobody is waited for."""
    reference = waited_for()
    if reference is None:
        raise NotFound("Nobody is asked for a reference at present. Sign in as recruitment staff and ask a referee.")
    return request_reference(by=system("demo"), reference=reference)

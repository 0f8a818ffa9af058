"""Who looked at somebody, in words that the person concerned can read."""

from __future__ import annotations

from difference.foundations.access.actions import UndeclaredAction, find
from difference.foundations.audit.models import Event

WHO = {
    "person": "Somebody at the programme",
    "link": "Somebody with a link",
    "system": "The system itself",
    "public": "Somebody who had not signed in",
}


def who(event: Event) -> str:
    """Their part in the programme, not their name."""
    return WHO[event.actor_kind]


def what(event: Event) -> str:
    """What the page that they opened is for, from the list of actions."""
    try:
        return f"Opened a page on which they can {find(event.action).says}"
    except UndeclaredAction:
        # An action of an earlier edition of the product.
        return "Opened a page about you"

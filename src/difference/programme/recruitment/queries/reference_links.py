"""The referee’s way in: the link in their hand, what it opens, and in plain words why it opens nothing."""

from __future__ import annotations

from dataclasses import dataclass

from difference.foundations.actors import LINK, Actor
from difference.foundations.people import tokens
from difference.programme.recruitment.models import Reference, ReferenceLink
from difference.programme.recruitment.reference_states import can_be_answered
from difference.web.components.moments import in_words

UNKNOWN = "This link does not work. Look for our newest letter and open the link in it, or write to us for a new one."


@dataclass(frozen=True)
class Opened:
    """What a link opens. `closed` says why nothing can be written, and is empty while it can; `status` goes with it."""

    reference: Reference | None
    closed: str = ""
    status: int = 200

    @property
    def over(self) -> bool:
        """Whether the referee has answered, one way or the other."""
        return self.reference is not None and self.reference.state in {"received", "declined"}


def actor_for(reference: Reference) -> Actor:
    """Whoever holds a link that works, as the audit speaks of them."""
    return Actor(kind=LINK, label=f"reference {reference.pk}")


def find(token_hash: str) -> ReferenceLink | None:
    """The link with this hash, whether or not it still works."""
    return (
        ReferenceLink.objects.filter(token_hash=token_hash).select_related("reference__application__cohort", "reference__application__person").first()
    )


def find_by_token(token: str) -> ReferenceLink | None:
    """The link behind a token."""
    return find(tokens.hashed(token))


def opened(token_hash: str) -> Opened:
    """What the link with this hash opens now."""
    link = find(token_hash)
    if link is None:
        return Opened(None, UNKNOWN, 404)
    if link.replaced_at is not None:
        return Opened(None, f"This link was replaced by another on {in_words(link.replaced_at)}. Open the one in our newest letter.", 410)
    reference = link.reference
    if reference.state == "received":
        return Opened(reference, f"You sent this reference on {in_words(reference.received_at)}, so it cannot be changed here any more.", 409)  # type: ignore[arg-type]
    if reference.state == "declined":
        return Opened(reference, f"You told us on {in_words(reference.declined_at)} that you would rather not.", 409)  # type: ignore[arg-type]
    closed = can_be_answered(reference)
    return Opened(None, closed, 410) if closed else Opened(reference)

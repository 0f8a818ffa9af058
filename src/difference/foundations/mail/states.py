"""The states of a letter and of a batch, what they are called, and which moves there are."""

from __future__ import annotations

from dataclasses import dataclass

DRAFTED, QUEUED, SENDING, SENT, KEPT, BOUNCED, FAILED, DISCARDED = (
    "drafted",
    "queued",
    "sending",
    "sent",
    "kept",
    "bounced",
    "failed",
    "discarded",
)
RELEASED = "released"


@dataclass(frozen=True)
class State:
    """One state: its name for reading, what it means, and the states it may move to."""

    name: str
    label: str
    says: str
    moves: tuple[str, ...] = ()


LETTER = {
    state.name: state
    for state in (
        State(DRAFTED, "Draft", "part of a batch that nobody has released yet", (QUEUED, KEPT, DISCARDED)),
        State(QUEUED, "Waiting", "will be sent as soon as the mail server takes it", (SENDING,)),
        State(SENDING, "Being sent", "handed to the mail server; if that was interrupted, it may have been sent", (SENT, QUEUED, BOUNCED, FAILED)),
        State(SENT, "Sent", "the mail server has taken it", (BOUNCED, QUEUED)),
        State(KEPT, "Kept here", "there is no mail server, so it stays in the outbox"),
        State(BOUNCED, "Came back", "the address did not take it", (QUEUED,)),
        State(FAILED, "Given up", "the mail server could not take it for too long", (QUEUED,)),
        State(DISCARDED, "Discarded", "somebody decided not to send it"),
    )
}
BATCH = {
    state.name: state
    for state in (
        State(DRAFTED, "Draft", "to be read before it is sent", (RELEASED, DISCARDED)),
        State(RELEASED, "Released", "somebody read it and let it go"),
        State(DISCARDED, "Discarded", "somebody decided not to send it"),
    )
}

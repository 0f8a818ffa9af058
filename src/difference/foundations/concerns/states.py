"""The states of a concern, what they are called, and which moves there are."""

from __future__ import annotations

from dataclasses import dataclass

NEW, TAKEN, CLOSED = "new", "taken", "closed"


@dataclass(frozen=True)
class State:
    """One state: its name for reading, what it means, its tone on a page, and the states it may move to."""

    name: str
    label: str
    says: str
    tone: str
    moves: tuple[str, ...] = ()


CONCERN = {
    state.name: state
    for state in (
        State(NEW, "New", "no safeguarding lead has taken it yet", "hand", (TAKEN,)),
        # From taken to taken: another lead takes it over, so that nothing stays with somebody who is away.
        State(TAKEN, "Taken", "one safeguarding lead answers for it", "progress", (TAKEN, CLOSED)),
        State(CLOSED, "Closed", "it ended, with an outcome", "neutral"),
    )
}

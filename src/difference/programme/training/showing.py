"""How training's things stand on a page: states as tags, marks and credits in words."""

from __future__ import annotations

from decimal import Decimal

from difference.foundations.lifecycles.models import Staged
from difference.methods.awards.rounding import plain
from difference.web.values import Tag, Tone

TONES = {
    "active": Tone.PROGRESS, "deferred": Tone.HAND, "completed": Tone.GOOD, "awarded": Tone.GOOD, "submitted": Tone.PROGRESS,
    "marked": Tone.PROGRESS, "moderated": Tone.PROGRESS, "confirmed": Tone.PROGRESS, "released": Tone.GOOD, "held": Tone.HAND,
}  # fmt: skip


def tag(thing: Staged, to: str = "staff") -> Tag:
    """The state of a thing, in the words of whoever looks: staff or the person."""
    state = thing.lifecycle.state(thing.state)
    tone = TONES.get(thing.state, Tone.NEUTRAL)
    if to == "person":
        released = thing.state in {"released", "awarded", "completed"}
        return Tag(state.to_person, Tone.GOOD if released else Tone.PROGRESS if tone != Tone.NEUTRAL else tone)
    return Tag(state.words.capitalize(), tone)


def mark(value: Decimal | None) -> str:
    """A mark without zeros at its end."""
    return "" if value is None else str(plain(value))


def many(count: int, one: str, several: str) -> str:
    """“1 module”, “2 modules”."""
    return f"{count} {one if count == 1 else several}"

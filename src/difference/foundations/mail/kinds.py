"""What kinds of letter there are. The app that writes a kind says, when it starts, whose it is to read.

A kind that nobody registered, and one that is secret (it carries a link that signs somebody in), is read by nobody:
staff see that it was sent, never its words, and the words are erased once it has gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from difference.foundations.actors import Actor


@dataclass(frozen=True)
class Kind:
    """One kind of letter: `says` is what it is called in the outbox, `function` the staff whose work it belongs to."""

    name: str
    says: str
    function: str = ""
    secret: bool = False


_kinds: dict[str, Kind] = {}


def register(name: str, says: str, *, function: str = "", secret: bool = False) -> Kind:
    """Put a kind on the list. Raises ValueError when the name stands for something else already."""
    kind = Kind(name, says, function, secret)
    if _kinds.setdefault(name, kind) != kind:
        raise ValueError(f"The kind of letter “{name}” is registered twice.")
    return kind


def kind(name: str) -> Kind:
    """The kind of that name; an unregistered one is secret and belongs to nobody."""
    return _kinds.get(name) or Kind(name, name.rpartition(".")[2].replace("_", " ").replace("-", " ").capitalize(), secret=True)


def known() -> list[Kind]:
    """Every registered kind, by what it is called."""
    return sorted(_kinds.values(), key=lambda each: each.says)


def names_for(actor: Actor) -> list[str]:
    """The kinds whose letters this actor may see: those of the functions they work in."""
    return [each.name for each in _kinds.values() if each.function and not each.secret and actor.holds("staff", each.function)]

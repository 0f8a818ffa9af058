"""Collects everything that is wrong with what was given, so that its author hears it all at once."""

from __future__ import annotations

from difference.errors import BadInput

SHOWN = 100


class Problems:
    """Sentences by place (“posts, row 3”), in the order in which they were found."""

    def __init__(self) -> None:
        self._sentences: dict[str, list[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._sentences)

    def add(self, place: str, sentence: str) -> None:
        """Note one thing that is wrong at `place`; the same sentence counts once."""
        found = self._sentences.setdefault(place, [])
        if sentence not in found:
            found.append(sentence)

    def refuse(self, sentence: str) -> None:
        """Raise BadInput with the first hundred places, if anything was noted."""
        if not self._sentences:
            return
        shown = dict(list(self._sentences.items())[:SHOWN])
        if len(self._sentences) > SHOWN:
            shown["and more"] = [f"{len(self._sentences) - SHOWN:,} more places have mistakes."]
        raise BadInput(sentence, fields=shown)

"""Text without its accents and odd characters, each character knowing where it came from, so that a match can be cut from the original."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_APOSTROPHES = frozenset("'’‘‛ʼʹ`´＇′")
_LETTERS = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "æ": "ae", "Æ": "AE"}
_LETTERS |= {"œ": "oe", "Œ": "OE", "ß": "ss", "ẞ": "SS", "ı": "i", "ħ": "h", "Ħ": "H"}
# Accents that stand apart and invisible characters, dashes, spaces.
_KINDS = {"Mn": "", "Cf": "", "Pd": "-", "Zs": " "}
# How German and the Nordic languages write these letters without their accents.
_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa"}


@dataclass(frozen=True)
class Folded:
    """`text` folded; character i of it begins at `origin[i]` of the original, and `origin[len(text)]` is the original's length."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the original, with the accents and joiners that follow its last letter."""
        return self.origin[start], self.origin[end]


def fold(text: str) -> Folded:
    """Accents off, apostrophes ', dashes -, spaces plain, invisible characters gone; case kept."""
    folded: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        for letter in character if character.isascii() and character != "`" else _plain(character):
            folded.append(letter)
            origin.append(place)
    return Folded("".join(folded), (*origin, len(text)))


def spellings(word: str) -> set[str]:
    """A word folded, and folded after spelling ä as ae and the like."""
    composed = unicodedata.normalize("NFC", word)
    return {fold(composed).text, fold("".join(_SPELLED.get(letter, letter) for letter in composed)).text}


def _plain(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    known = _LETTERS.get(character, _KINDS.get(unicodedata.category(character)))
    if known is not None:
        return known
    if not character.isalpha():
        return character
    letters = unicodedata.normalize("NFKD", character)
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")

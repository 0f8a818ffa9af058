"""Words as they are searched for: no accents, capitals, apostrophes or marks, so that SQLite and PostgreSQL agree."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = str.maketrans("", "", "'’‘`´ʼʹ′")
NOT_A_WORD = re.compile(r"[\W_]+")
MOST_WORDS, LONGEST_WORD = 8, 40


def plain(text: str) -> str:
    """“St Paul’s à Becket & Co.” as “st pauls a becket and co”."""
    bare = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).replace("&", " and "))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return NOT_A_WORD.sub(" ", letters.casefold()).strip()


def key(*parts: str) -> str:
    """A key in which each word stands after a space, so that the beginning of a word can be looked for."""
    return "".join(f" {word}" for word in plain(" ".join(parts)).split())


def asked(text: str) -> list[str]:
    """The words that somebody searches for."""
    return [word[:LONGEST_WORD] for word in plain(text[:200]).split()[:MOST_WORDS]]

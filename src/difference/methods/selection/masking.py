"""Masks who wrote a text and where they work, so that assessors read what was done and not who did it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from difference.errors import BadInput
from difference.methods.selection.folding import fold
from difference.methods.selection.terms import Terms

SHOWN = {"name": "[name]", "school": "[school]", "email": "[e-mail address]", "phone": "[phone number]", "url": "[web address]"}
_MASKED = re.compile("|".join(re.escape(shown) for shown in SHOWN.values()))
_DOMAINS = "uk|com|org|net|edu|gov|info|eu|io"
# In order: where two overlap, the earlier is taken.
_FIXED = {
    "email": re.compile(r"(?:mailto:)?\w[\w.%+'-]{0,199}@\w[\w-]*(?:\.[\w-]+)*", re.IGNORECASE),
    "url": re.compile(
        r"(?:https?://|www\.)[^\s<>\"\[\]]*[^\s<>\"\[\].,;:!?)'(]"
        rf"|(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,8}}(?:{_DOMAINS})(?![\w-])(?:/[^\s<>\"\[\]]*[^\s<>\"\[\].,;:!?)'(]|/)?",
        re.IGNORECASE,
    ),
    # Ten to fifteen figures from +, 0 or (0; never a date such as 01.09.2026.
    "phone": re.compile(
        r"(?<!\w)(?<!\d[.,/-])(?!\d{1,2}[.-]\d{1,2}[.-]\d{2,4}(?!\d))(?:\+|\(\+|00|\(?0)\d(?:[ \t.()-]{0,3}\d){8,13}(?!\w)", re.ASCII
    ),
}


@dataclass(frozen=True)
class Masked:
    """The masked text, and how many of each kind (name, school, email, phone, url) were masked."""

    text: str
    counts: Mapping[str, int]


def mask(text: str, terms: Terms) -> Masked:
    """Mask the names and schools of `terms`, and every e-mail address, phone number and web address, in `text`.

    Names are found in any case, with or without accents, apostrophes and hyphens; whole or by any part; with a title, with initials (S. Okoro,
    S.O.), and before a possessive, which stays. Parts of other words are never masked. Names that are ordinary words too (Will, Grace), or have two
    letters, are masked only where they have a capital. Masking what is masked changes nothing. Raises BadInput when `text` is not a text.
    """
    if not isinstance(text, str):
        raise BadInput("Only a text can be masked.")
    counts = dict.fromkeys(SHOWN, 0)
    while True:
        spans = sorted(_spans(text, terms))
        if not spans:
            return Masked(text, counts)
        pieces, reached = [], 0
        for start, end, kind in spans:
            pieces += [text[reached:start], SHOWN[kind]]
            reached = end
            counts[kind] += 1
        text = "".join([*pieces, text[reached:]])


def _spans(text: str, terms: Terms) -> Iterator[tuple[int, int, str]]:
    """Stretches to mask, none overlapping: addresses and numbers before names, and of names at one place the longest."""
    folded = fold(text)
    taken = bytearray(len(folded.text))
    for found in _MASKED.finditer(folded.text):
        taken[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    fixed = [(found.start(), found.end(), kind) for kind, pattern in _FIXED.items() for found in pattern.finditer(folded.text)]
    given = [(found.start(), found.end(), kind) for kind, pattern in terms.patterns.items() for found in pattern.finditer(folded.text)]
    for start, end, kind in [*fixed, *sorted(given, key=lambda span: (span[0], -span[1]))]:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield (*folded.span(start, end), kind)

"""The pattern that finds schools' names in folded text: whole, or by the part that tells a school from others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from difference.methods.selection.folding import fold
from difference.methods.selection.names import END, START, flexible
from difference.methods.selection.words import FOLLOWING, GENERIC

BETWEEN = r"[\s,-]{1,3}"


def school_pattern(schools: Sequence[str]) -> re.Pattern[str] | None:
    """Matches any of these schools in folded text, None when there are none."""
    found: set[str] = set()
    for school in schools:
        words = [word for word in (word.strip('.,;:()[]"') for word in fold(school).text.split()) if word]
        told = words[1:] if len(words) > 1 and words[0].lower() == "the" else words
        found |= {_short(told), _short(_own(told))}
    if not found:
        return None
    following = "|".join(sorted((re.escape(words) for words in FOLLOWING), key=lambda words: (-len(words), words)))
    after = rf"(?:[\s-]{{1,3}}(?i:{following}){END})*"
    return re.compile(f"{START}(?i:the\\s{{1,3}})?(?:{'|'.join(sorted(found, key=lambda each: (-len(each), each)))}){END}{after}")


def _own(words: Sequence[str]) -> Sequence[str]:
    """The words before those that any school could have, Oak Hill of Oak Hill Primary School; all, where the first is one of those alone."""
    end = next((place for place in range(1, len(words)) if words[place].lower() in GENERIC), len(words))
    return words if end == 1 and words[0].lower() in GENERIC else words[:end]


def _short(words: Sequence[str]) -> str:
    """One word alone is masked only with a capital, since many are ordinary: Bridge, Hope, Park."""
    if len(words) > 1:
        return f"(?i:{BETWEEN.join(_word(word) for word in words)})"
    word = words[0]
    spellings = {word[0].upper() + word[1:].lower(), word[0].upper() + word[1:], word.upper()}
    return f"(?:{'|'.join(sorted(_word(spelling) for spelling in spellings))})"


def _word(word: str) -> str:
    lower = word.lower()
    if lower in {"st", "saint"}:
        return r"(?i:st\.?|saint)"
    if lower in {"&", "and"}:
        return "(?i:&|and)"
    if lower.endswith("'s"):
        return f"{flexible(word[:-2])}(?:'?[sS])?"
    return flexible(word)

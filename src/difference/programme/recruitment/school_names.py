"""Finding schools of the register that a text names, in full or without what any school could be called."""

from __future__ import annotations

from collections.abc import Iterator

from difference.foundations.actors import ANYONE
from difference.foundations.schools import queries
from difference.foundations.schools.words import plain

LONGEST = 8
AT_ONCE = 4000
ENDINGS = ("school", "academy", "college", "primary school", "high school", "primary academy")
KINDS = frozenset({"school", "academy", "college", "primary", "unit", "centre"})
ENDS_A_SENTENCE = (".", "!", "?", ":", ";")


def in_text(text: str) -> list[str]:
    """The names, as the register has them, of schools that stand in a text; by name."""
    wanted = {f" {words}" for words in _candidates(text.split())}
    found: set[str] = set()
    keys = sorted(wanted)
    for start in range(0, len(keys), AT_ONCE):
        rows = queries.visible_to(ANYONE).filter(name_key__in=keys[start : start + AT_ONCE])
        found |= set(rows.order_by().values_list("name", flat=True))
    return sorted(found)


def _candidates(words: list[str]) -> Iterator[str]:
    """What could be a school's name: runs of words that begin and end with a capital, or that end with a kind of school."""
    capital, kind = [_is_capital(word) for word in words], [plain(word) in KINDS for word in words]
    ends = [word.endswith(ENDS_A_SENTENCE) and len(word) > 3 for word in words]
    for end in range(len(words)):
        if not (capital[end] or kind[end]):
            continue
        # One word alone is a school's name only within a sentence: any word has a capital at the beginning of one.
        if capital[end] and end > 0 and not ends[end - 1]:
            yield from _forms(plain(words[end]))
        for start in range(end - 1, max(-1, end - LONGEST), -1):
            if ends[start]:
                break
            if capital[start] or kind[end]:
                run = plain(" ".join(words[start : end + 1]))
                yield from _forms(run)
                if not kind[end]:
                    yield from (f"{run} {ending}" for ending in ENDINGS)


def _forms(run: str) -> Iterator[str]:
    if run:
        yield run
        yield f"the {run}"


def _is_capital(word: str) -> bool:
    letters = word.lstrip("\"'“‘([")
    return letters[:1].isupper() or letters[:1].isdigit()

"""The pattern that finds people's names in folded text: whole, in parts, with titles, initials and particles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from difference.methods.selection.folding import fold, spellings
from difference.methods.selection.words import ORDINARY, PARTICLES, TITLES

# Not inside a word, nor the Connor of O'Connor.
START = r"(?<![^\W_])(?<![^\W_]')"
END = r"(?![^\W_])"
SPACE = r"[^\S\n]{1,3}"
# After initials: S.O. but not S.O.S.
STOP = r"(?!\.?[^\W_])"


def name_pattern(names: Sequence[str]) -> re.Pattern[str] | None:
    """Matches any of these names in folded text, None when there are none."""
    units, letters, particles, initials = set[str](), set[str](), set[str](), set[str]()
    for name in names:
        parts = _parts(name)
        letters |= {part[0].upper() for part in parts}
        initials |= set(_initials(parts))
        for place, part in enumerate(parts):
            middle = 0 < place < len(parts) - 1
            if part.lower() in PARTICLES:
                particles.add(re.escape(part.lower()))
            if len(part) > 1 and not (middle and part.lower() in PARTICLES):
                units |= set(_spelled_all(name, part))
    if not units:
        return re.compile("|".join(START + each + STOP for each in sorted(initials))) if initials else None
    return re.compile("|".join([_run(_any(units), "".join(sorted(letters)), particles), *(START + each + STOP for each in sorted(initials))]))


def _run(unit: str, letters: str, particles: Iterable[str]) -> str:
    """One or more parts of names, one after another, with the title, initials and particles that go with them."""
    title = rf"(?:{TITLES}\.?{SPACE})?"
    initial = rf"(?:[{re.escape(letters)}](?:\.\s?|\s)){{0,4}}"
    particle = rf"(?:(?i:{_any(particles)}){SPACE}){{0,3}}" if particles else ""
    more = rf"(?:(?:{SPACE}|-){initial}{particle}{unit}{END})*"
    following = rf"(?!\s?{initial}{particle}{unit})"
    tail = rf"(?:,\s?[{re.escape(letters)}]\.(?:\s?[{re.escape(letters)}]\.){{0,2}}{STOP}{following})?"
    return f"{START}{title}{initial}{particle}{unit}{END}{more}{tail}"


def _parts(name: str) -> list[str]:
    """The parts of a folded name, without the marks around them; an initial is a part of one letter."""
    words = (word.strip(".,;:()[]\"'-_") for word in fold(name).text.split())
    return [word for word in words if word]


def _initials(parts: Sequence[str]) -> Iterable[str]:
    """Dotted initials: of all parts, and of the first and the last. Without dots they are too often something else."""
    letters = [part[0].upper() for part in parts if part.lower() not in PARTICLES or part in (parts[0], parts[-1])]
    for chosen in (letters, [letters[0], letters[-1]] if len(letters) > 2 else []):
        if len(chosen) > 1:
            yield r"\s?".join(rf"{re.escape(letter)}\." for letter in chosen[:-1]) + rf"\s?{re.escape(chosen[-1])}\.?"


def _spelled_all(name: str, part: str) -> Iterable[str]:
    original = next((word for word in name.split() if fold(word).text.strip(".,;:()[]\"'-_") == part), part)
    for spelling in spellings(original.strip(".,;:()[]\"'-_")) | {part}:
        yield spelled(spelling)
        halves = spelling.split("-")
        if len(halves) > 1:
            yield from (spelled(half) for half in halves if len(half) > 2)


def spelled(word: str) -> str:
    """A pattern for a folded word: any case, unless it is very short or an ordinary word too; apostrophes and hyphens may be left out."""
    if len(word) > 2 and word.lower() not in ORDINARY | PARTICLES:
        return f"(?i:{flexible(word)})"
    return f"(?:{flexible(word[0].upper() + word[1:].lower())}|{flexible(word.upper())})"


def flexible(word: str) -> str:
    """A pattern for the letters of a folded word, its apostrophes and stops optional, its hyphens also spaces."""
    marks = {"'": "'?", ".": r"\.?", "-": r"[-\s]?"}
    return "".join(marks.get(letter) or re.escape(letter) for letter in word)


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern)))})"

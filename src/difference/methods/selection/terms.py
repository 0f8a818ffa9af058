"""What is to be masked in somebody's text: the names they go by, and their schools."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from difference.errors import BadInput
from difference.methods.selection.names import name_pattern
from difference.methods.selection.schools import school_pattern


@dataclass(frozen=True)
class Terms:
    """names: full names, former names and nicknames, each part of which is masked alone too; schools: their names. Blank ones are passed over.

    Raises BadInput for a term that is not a text, or has no letter in it.
    """

    names: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        fields = {}
        for kind in ("names", "schools"):
            given = getattr(self, kind)
            if isinstance(given, str):
                raise BadInput("These terms cannot be masked.", fields={kind: ["Give a list of texts, not one text."]})
            wrong = [term for term in given if not isinstance(term, str) or (term.strip() and not any(letter.isalpha() for letter in term))]
            if wrong:
                fields[kind] = [f"“{term}” is not a name." for term in wrong]
            else:
                object.__setattr__(self, kind, _once(given))
        if fields:
            raise BadInput("These terms cannot be masked.", fields=fields)

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """What matches each kind of term, in folded text."""
        found = {"school": school_pattern(self.schools), "name": name_pattern(self.names)}
        return {kind: pattern for kind, pattern in found.items() if pattern is not None}


def _once(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.strip() for term in terms if term.strip()))

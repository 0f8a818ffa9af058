"""What documents are for. The app that asks for a file says, when it starts, what it takes and who may read it.

Without a purpose registered nobody may upload or read: what nobody answers for stays shut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from difference.foundations.actors import Actor
from difference.foundations.documents.models import Document
from difference.foundations.documents.types import FileType, file_types

MEGABYTE = 1024 * 1024
LARGEST = 50 * MEGABYTE


@dataclass(frozen=True)
class Purpose:
    """One purpose: `says` finishes “a document for …”; the three policies are asked about a document of it.

    `may_see` decides whether the document exists for the actor at all (404 otherwise). `own_eyes`: it goes into no copy of
    somebody's data but one that they alone can fetch.
    """

    name: str
    says: str
    types: tuple[FileType, ...]
    largest: int
    may_add: Callable[[Actor, Document], bool]
    may_see: Callable[[Actor, Document], bool]
    may_delete: Callable[[Actor, Document], bool]
    own_eyes: bool = False

    @property
    def accepts(self) -> str:
        """For the `accept` attribute of a file input: a convenience for the reader, never the check."""
        return ",".join(f".{extension}" for each in self.types for extension in each.extensions)

    @property
    def rule(self) -> str:
        """What may be sent, in words."""
        names = [each.says for each in self.types]
        listed = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
        return f"Send a {listed} of at most {self.largest // MEGABYTE} MB."


Decides = Callable[[Actor, Document], bool]
_purposes: dict[str, Purpose] = {}


def register(
    name: str, says: str, *, types: Sequence[str], largest_mb: int, may_add: Decides, may_see: Decides, may_delete: Decides, own_eyes: bool = False
) -> Purpose:
    """Put a purpose on the list. Raises ValueError for a type that we do not take, a size beyond 50 MB, or a name twice."""
    unknown = set(types) - set(file_types())
    if unknown or not types or name in _purposes or not 0 < largest_mb * MEGABYTE <= LARGEST:
        raise ValueError(f"The purpose “{name}” is registered twice, or names types or a size that we do not take.")
    chosen = tuple(file_types()[each] for each in types)
    _purposes[name] = Purpose(name, says, chosen, largest_mb * MEGABYTE, may_add, may_see, may_delete, own_eyes)
    return _purposes[name]


def purpose(name: str) -> Purpose | None:
    """The purpose of that name, if an app answers for it."""
    return _purposes.get(name)

"""From a CSV on disk to records with their line numbers. A damaged record costs itself and never its neighbours."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from difference.errors import BadInput

LONGEST_LINE = 1024 * 1024
# A record over more lines than this has a quotation mark that is never closed.
TALLEST_RECORD = 20


@dataclass(frozen=True)
class Record:
    """One record: the line it begins on, its cells, and what is wrong with it (nothing, if empty)."""

    line: int
    cells: list[str]
    problem: str = ""


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    odd_byte: int | None = None


def physical(file: IO[bytes], encoding: str, name: str) -> Iterator[_Line]:
    """Each line with its number; one with a byte that stands for no character is marked, not lost."""
    file.seek(0)
    for number, raw in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
        if len(raw) == LONGEST_LINE:
            raise BadInput(f"Line {number} of {name} is longer than {LONGEST_LINE:,} characters, which no register file has.")
        try:
            yield _Line(number, raw.decode(encoding if number == 1 else encoding.removesuffix("-sig")))
        except UnicodeDecodeError as error:
            yield _Line(number, raw.decode(encoding, errors="replace"), raw[error.start])


class Records:
    """Iterates over the records of a file. Set `width` once the heading is known: other records must have as many cells."""

    def __init__(self, file: IO[bytes], encoding: str, name: str) -> None:
        self.width: int | None = None
        self._lines = physical(file, encoding, name)
        self._pending: deque[_Line] = deque()
        self._taken: list[_Line] = []

    def _feed(self) -> Iterator[str]:
        while True:
            line = self._pending.popleft() if self._pending else next(self._lines, None)
            if line is None:
                return
            self._taken.append(line)
            if len(self._taken) > TALLEST_RECORD:
                raise csv.Error
            yield line.text

    def __iter__(self) -> Iterator[Record]:
        reader = csv.reader(self._feed(), strict=True)
        while True:
            self._taken = []
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield Record(self._taken[0].number, [], "its quotation marks do not match")
                self._put_back()
                reader = csv.reader(self._feed(), strict=True)
                continue
            if any(cell.strip() for cell in cells):
                yield self._checked(cells)

    def _checked(self, cells: list[str]) -> Record:
        line = self._taken[0].number
        if self.width is not None and len(cells) != self.width:
            self._put_back()
            return Record(line, [], f"it has {len(cells)} cells where the heading has {self.width}")
        odd = next((taken.odd_byte for taken in self._taken if taken.odd_byte is not None), None)
        return Record(line, cells, "" if odd is None else f"it has a byte (0x{odd:02X}) that stands for no character")

    def _put_back(self) -> None:
        """Read the lines that a damaged record swallowed again, as records of their own."""
        self._pending.extendleft(reversed(self._taken[1:]))

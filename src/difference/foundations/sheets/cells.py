"""What stands in one cell: a value without markup, and text that no spreadsheet takes for a formula."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from difference.foundations import clock
from difference.web.values import Link, Tag

Cell = str | int | float | bool | dt.date | dt.datetime | None
# What a spreadsheet may take for the beginning of a formula (OWASP, “CSV injection”), wide letters included.
BEGINS = "=+-@\t\r\n＝＋－＠"
# A number is none, signed or not, nor is a telephone number.
NUMBER = re.compile(r"[+-]?[\d ]+([.,]\d+)*\s?%?")
MARK = "'"
# Where a program takes another character than ours to separate cells, the cell after it begins here; marks that stood there are kept apart from ours.
AT_RISK = re.compile(rf"(^|[;\t]\s*)(?={MARK}*[{re.escape(BEGINS)}])")
MARKED = re.compile(rf"(^|[;\t]\s*){MARK}(?={MARK}*[{re.escape(BEGINS)}])")


def plain(value: object) -> Cell:
    """What a page shows in a cell, as it stands in a file: links and tags as their words, moments as England's clock has them."""
    if isinstance(value, Link | Tag):
        return _text(value.label)
    if isinstance(value, dt.datetime):
        return clock.in_london(value).replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(value, Decimal):
        return float(value)
    if value is None or isinstance(value, bool | int | float | dt.date):
        return value
    if isinstance(value, list | tuple):
        return "\n".join(str(plain(one)) for one in value if one not in (None, ""))
    return _text(str(value))


def _text(words: str) -> str:
    """Without what no file can hold: control characters and halves of characters."""
    return "".join(c for c in words.replace("\r\n", "\n") if c in "\n\t\r" or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))


def harmless(words: str) -> str:
    """Text as it may stand in a CSV: what could begin a formula gets an apostrophe before it, which `undone` takes away."""
    return words if NUMBER.fullmatch(words) else AT_RISK.sub(rf"\1{MARK}", words)


def undone(words: str) -> str:
    """`harmless` the other way round: what somebody sends back is what they were given."""
    return MARKED.sub(r"\1", words)

"""What a cell says: text, number, date, postcode, web address. Raises ValueError with the end of a sentence.

A cell's text is repeated in a sentence only when it is made of figures: a shifted row could hold somebody's name.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

FIGURES = re.compile(r"[0-9 ./:,+-]{1,20}")
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)
DATES = ((re.compile(r"(\d{2})[-/](\d{2})[-/](\d{4})"), (3, 2, 1)), (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), (1, 2, 3)))
HIGHEST_URN = 9_999_999


def _quoted(cell: str) -> str:
    return f" (“{cell}”)" if FIGURES.fullmatch(cell) else ""


def text(cell: str) -> str:
    """The cell's words, one space between them."""
    return " ".join(cell.split())


def number(cell: str) -> int | None:
    """A whole number, or None where the cell is blank."""
    bare = cell.strip()
    if not bare:
        return None
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 9):
        raise ValueError(f"is not a whole number{_quoted(bare)}")
    return int(bare)


def urn(cell: str) -> int:
    """A school's unique reference number."""
    found = number(cell)
    if found is None:
        raise ValueError("is missing")
    if not 0 < found <= HIGHEST_URN:
        raise ValueError(f"is not a school’s number{_quoted(cell.strip())}")
    return found


def date(cell: str) -> dt.date | None:
    """A date, day first as the register writes it or as ISO 8601 does, or None where the cell is blank."""
    bare = cell.strip()
    if not bare:
        return None
    for pattern, (year, month, day) in DATES:
        if match := pattern.fullmatch(bare):
            try:
                return dt.date(int(match[year]), int(match[month]), int(match[day]))
            except ValueError:
                break
    raise ValueError(f"is not a date{_quoted(bare)}")


def age(cell: str) -> int | None:
    """An age in years."""
    found = number(cell)
    if found is not None and found > 120:
        raise ValueError(f"is not an age{_quoted(cell.strip())}")
    return found


def metres(cell: str) -> int | None:
    """A coordinate of the National Grid; zero, which lies in the sea, is how some files say that there is none."""
    found = number(cell)
    if found is not None and found > 1_300_000:
        raise ValueError(f"lies outside the National Grid{_quoted(cell.strip())}")
    return found or None


def postcode(cell: str) -> str:
    """A postcode in capitals with its space; anything else stays as it is."""
    bare = text(cell).upper()
    match = POSTCODE.fullmatch(bare.replace(" ", ""))
    return f"{match[1]} {match[2]}" if match else bare


def website(cell: str) -> str:
    """A web address with its scheme, or nothing where the cell holds none that a page could link to."""
    bare = cell.strip()
    if not bare:
        return ""
    address = bare if re.match(r"https?://", bare, re.IGNORECASE) else f"http://{bare}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if " " in bare or "@" in parts.netloc or not HOST.fullmatch(host) or port == 0:
        return ""
    return f"{parts.scheme.lower()}{address[len(parts.scheme) :]}"

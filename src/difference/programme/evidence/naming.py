"""Looks for what could point to a pupil or a family in words that speak of groups: numbers and addresses that belong to one person."""

from __future__ import annotations

import re

# A unique pupil number is a letter and twelve digits, or thirteen characters with a letter at the end (Department for Education, “UPN guide”).
MARKS = (
    (re.compile(r"(?<!\w)[A-Za-z]\d{11}[\dA-Za-z](?!\w)"), "a unique pupil number"),
    (re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+"), "an e-mail address"),
    (re.compile(r"(?<![\w£])(?:\+44|0)(?:[\s().-]?\d){9,10}(?!\d)"), "a telephone number"),
    (re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?!\d)"), "a date that could be somebody’s birthday; write the month in words"),
)


def objections(text: str) -> list[str]:
    """A sentence for each kind of thing found that could point to somebody."""
    return [f"This seems to hold {what}. Describe the group, and nobody in it" for mark, what in MARKS if mark.search(text)]

"""How one field looks and is spoken of; a form gives these by field name in `looks`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Look:
    """All optional.

    `called`: how errors name the field, as in "Enter your full name". `size`: of the label or legend, s, m, l or xl.
    `heading`: the label is the page's h1. `width`: 2, 3, 4, 5, 10, 20 or 30 characters, or one-half, two-thirds, full …
    `hints`: a hint for each choice, by value. `exclusive`: the choice that unticks all others, such as "None of these".
    `inline`: short radios on one line. `small`: small radios or checkboxes. `words`, `characters`: a counted limit,
    which WordsField sets by itself.
    """

    called: str = ""
    size: str = ""
    heading: bool = False
    width: int | str = ""
    prefix: str = ""
    suffix: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    exclusive: str = ""
    inline: bool = False
    small: bool = False
    words: int | None = None
    characters: int | None = None
    hidden_label: bool = False

    @property
    def width_class(self) -> str:
        """The library's class for the width; empty when the input fills its line."""
        if not self.width:
            return ""
        return f"govuk-input--width-{self.width}" if isinstance(self.width, int) else f"govuk-!-width-{self.width}"

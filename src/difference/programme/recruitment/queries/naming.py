"""Which schools of the register a text names, for the stages that show text without where somebody works."""

from __future__ import annotations

from difference.programme.recruitment import school_names


def schools_in(text: str) -> list[str]:
    """Their names as the register has them, by name."""
    return school_names.in_text(text)

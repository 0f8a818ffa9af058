"""How long to wait, in words."""

from __future__ import annotations


def wait_in_words(seconds: int) -> str:
    """Rounded up, so that who comes back then is not refused again: "1 minute", "2 hours"."""
    for size, noun in ((3600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            number = -(-seconds // size)
            return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
    return "1 second"

"""Small values that components, tables and the shell share; in a template each prints itself as safe HTML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.html import format_html, html_safe
from django.utils.safestring import SafeString


class Tone(StrEnum):
    """What a colour says; the words beside it always say the same."""

    NEUTRAL = "neutral"
    PROGRESS = "progress"
    GOOD = "good"
    HAND = "hand"
    """Someone has to do something: the one warm accent."""
    BAD = "bad"


@html_safe
@dataclass(frozen=True)
class Link:
    """A link. `about` is read aloud after the label, so that "Change" is "Change your full name"."""

    label: str
    href: str
    current: bool = False
    about: str = ""

    def __str__(self) -> SafeString:
        hidden = format_html('<span class="govuk-visually-hidden"> {}</span>', self.about) if self.about else ""
        return format_html('<a class="govuk-link" href="{}">{}{}</a>', self.href, self.label, hidden)


@html_safe
@dataclass(frozen=True)
class Tag:
    """The name of a state, coloured by its tone."""

    label: str
    tone: Tone | str = Tone.NEUTRAL

    def __str__(self) -> SafeString:
        return format_html('<strong class="govuk-tag app-tag app-tag--{}">{}</strong>', Tone(self.tone), self.label)

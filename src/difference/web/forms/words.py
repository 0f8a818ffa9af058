"""A long answer with a limit of words or characters, counted on the page and again by the server, in the same way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst


class WordsField(forms.CharField):
    """A text area with `words` or `characters` as its limit. A line break counts as one character, as it does on the page."""

    widget = forms.Textarea

    def __init__(self, *, words: int | None = None, characters: int | None = None, rows: int = 8, **kwargs: Any) -> None:
        if words and characters:
            raise ValueError("A field is limited in words or in characters, not in both.")
        self.words, self.characters = words, characters
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.error_messages = {**self.sentences("your answer"), **(kwargs.get("error_messages") or {})}

    @staticmethod
    def sentences(called: str) -> dict[str, str]:
        """Every error of this field, naming it."""
        start = capfirst(called)
        return {
            "required": f"Enter {called}",
            "too_long": f"{start} must be %(limit)s %(unit)s or fewer. You have used %(used)s",
        }

    def to_python(self, value: object) -> str:
        """The text with line breaks as one character."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: str) -> None:
        """Also refuses an answer over the limit, saying how far over."""
        super().validate(value)
        limit = self.words or self.characters
        used = len(value.split()) if self.words else _length_on_the_page(value)
        if limit and used > limit:
            params = {"limit": f"{limit:,}", "used": f"{used:,}", "unit": "words" if self.words else "characters"}
            raise ValidationError(self.error_messages["too_long"], code="too_long", params=params)


def _length_on_the_page(text: str) -> int:
    # Browsers count in units of UTF-16, where an emoji is two.
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

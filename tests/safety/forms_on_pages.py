"""Reads the forms of a page: where each is sent, and its fields with what a browser would send, or a person would write."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

TYPED = {"email": "somebody@else.example", "tel": "07700 900123", "number": "3", "password": "three odd words together", "url": "https://a.example/"}


@dataclass
class Field:
    """One named input of a form. `options` are the values of its boxes, buttons or list."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)

    def filled(self, chance: random.Random) -> list[Any]:
        """What would be sent for it."""
        if self.kind in {"radio", "select", "submit"}:
            return [chance.choice(self.options)] if self.options else []
        if self.kind == "checkbox":
            return [option for option in self.options if chance.random() < 0.7]
        return [self.value or self.written()]

    def written(self) -> str:
        """What a person might write into it."""
        if self.kind == "hidden":
            return ""
        if any(word in self.name for word in ("_on", "day", "date", "from", "until", "to")):
            return "2026-11-20"
        if "time" in self.name:
            return "9am"
        return TYPED.get(
            self.kind, "3" if any(word in self.name for word in ("years", "months", "minutes", "seats", "places", "code")) else "Some words."
        )


@dataclass
class FoundForm:
    """One form of a page."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def filled(self, chance: random.Random) -> dict[str, list[Any]]:
        """The form as somebody would send it."""
        return {name: one.filled(chance) for name, one in self.fields.items()}


class Reader(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FoundForm] = []
        self._form: FoundForm | None = None
        self._open: Field | None = None

    def _add(self, name: str, kind: str, value: str) -> Field:
        assert self._form is not None
        found = self._form.fields.setdefault(name, Field(name, kind, value))
        if kind in {"radio", "checkbox", "submit"}:
            found.options.append(value)
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a form or one of its fields."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = FoundForm(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "option" and self._open is not None:
            self._open.options.append(given.get("value", ""))
        elif self._form is not None and given.get("name") and given["name"] != "csrfmiddlewaretoken":
            kinds = {"select": "select", "textarea": "textarea", "button": "submit", "input": given.get("type", "text")}
            if tag in kinds:
                value = given.get("value", "on" if kinds[tag] == "checkbox" else "")
                self._open = self._add(given["name"], kinds[tag], value)

    def handle_data(self, data: str) -> None:
        """What stands in a textarea."""
        if self._open is not None and self._open.kind == "textarea":
            self._open.value += data

    def handle_endtag(self, tag: str) -> None:
        """Ends a form or a field."""
        if tag == "form":
            self._form = None
        if tag in {"select", "textarea", "form"}:
            self._open = None


def forms_of(page: str) -> list[FoundForm]:
    """The forms of a page that are posted."""
    reader = Reader()
    reader.feed(page)
    return [one for one in reader.forms if one.method == "post"]

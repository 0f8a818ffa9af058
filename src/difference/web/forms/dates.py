"""A date asked for in three boxes, day, month and year, with errors in plain words whatever is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

BOXES = ("day", "month", "year")
WIDTHS = {"day": 2, "month": 2, "year": 4}
MONTHS = {name: number for number in range(1, 13) for name in (f"{date(2000, number, 1):%B}".lower(), f"{date(2000, number, 1):%b}".lower())} | {
    "sept": 9
}


class DateParts(NamedTuple):
    """What was typed, as it was typed."""

    day: str
    month: str
    year: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The boxes left empty, in order."""
        return tuple(box for box in BOXES if not getattr(self, box))

    def numbers(self) -> dict[str, int | None]:
        """Each box as a number in its range; None where it is not one. A month may be a word."""
        return {
            "day": _whole_number(self.day, 1, 31),
            "month": MONTHS.get(self.month.lower()) or _whole_number(self.month, 1, 12),
            "year": _whole_number(self.year, 1, 9999),
        }

    @property
    def wrong(self) -> tuple[str, ...]:
        """The boxes that keep this from being a date; all three when each is in its range but the day does not exist."""
        if self.missing:
            return self.missing
        numbers = self.numbers()
        unusable = tuple(box for box in BOXES if numbers[box] is None or (box == "year" and (numbers[box] or 0) < 1000))
        return unusable or (() if _make_date(numbers) else BOXES)


class DateBoxes(forms.Widget):
    """Three boxes named `<field>_day`, `_month` and `_year`; one value under the field's own name, as ISO, is taken too."""

    template_name = "web/forms/widgets/date.html"
    use_fieldset = True

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Context with the three boxes, for use without the kit's renderer."""
        context = super().get_context(name, value, attrs)
        context["boxes"] = self.boxes(name, value, str(context["widget"]["attrs"].get("id", "")), ())
        return context

    def boxes(self, name: str, value: object, id_: str, wrong: tuple[str, ...]) -> list[dict[str, object]]:
        """What each box shows; `wrong` are marked."""
        parts = parts_of(value)
        birthday = self.attrs.get("autocomplete") == "bday"
        return [
            {
                "label": box.capitalize(), "name": f"{name}_{box}", "id": f"{id_}_{box}" if id_ else "", "value": getattr(parts, box),
                "width": WIDTHS[box], "wrong": box in wrong, "autocomplete": f"bday-{box}" if birthday else "",
            }
            for box in BOXES
        ]  # fmt: skip

    def value_from_datadict(self, data: Mapping[str, str], files: object, name: str) -> DateParts | None:
        """What was typed, or None when the form was sent without this field."""
        typed = [data.get(f"{name}_{box}") for box in BOXES]
        if any(value is not None for value in typed):
            return DateParts(*(str(value or "").strip() for value in typed))
        return parts_of(data.get(name)) if data.get(name) else None

    def value_omitted_from_data(self, data: Mapping[str, str], files: object, name: str) -> bool:
        """True when neither the boxes nor the whole date were sent."""
        return name not in data and not any(f"{name}_{box}" in data for box in BOXES)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first box, which a legend cannot point at but an error summary can."""
        return f"{id_}_day" if id_ else ""


class DateField(forms.DateField):
    """A date in three boxes. `earliest` and `latest` are dates, or callables that give one when the form is checked."""

    widget = DateBoxes

    def __init__(
        self,
        *,
        earliest: date | Callable[[], date] | None = None,
        latest: date | Callable[[], date] | None = None,
        **kwargs: Any,
    ) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)
        self.error_messages = {**self.sentences("the date"), **(kwargs.get("error_messages") or {})}

    @staticmethod
    def sentences(called: str) -> dict[str, str]:
        """Every error of this field, naming it."""
        start = capfirst(called)
        return {
            "required": f"Enter {called}",
            "invalid": f"{start} must be a real date",
            "missing": f"{start} must include a %(boxes)s",
            "year": f"The year of {called} must have 4 numbers",
            "early": f"{start} must be %(limit)s or later",
            "late": f"{start} must be %(limit)s or earlier",
        }

    def to_python(self, value: object) -> date | None:
        """The date, or None when nothing was typed; ValidationError in words for anything that is not a date."""
        if value is None or isinstance(value, date):
            return super().to_python(value)
        parts = parts_of(value)
        if len(parts.missing) == len(BOXES):
            return None
        if parts.missing:
            raise self._error("missing", boxes=" and a ".join(parts.missing))
        numbers = parts.numbers()
        if numbers["year"] is not None and len(parts.year) < 4:
            raise self._error("year")
        found = _make_date(numbers)
        if found is None:
            raise self._error("invalid")
        return found

    def validate(self, value: date | None) -> None:
        """Also refuses a date outside its limits."""
        super().validate(value)
        if value is None:
            return
        earliest, latest = (limit() if callable(limit) else limit for limit in (self.earliest, self.latest))
        if earliest is not None and value < earliest:
            raise self._error("early", limit=_in_words(earliest))
        if latest is not None and value > latest:
            raise self._error("late", limit=_in_words(latest))

    def _error(self, code: str, **params: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


def parts_of(value: object) -> DateParts:
    """The three boxes of a date, of an ISO date in text, or of what was typed; anything else stands in the day box, to be refused."""
    if isinstance(value, DateParts):
        return value
    if isinstance(value, date):
        return DateParts(str(value.day), str(value.month), str(value.year))
    if not value:
        return DateParts("", "", "")
    try:
        return parts_of(date.fromisoformat(str(value)))
    except ValueError:
        return DateParts(str(value), "?", "?")


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _whole_number(text: str, low: int, high: int) -> int | None:
    # isascii, because isdigit alone takes superscripts, which int() then refuses.
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        return None
    number = int(text)
    return number if low <= number <= high else None


def _make_date(numbers: Mapping[str, int | None]) -> date | None:
    try:
        return date(numbers["year"] or 0, numbers["month"] or 0, numbers["day"] or 0)
    except ValueError:
        return None


def day_in(words: str) -> date | None:
    """The day that somebody wrote in one piece, the day first unless the year is: “1 September 2027”, “1/9/2027”, “2027-09-01”; None for anything else."""
    parts = re.split(r"[\s./-]+", words.strip().rstrip("."))
    if len(parts) != len(BOXES):
        return None
    if re.fullmatch(r"\d{4}", parts[0]):
        parts.reverse()
    made = DateParts(*parts)
    return None if made.wrong else _make_date(made.numbers())

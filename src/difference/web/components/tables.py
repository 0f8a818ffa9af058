"""Tables that stay readable at 320 pixels: they scroll sideways inside their own region, or stack their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.html import format_html
from django.utils.text import slugify

from difference.web.components.moments import in_words


@dataclass(frozen=True)
class Column:
    """A column: its heading, and whether its cells are figures, which stand to the right."""

    label: str
    numeric: bool = False


def table(
    caption: str,
    columns: Sequence[Column | str],
    rows: Iterable[Sequence[object]],
    stacked: bool = False,
    size: str = "m",
    first_is_heading: bool = True,
    foot: Sequence[object] | None = None,
    id: str = "",
    show_caption: bool = True,
) -> dict[str, object]:
    """`{% table "Posts" columns rows %}`: cells are plain values, Links, Tags or None; whole numbers get their commas.

    On a phone it scrolls sideways; `stacked` puts each row under the next instead, for lists of records.
    `first_is_heading` makes the first cell the row's heading. `foot` is a row of totals.
    """
    made = [column if isinstance(column, Column) else Column(column) for column in columns]
    return {
        "caption": caption, "columns": made, "rows": [list(zip(made, row, strict=True)) for row in rows], "stacked": stacked,
        "size": size, "first_is_heading": first_is_heading, "foot": list(zip(made, foot, strict=True)) if foot else None,
        "id": id or f"table-{slugify(caption)[:40]}", "show_caption": show_caption,
    }  # fmt: skip


def shown(value: object) -> object:
    """A cell's value as it is read: commas in whole numbers, dates in words, a dash with hidden words for nothing."""
    if value is None or value == "":
        return format_html('<span aria-hidden="true">–</span><span class="govuk-visually-hidden">{}</span>', "none")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int):
        return f"{value:,}".replace("-", "−")
    if isinstance(value, date | datetime):
        return in_words(value, weekday=False)
    return value

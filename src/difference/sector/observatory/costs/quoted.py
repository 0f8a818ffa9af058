"""The arithmetic behind quoted billions, and the two published totals beside each other, never joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from difference.methods import costing
from difference.methods.costing import Published, Quoted
from difference.sector.observatory.wording import pounds
from difference.web.values import Tag

PRESETS = tuple(key for key in costing.PRESETS if key.startswith("ippr"))
COLUMNS = ("Quoted", "Pupils it implies", "Published number of pupils", "Times the cost of one", "Does it fit?")
NONE = "None published"


@dataclass(frozen=True)
class Group:
    """The totals that stand on one published cost of one exclusion."""

    model: Published
    totals: tuple[Quoted, ...]

    @property
    def rows(self) -> list[tuple[object, ...]]:
        """A row for each total and each number of pupils that it might stand on."""
        return [row for total in self.totals for row in _rows(total)]

    @property
    def notes(self) -> list[str]:
        """Who quoted each total, and what is to be said of it."""
        return [f"{total.title}: {total.source}. {total.said}" for total in self.totals]


def published(key: str) -> Published:
    """A preset that is a published total."""
    model = costing.preset(key)
    assert isinstance(model, Published)  # noqa: S101 - PRESETS names those alone
    return model


def groups() -> list[Group]:
    """The totals by the cost of one that they stand on, which are two and not a series."""
    models = [published(key) for key in PRESETS]
    return [Group(model, tuple(total for total in costing.quoted_totals() if total.per_pupil == model.per_pupil)) for model in models]


def _rows(total: Quoted) -> Iterator[tuple[object, ...]]:
    implied = f"{total.title} ÷ {pounds(total.per_pupil)} is {total.implied:,}"
    for product in total.products:
        fits = Tag("Fits", "good") if product.agrees else Tag("Does not fit", "hand")
        gives = f"{product.count.value:,} × {pounds(product.per_pupil)} is {pounds(product.total)}"
        yield total.title, implied, f"{product.count.value:,}: {product.count.title}", gives, fits
    if not total.products:
        yield total.title, implied, None, None, Tag("Not checked", "neutral")


def side_by_side() -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Columns and rows that set one published total beside the other."""
    models = [published(key) for key in PRESETS]
    rows = [
        ("Cost of one exclusion", *(pounds(model.per_pupil) for model in models)),
        ("What it holds", *(model.scope for model in models)),
        ("Its parts", *(NONE for _ in models)),
        ("Its range", *(NONE for _ in models)),
        ("Prices of", *(model.price_year[:1].upper() + model.price_year[1:] for model in models)),
        ("How it was made", *(model.made for model in models)),
        ("Source", *(model.source for model in models)),
    ]
    return ("What is known of it", *(model.title for model in models)), rows

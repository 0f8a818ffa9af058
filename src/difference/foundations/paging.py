"""Pages of a long list. By key, the database sorts and counts keys alone, and only the rows of the page that is shown are loaded."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

# Rows that a page of any list shows: read at a glance, and quick to make.
A_PAGE = 25


class ByKey(Paginator):  # type: ignore[type-arg]
    """A Paginator over a queryset in its order. Wide rows are sorted nowhere, and fetched for one page."""

    def page(self, number: int | str) -> Page[Any]:
        """One page, as Django's own."""
        number = self.validate_number(number)
        found: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        first = (number - 1) * self.per_page
        keys = list(found.values_list("pk", flat=True)[first : first + self.per_page])
        rows = {row.pk: row for row in found.order_by().filter(pk__in=keys)}
        return Page([rows[key] for key in keys if key in rows], number, self)


def page_of(request: HttpRequest, rows: Any, parameter: str = "page", *, by_key: bool = False, number: int | None = None) -> Page[Any]:
    """The page of these rows that was asked for, or the nearest there is. `number`: how many there are, where that is known already."""
    pages = (ByKey if by_key else Paginator)(rows, A_PAGE)
    if number is not None:
        pages.count = number
    return pages.get_page(request.GET.get(parameter))

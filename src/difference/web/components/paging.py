"""The foot of a long list: how much of it is shown, and the way to the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest


@dataclass(frozen=True)
class Step:
    """A page in the row of pages; without a number it is a gap."""

    number: int | None = None
    href: str = ""
    current: bool = False


def pagination(context: Mapping[str, Any], page: Page[Any], parameter: str = "page", noun: str = "") -> dict[str, object]:
    """`{% pagination page %}`: for a Django Page; other parameters of the address are kept. `noun` as in "312 applications"."""
    request = context.get("request")
    paginator = page.paginator
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    steps = [Step(number, _address(request, parameter, number), number == page.number) if isinstance(number, int) else Step() for number in numbers]
    return {
        "start": page.start_index(), "end": page.end_index(), "total": paginator.count, "noun": noun,
        "steps": steps if paginator.num_pages > 1 else [],
        "previous": _address(request, parameter, page.number - 1) if page.has_previous() else "",
        "next": _address(request, parameter, page.number + 1) if page.has_next() else "",
    }  # fmt: skip


def _address(request: HttpRequest | None, parameter: str, number: int) -> str:
    if request is None:
        return f"?{parameter}={number}"
    query = request.GET.copy()
    query[parameter] = str(number)
    return f"?{query.urlencode()}"

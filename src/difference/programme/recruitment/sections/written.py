"""A section that recruitment keeps itself: what its form's values are read from, and what they are kept in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from difference.errors import NotFound
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.sections.registry import Missing, Section, find

Values = Mapping[str, Any]


def _columns_of(names: Sequence[str]) -> Callable[[Application], dict[str, Any]]:
    return lambda application: {name: getattr(application, name) for name in names}


def _keep_nothing_more(application: Application, values: Values) -> None:
    pass


def _read_nothing(application: Application) -> dict[str, Any]:
    return {}


def _no_complaint(application: Application, values: Values) -> dict[str, list[str]]:
    return {}


@dataclass(frozen=True)
class Written(Section):
    """`columns` are fields of the application; `keep` writes what stands in rows of its own; `check` finds what cannot stand.

    `labels` are the words for each value, by name.
    """

    columns: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    read: Callable[[Application], dict[str, Any]] = _read_nothing
    keep: Callable[[Application, Values], None] = _keep_nothing_more
    check: Callable[[Application, Values], dict[str, list[str]]] = _no_complaint


def address(key: str) -> Callable[[Application], str]:
    """The page of one of recruitment's own sections."""
    return lambda application: reverse("recruitment:section", args=[application.pk, key])


def plain(
    key: str,
    title: str,
    place: int,
    labels: Mapping[str, str],
    missing: Callable[[Application], Sequence[Missing]],
    rows: Callable[[Application], Sequence[tuple[str, object]]],
    **more: Any,
) -> Written:
    """A section whose values are all fields of the application."""
    read = _columns_of(tuple(labels))
    return Written(
        key, title, place, address(key), missing, lambda application: any_of(read(application)), rows,
        columns=tuple(labels), labels=labels, read=read, **more,
    )  # fmt: skip


def any_of(values: Values) -> bool:
    """Whether anything at all has been answered; “no” is an answer."""
    return any(value not in (None, "", []) for value in values.values())


def find_written(key: str) -> Written:
    """One of recruitment's own sections. Raises NotFound."""
    found = find(key)
    if not isinstance(found, Written):
        raise NotFound()
    return found


def fingerprint(values: Values) -> str:
    """What a section's values looked like when its page was opened, so that another section's change is no conflict."""
    text = json.dumps({name: str(value) for name, value in values.items()}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def words_in(text: str) -> int:
    """How many words a text has, counted as the page counts them."""
    return len(text.split())


def too_long(name: str, called: str, text: str, limit: int) -> list[Missing]:
    """Whether a text is over its limit of words, as something to mend before sending."""
    used = words_in(text)
    if used <= limit:
        return []
    return [Missing(f"{called} has {used:,} words. Shorten it to {limit:,} or fewer before you send", name)]

"""Pages by cursor: where a page ended, signed, so that what is added or removed meanwhile shifts nothing.

A cursor holds the ordering keys of the last row and which list it is of. It is bound to the filters: with others it is
refused, because the next page would not be the next page of anything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

from difference.errors import BadInput

Row = TypeVar("Row", bound=Model)
SIGNER = signing.Signer(salt="difference.api.cursors")
REFUSED = "Use a cursor as a page gave it, with the same filters; leave it out to begin again."


def page(
    rows: QuerySet[Row], *, what: str, keys: Sequence[str], filters: Mapping[str, Any], cursor: str | None, limit: int
) -> tuple[list[Row], str | None]:
    """The page after `cursor` of `rows` in the order of `keys`, which together are unique, and the next page's cursor."""
    mark = _mark(what, filters)
    if cursor is not None:
        rows = rows.filter(_after(keys, _read(rows, cursor, mark, keys)))
    found = list(rows.order_by(*keys)[: limit + 1])
    if len(found) <= limit:
        return found, None
    last = [getattr(found[limit - 1], key) for key in keys]
    return found[:limit], SIGNER.sign_object([mark, *(value if isinstance(value, int) else _text(value) for value in last)])


def _mark(what: str, filters: Mapping[str, Any]) -> str:
    words = json.dumps([what, filters], sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _read(rows: QuerySet[Any], cursor: str, mark: str, keys: Sequence[str]) -> list[Any]:
    try:
        held = SIGNER.unsign_object(cursor)
    except signing.BadSignature:
        raise _refused() from None
    if held[0] != mark:
        raise _refused()
    return [rows.model._meta.get_field(key).to_python(value) for key, value in zip(keys, held[1:], strict=True)]


def _refused() -> BadInput:
    return BadInput("This is not a cursor of this list.", fields={"cursor": [REFUSED]})


def _after(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows that stand after `values`: the first key is greater, or it is equal and the next is, and so on."""
    condition, equal = Q(), Q()
    for key, value in zip(keys, values, strict=True):
        condition |= equal & Q(**{f"{key}__gt": value})
        equal &= Q(**{key: value})
    return condition

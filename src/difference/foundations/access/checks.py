"""The start-up check: every route is declared, every declaration is of a listed action, and no pinned route is stale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from difference.foundations.access import actions, third_party


def routes(patterns: list[Any] | None = None, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every route's full name and its view, however deep it is included."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from routes(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name or f"(no name: {pattern.pattern})"]), pattern.callback


def undeclared() -> list[str]:
    """Sentences about routes and declarations that do not fit each other."""
    found: dict[str, Any] = {}
    complaints: list[str] = []
    for name, view in routes():
        if name in found and found[name] is not view:
            complaints.append(f"Two routes are called “{name}”.")
        found[name] = view
        declared = getattr(view, "access", None)
        if declared is None and name not in third_party.ROUTES:
            complaints.append(f"The route “{name}” does not declare its access.")
        for method, its in (declared or {}).items():
            if its.action not in {action.name for action in actions.all_actions()}:
                complaints.append(f"The route “{name}” ({method}) names the action “{its.action}”, which no policy declares.")
    complaints += [f"The pinned route “{name}” no longer exists." for name in third_party.ROUTES if name not in found]
    return complaints


@register("access")
def every_route_is_declared(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Django's system check: it stops the start with a sentence for each undeclared or stale route."""
    return [Error(sentence, id="access.E001") for sentence in undeclared()]

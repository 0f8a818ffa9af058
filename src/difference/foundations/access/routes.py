"""How a view declares its access: for each method the action, how its object is loaded, and how sensitive it is."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

from difference.errors import NotNow
from difference.foundations.access import actions
from difference.foundations.actors import Actor, actor_of
from difference.foundations.audit.commands import record
from difference.foundations.audit.models import Event


class Shows(enum.Enum):
    """How sensitive a page's contents are."""

    PUBLIC = "public"
    PERSONAL = "personal"
    RESTRICTED = "restricted"
    EQUALITY = "equality"


@dataclass(frozen=True)
class Access:
    """One method's access. `load` takes the actor and the route's arguments, and raises NotFound outside their scope.

    `about` names the person whom the loaded object concerns: somebody else's look at it is put in the audit.
    """

    action: str
    load: Callable[..., Any] | None = None
    shows: Shows = Shows.PUBLIC
    about: Callable[[Any], UUID | None] | None = None
    fields: Sequence[str] = ()


View = Callable[..., HttpResponse]
METHODS = ("GET", "POST")


def access(**methods: Access) -> Callable[[View], View]:
    """Declare a view's access, as in `@access(GET=Access("people.see-own-record"))`. Other methods are refused.

    The view is called with the request and, where a loader is declared, the object it loaded.
    """
    unknown = set(methods) - set(METHODS)
    if unknown or not methods:
        raise ValueError(f"Declare access for {' or '.join(METHODS)}, not {', '.join(sorted(unknown)) or 'nothing'}.")

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, **arguments: Any) -> HttpResponse:
            declared = methods.get("GET" if request.method == "HEAD" else str(request.method))
            if declared is None:
                return HttpResponseNotAllowed(sorted(methods))
            try:
                return _answer(view, declared, request, arguments)
            except NotNow:
                if request.method != "POST":
                    raise
                # Between the look and the act somebody else may have acted, or the other half of a double-click: nothing was kept, so look once more.
                _rewind(request)
                return _answer(view, declared, request, arguments)

        guarded.access = methods  # type: ignore[attr-defined]
        return guarded

    return wrap


def _answer(view: View, declared: Access, request: HttpRequest, arguments: dict[str, Any]) -> HttpResponse:
    actor: Actor = actor_of(request)
    # Whoever could never take this action is told to sign in before we look for anything.
    if not actor.signed_in:
        actions.require_sign_in(actor, declared.action)
    thing = declared.load(actor, **arguments) if declared.load else None
    actions.require(actor, declared.action, thing)
    _note_reading(actor, declared, thing)
    response = view(request, thing) if declared.load else view(request, **arguments)
    if declared.shows is not Shows.PUBLIC or actor.signed_in:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _rewind(request: HttpRequest) -> None:
    for _, files in request.FILES.lists():
        for one in files:
            one.seek(0)


def _note_reading(actor: Actor, declared: Access, thing: Any) -> None:
    subject = declared.about(thing) if declared.about else None
    restricted = declared.shows in {Shows.RESTRICTED, Shows.EQUALITY}
    others = subject is not None and subject != actor.person_id
    if restricted or others:
        record(
            actor, declared.action, thing if hasattr(thing, "_meta") else declared.action, subject=subject, fields=declared.fields, kind=Event.SEEN
        )

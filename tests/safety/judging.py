"""What the declarations say: for every route with arguments, who gets in at which object, asked of loaders and policies alone."""

from __future__ import annotations

import contextlib
import itertools
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

import time_machine
from django.urls import get_resolver

from difference.errors import DifferenceError, NotAllowed, NotFound, NotSignedIn
from difference.foundations.access import actions
from difference.foundations.access.checks import routes
from difference.foundations.access.routes import Access
from difference.foundations.actors import Actor
from tests.safety.world.making import FROZEN, KINDS, MISSING, Arguments, Offered, Visitor, World, nothing_to_arrange, undone

IN, REFUSED, NOT_FOUND, TO_SIGN_IN = "in", "refused", "not found", "to sign in"
METHODS = ("GET", "POST")
ABSENT = {"uuid": uuid.UUID(int=7), "str": "no-such-word", "slug": "no-such-word", "int": 999999999}

Cell = tuple[str, str, str, str]


def ours() -> Iterator[tuple[str, dict[str, Access], dict[str, Any]]]:
    """Our own routes with their declarations and, for each argument, a value that is nobody's."""
    resolver = get_resolver()
    for name, view in routes():
        declared = getattr(view, "access", None)
        if declared:
            yield name, declared, arguments_of(resolver, name)


def arguments_of(resolver: Any, name: str) -> dict[str, Any]:
    """For each argument of a route a value of its kind that is nobody's."""
    *spaces, last = name.split(":")
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    converters = next(iter(resolver.reverse_dict.getlist(last)))[3]
    return {key: ABSENT[type(converter).__name__.replace("Converter", "").lower().replace("string", "str")] for key, converter in converters.items()}


def with_arguments() -> dict[str, tuple[dict[str, Access], dict[str, Any]]]:
    """Our routes that are about something."""
    return {name: (declared, absent) for name, declared, absent in ours() if absent}


def judge(actor: Actor, declared: Sequence[Access], arguments: Arguments) -> list[str]:
    """What declarations with the same loader say to this actor about this object, as `access` asks them."""
    try:
        thing = declared[0].load(actor, **arguments) if declared[0].load else None
        unfound = ""
    except NotFound:
        thing, unfound = None, NOT_FOUND
    except DifferenceError:
        # The loader found it and says in words why not now.
        thing, unfound = None, IN
    return [_asked(actor, one.action, thing, unfound) for one in declared]


def _asked(actor: Actor, action: str, thing: Any, unfound: str) -> str:
    try:
        if not actor.signed_in:
            actions.require_sign_in(actor, action)
        if not unfound:
            actions.require(actor, action, thing)
    except NotAllowed:
        return REFUSED
    except NotSignedIn:
        return TO_SIGN_IN
    return unfound or IN


def tries(world: World, name: str, absent: Arguments, visitor: Visitor) -> Iterator[tuple[str, Arguments, Offered]]:
    """What a visitor tries at a route: each kind of object that there is for them."""
    offered = world.offered[name]
    for kind in KINDS:
        arguments = offered.arguments(kind, visitor)
        if arguments:
            yield kind, arguments, offered
    yield MISSING, absent, Offered(offered.own, None, None, nothing_to_arrange, FROZEN)


def judged(world: World) -> dict[Cell, str]:
    """Every verdict, by route, method, kind of object and visitor. What routes ask in the same situation is loaded once."""
    situations: dict[Any, dict[Any, list[tuple[Cell, Access]]]] = {}
    routes_and_visitors = itertools.product(with_arguments().items(), world.visitors.values())
    for (name, (declared, absent)), visitor in routes_and_visitors:
        for kind, arguments, offered in tries(world, name, absent, visitor):
            situation = situations.setdefault((tuple(arguments.items()), offered.arrange, offered.at), {})
            for method, its in declared.items():
                situation.setdefault((its.load, visitor.name), []).append(((name, method, kind, visitor.name), its))
    found: dict[Cell, str] = {}
    for (arguments, arrange, at), loads in situations.items():
        with undone() if arrange is not nothing_to_arrange else contextlib.nullcontext(), time_machine.travel(at, tick=False):
            arrange(dict(arguments))
            for (_, visitor), asked in loads.items():
                verdicts = judge(world.visitors[visitor].actor, [its for _, its in asked], dict(arguments))
                found |= dict(zip((cell for cell, _ in asked), verdicts, strict=True))
    return found

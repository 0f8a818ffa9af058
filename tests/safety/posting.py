"""Where forms are posted, by whom and about what: found in the URL configuration, so that what is added is met as well."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import time_machine
from django.urls import reverse

from difference.foundations.access import third_party
from difference.foundations.access.routes import Access
from tests.safety.forms_on_pages import FoundForm, forms_of
from tests.safety.judging import IN, judge, ours, with_arguments
from tests.safety.world.making import FROZEN, KINDS, Arguments, Offered, Visitor, World, nothing_to_arrange, undone
from tests.safety.world.visitors import NOBODY, REFEREE

NOTHING = Offered(lambda visitor: None, None, None, nothing_to_arrange, FROZEN)
# Forms that are reached by a link in a letter, kept in the session: the route of the link.
BY_LINK = {"people:invitation": "people:invitation-link", "people:second-factor": "people:second-factor-link"}
BY_REFEREE = ("recruitment:give-reference", "recruitment:send-reference", "recruitment:decline-reference")
# The sign-in library's routes with arguments, and who has something to do at those that are for whoever has signed in.
LIBRARY = {"account_reset_password_from_key": {"uidb36": "1", "key": "1-set-password"}, "account_confirm_email": {"key": "abc"}}
LIBRARY_BY = {"mfa_activate_totp": "somebody signed in"}
VISITORS_A_ROUTE = 2


@dataclass
class Target:
    """One visitor at one route about one object, and the forms that are sent there."""

    route: str
    visitor: Visitor
    arguments: dict[str, Any]
    offered: Offered
    forms: list[FoundForm] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Its address."""
        return reverse(self.route, kwargs=self.arguments)

    def filled(self, chance: random.Random) -> dict[str, list[Any]]:
        """A form as somebody would send it here."""
        return chance.choice(self.forms).filled(chance) if self.forms else {"revision": ["0"]}


def _browse(target: Target, path: str) -> list[FoundForm]:
    with time_machine.travel(target.offered.at, tick=False), target.visitor.browser(target.offered.at) as browser, undone():
        target.offered.arrange(target.arguments)
        response = browser.get(path)
        readable = response.status_code == 200 and "html" in response.headers.get("Content-Type", "") and not response.streaming
        found = forms_of(response.content.decode()) if readable else []
    return [form for form in found if form.action in {"", target.path} and (form.action or path == target.path)]


def _pages(world: World, target: Target) -> Iterator[str]:
    """The page itself, and the pages of the same part about the same thing or about nothing."""
    space = target.route.partition(":")[0]
    known = with_arguments()
    for name, declared, absent in ours():
        if name == target.route and "GET" in declared:
            yield target.path
        elif name.partition(":")[0] == space and "GET" in declared and target.route in known:
            if not absent:
                yield reverse(name)
            for kind in KINDS if absent else ():
                arguments = world.offered[name].arguments(kind, target.visitor) or {}
                if arguments and set(arguments.items()) <= set(target.arguments.items()):
                    yield reverse(name, kwargs=arguments)
                    break


def find_forms(world: World, target: Target) -> Target:
    """The target with the forms that pages show to its visitor; with none where no page does."""
    own = target.route in third_party.ROUTES
    for path in [target.path] if own else _pages(world, target):
        target.forms = _browse(target, path)
        if target.forms:
            break
    return target


def _by_link(world: World, route: str) -> Target:
    link = reverse(BY_LINK[route], kwargs=world.offered[BY_LINK[route]].foreign)
    return Target(route, Visitor(f"by link to {route}", links=[link]), {}, NOTHING)


def targets_of(world: World, route: str, its: Access, absent: Arguments, chance: random.Random) -> list[Target]:
    """Who posts to one of our routes: up to two who are let in, at whatever they are let in to."""
    if route in BY_LINK:
        return [_by_link(world, route)]
    if route in BY_REFEREE:
        return [Target(route, world.visitors[REFEREE], dict(world.offered[route].near or {}), world.offered[route])]
    visitors = list(world.visitors.values())
    found: list[Target] = []
    for visitor in chance.sample(visitors, len(visitors)):
        offered = world.offered[route] if absent else NOTHING
        for kind in chance.sample(KINDS, len(KINDS)) if absent else KINDS[:1]:
            arguments = offered.arguments(kind, visitor) if absent else {}
            if arguments is not None and _let_in(visitor, its, arguments, offered):
                found.append(Target(route, visitor, dict(arguments), offered))
                break
        if len(found) == VISITORS_A_ROUTE:
            break
    return found


def _let_in(visitor: Visitor, its: Access, arguments: Arguments, offered: Offered) -> bool:
    with undone(), time_machine.travel(offered.at, tick=False):
        offered.arrange(arguments)
        return judge(visitor.actor, [its], arguments) == [IN]


def library_targets(world: World) -> Iterator[list[Target]]:
    """Who posts to the sign-in library's routes."""
    for route, who in third_party.ROUTES.items():
        name = NOBODY if who == third_party.ANYONE else LIBRARY_BY.get(route, "administrator")
        yield [Target(route, world.visitors[name], LIBRARY.get(route, {}), NOTHING)]


def all_targets(world: World, chance: random.Random) -> list[list[Target]]:
    """For every route that takes a POST those who post to it, each with the forms they are shown."""
    found = [targets_of(world, route, declared["POST"], absent, chance) for route, declared, absent in ours() if "POST" in declared]
    return [[find_forms(world, one) for one in targets] for targets in [*found, *library_targets(world)]]

"""One placement, for placement staff: confirm, tick off, start, complete, end early."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.lifecycles.moving import possible
from difference.foundations.people.models import Person
from difference.programme.placement import checklist, showing
from difference.programme.placement.commands import placing as commands
from difference.programme.placement.forms.answers import EndForm
from difference.programme.placement.models import Placement
from difference.programme.placement.queries import challenges
from difference.programme.placement.reasons import DECLINED, ENDED_EARLY, MOVED
from difference.programme.placement.views import loading
from difference.programme.placement.views.loading import Item
from difference.web.components.lists import Row
from difference.web.components.moments import in_words
from difference.web.values import Link

SEE = Access("placement.see-board", load=loading.placement, shows=Shows.PERSONAL, about=loading.whose)
TICK = Access("placement.tick", load=loading.item, shows=Shows.PERSONAL)
# What staff do here, by the name of the move: the words of its button and its route.
DOING = {
    "confirm": ("Confirm the placement", "placement:confirm"),
    "start": ("Start the placement", "placement:start"),
    "complete": ("Complete the placement", "placement:complete"),
    "transfer": ("Move them to another school", "placement:transfer"),
    "end_early": ("End it early", "placement:end"),
}


def _handling(action: str) -> Access:
    return Access(action, load=loading.placement, shows=Shows.PERSONAL, about=loading.whose)


def _to(placement: Placement) -> HttpResponse:
    return HttpResponseRedirect(reverse("placement:handle", args=[placement.pk]))


def _items(placement: Placement, names: dict[Any, str]) -> list[tuple[checklist.Standing, str]]:
    made = []
    for one in checklist.standing(placement):
        words = f"{in_words(one.done_at)}, by {names.get(one.done_by, 'somebody who has left')}" if one.done_at else ""
        made.append((one, words))
    return made


def _moves(placement: Placement) -> list[Row]:
    """Where they moved from, and where to."""
    rows = []
    if placement.moved_from:
        was = placement.moved_from
        rows.append(
            Row("Moves here from" if placement.moving else "Moved here from", Link(was.post.school.name, reverse("placement:handle", args=[was.pk])))
        )
    moves = placement.moves.select_related("post__school").order_by("proposed_at")
    rows += [Row("Move proposed", [Link(one.post.school.name, reverse("placement:handle", args=[one.pk])), showing.tag(one)]) for one in moves]
    return rows


@access(GET=SEE)
def handle(request: HttpRequest, placement: Placement) -> HttpResponse:
    """Where a placement stands, its list, and what can be done now, with the reason when not."""
    post = placement.post
    people = {tick.done_by for tick in placement.checklist.all()}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "full_name"))
    rows = [
        Row("State", showing.tag(placement)),
        Row("Post", [Link(post.title, reverse("placement:review", args=[post.pk])), post.school.name]),
        Row("Matched", placement.proposed_at),
        *showing.answers(placement),
    ]
    if placement.reason:
        rows.append(Row("Reason", (DECLINED | ENDED_EARLY | MOVED).get(placement.reason)))
    rows += _moves(placement)
    rows += [Row(key, day) for key, day in (("Started", placement.started_on), ("Ended", placement.ended_on)) if day]
    steps = [(step.move.name, *DOING[step.move.name], step.why_not) for step in possible(actor_of(request), placement) if step.move.name in DOING]
    context = {
        "placement": placement, "rows": rows, "items": _items(placement, names),
        "challenges": challenges.about(placement), "answers": challenges.open_one(placement) is not None,
        "ticks": placement.state in commands.BEFORE_START and loading.may(actor_of(request), "placement.tick", placement),
        "moves": [(name, words, reverse(route, args=[placement.pk]), why_not) for name, words, route, why_not in steps],
    }  # fmt: skip
    return render(request, "placement/staff/placement.html", context)


def _move(request: HttpRequest, placement: Placement, target: str, run: Callable[..., Placement], words: str) -> HttpResponse:
    if placement.state != target:
        run(by=actor_of(request), placement=placement)
        messages.success(request, words)
    return _to(placement)


@access(POST=_handling("placement.confirm"))
def confirm(request: HttpRequest, placement: Placement) -> HttpResponse:
    """Confirm a placement that both sides accepted."""
    return _move(request, placement, "confirmed", commands.confirm_placement, "The placement is confirmed. Both sides are told.")


@access(POST=_handling("placement.start"))
def start(request: HttpRequest, placement: Placement) -> HttpResponse:
    """Start it."""
    return _move(request, placement, "started", commands.start_placement, "The placement has started. The person is a participant now.")


@access(POST=_handling("placement.start"))
def complete(request: HttpRequest, placement: Placement) -> HttpResponse:
    """Complete it."""
    return _move(request, placement, "completed", commands.complete_placement, "The placement is complete.")


@access(GET=_handling("placement.end-early"), POST=_handling("placement.end-early"))
def end(request: HttpRequest, placement: Placement) -> HttpResponse:
    """End it early, with a reason."""
    if placement.state == "ended_early":
        return _to(placement)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.end_placement(by=actor_of(request), placement=placement, reason=form.cleaned_data["reason"])
        messages.success(request, "The placement has ended. Both sides are told.")
        return _to(placement)
    return render(request, "placement/staff/end.html", {"form": form, "placement": placement}, status=422 if form.errors else 200)


@access(POST=TICK)
def tick(request: HttpRequest, item: Item) -> HttpResponse:
    """Note that an item is done."""
    commands.tick(by=actor_of(request), placement=item.placement, key=item.key)
    messages.success(request, "Noted, with your name and the time.")
    return _to(item.placement)


@access(POST=TICK)
def untick(request: HttpRequest, item: Item) -> HttpResponse:
    """Take it back."""
    commands.untick(by=actor_of(request), placement=item.placement, key=item.key)
    messages.success(request, "Taken back. The audit keeps that it had been noted.")
    return _to(item.placement)

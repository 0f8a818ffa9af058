"""One match or placement, for the person and for the school: where it stands, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.placement import checklist, showing
from difference.programme.placement.commands import answering as commands
from difference.programme.placement.commands.publishing import answer_by
from difference.programme.placement.forms.answers import DeclineForm
from difference.programme.placement.models import Placement
from difference.programme.placement.queries import challenges
from difference.programme.placement.reasons import DECLINED, ENDED_EARLY, MOVED
from difference.programme.placement.sides import PERSON, answered, side_of
from difference.programme.placement.views import loading
from difference.programme.recruitment.queries import places
from difference.web.components.lists import Row, Task
from difference.web.values import Tone

SEE = Access("placement.see-own", load=loading.placement, shows=Shows.PERSONAL, about=loading.whose)
ANSWER = Access("placement.answer-match", load=loading.placement, shows=Shows.PERSONAL, about=loading.whose)


def tasks(placement: Placement) -> list[Task]:
    """The checklist."""
    return [
        Task(
            one.title, "Done" if one.done else "To do", tone=Tone.GOOD if one.done else Tone.HAND,
            hint=one.item.says,
        )
        for one in checklist.standing(placement)
    ]  # fmt: skip


def _to(placement: Placement) -> HttpResponse:
    return HttpResponseRedirect(reverse("placement:placement", args=[placement.pk]))


def _same(pair: Mapping[str, Any], placement: Placement) -> bool:
    return (pair["candidate"], pair["post"]) == (str(placement.person_id), str(placement.post_id))


@access(GET=SEE)
def placement(request: HttpRequest, placement: Placement) -> HttpResponse:
    """One match or placement, from the inside of either side."""
    actor = actor_of(request)
    side = side_of(actor, placement)
    mine = side == PERSON
    known = None if mine else places.accepted_as(placement.person_id, placement.post.cohort_id)
    rows = [Row("Post", placement.post.title), Row("School", placement.post.school.name), *showing.answers(placement)]
    # Why somebody moves is told to them alone.
    if placement.reason and (mine or placement.state in ("declined", "ended_early")):
        rows.append(Row("Reason", (DECLINED | ENDED_EARLY | MOVED).get(placement.reason)))
    rows += [Row("Decided by hand", one["reason"]) for one in placement.run.by_hand if _same(one, placement)]
    rows += [Row(key, day) for key, day in (("Started", placement.started_on), ("Ended", placement.ended_on)) if day]
    context = {
        "placement": placement, "mine": mine, "rows": rows, "tag": showing.tag(placement, "person" if mine else "partner"),
        "about": showing.about_candidate(known) if known else showing.about_post(placement.post) if mine else [],
        "waits": showing.waits_for(actor, placement), "answer_by": answer_by(placement.run, placement.proposed_at if placement.moved_from_id else None),
        "tasks": tasks(placement) if placement.state in ("accepted", "confirmed") else [],
        "challenges": [] if mine else challenges.about(placement), "can_challenge": not mine and challenges.can_be_raised(placement),
        "can_decline": placement.state == "proposed", "starts_on": placement.post.cohort.starts_on,
        "back": reverse("placement:my-posts" if mine else "placement:our-posts"),
    }  # fmt: skip
    return render(request, "placement/match.html", context)


@access(POST=ANSWER)
def accept(request: HttpRequest, placement: Placement) -> HttpResponse:
    """Accept for one's own side. A second click finds it accepted and changes nothing."""
    if not answered(placement, side_of(actor_of(request), placement)):
        found = commands.accept_match(by=actor_of(request), placement=placement)
        both = found.state == "accepted"
        messages.success(request, "You have accepted. " + ("So has the other side: we confirm it next." if both else "The other side answers next."))
    return _to(placement)


@access(GET=ANSWER, POST=ANSWER)
def decline(request: HttpRequest, placement: Placement) -> HttpResponse:
    """Decline, with a reason."""
    if placement.state != "proposed":
        return _to(placement)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.decline_match(by=actor_of(request), placement=placement, reason=form.cleaned_data["reason"])
        messages.success(request, "You have declined. The other side is told, with your reason.")
        return _to(placement)
    return render(request, "placement/decline.html", {"form": form, "placement": placement}, status=422 if form.errors else 200)

"""For host schools: our posts, who is coming, and our interest."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, Conflict
from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.programme.cohorts.models import HOST_POLICIES, Cohort
from difference.programme.placement import hosts, showing
from difference.programme.placement.commands import hosting as commands
from difference.programme.placement.forms.hosting import InterestForm
from difference.programme.placement.places import verdict
from difference.programme.placement.queries import placements, posts, rankings, reach
from difference.programme.placement.queries.posts import Hosting
from difference.programme.placement.views import loading
from difference.web.components.lists import Row
from difference.web.components.moments import in_words, length_in_words
from difference.web.errors import CONFLICT_COLUMNS
from difference.web.values import Link, Tag, Tone

INTEREST = Access("placement.state-interest", load=loading.hosting)
POST_COLUMNS = ("Post", "School", "Cohort", "State", "Candidates to put in a class", "Last confirmed")
COMING_COLUMNS = ("Who", "Post", "State", "Matched")


def _cohort_rows(actor: Actor, cohort: Cohort) -> list[tuple[Hosting, list[Row]]]:
    found = []
    for school in hosts.present(actor):
        hosting, arguments = Hosting(cohort, school), [cohort.pk, school.urn]
        said = posts.interest_of(hosting)
        words: list[object] = [said.get_answer_display() if said else Tag("Not answered yet", Tone.HAND)]
        if said and said.reason:
            words.append(said.get_reason_display())
        if said and said.most_people:
            words.append(f"{said.most_people} people at most, over all posts")
        links = (Link("Change" if said else "Answer", reverse("placement:interest", args=arguments), about=f"whether {school.name} wants to host"),)
        policy = HOST_POLICIES[cohort.host_policy]
        rows = [
            Row("Do you want to host?", words, links),
            Row("Where this cohort is placed", [f"{policy[:1].upper()}{policy[1:]}.", verdict(cohort, school).because]),
            Row("Posts can come in until", [in_words(cohort.ranking_closes_at), length_in_words(cohort.ranking_closes_at, clock.now())]),
        ]
        found.append((hosting, rows))
    return found


def _post_rows(actor: Actor) -> list[tuple[object, ...]]:
    own = list(posts.own(actor))
    left = rankings.unranked(post for post in own if post.state in posts.OPEN)
    return [
        (
            Link(post.title, reverse("placement:post", args=[post.pk])), post.school.name, post.cohort.name, showing.tag(post, "partner"),
            left.get(post.pk) or None, clock.in_london(post.confirmed_at).date(),
        )
        for post in own
    ]  # fmt: skip


def _coming_rows(actor: Actor) -> list[tuple[object, ...]]:
    return [
        (
            Link(one.person.full_name, reverse("placement:placement", args=[one.pk])), one.post.title, showing.tag(one, "partner"),
            clock.in_london(one.proposed_at).date(),
        )
        for one in placements.coming(actor)
    ]  # fmt: skip


@access(GET=Access("placement.see-own-posts", shows=Shows.PERSONAL))
def our_posts(request: HttpRequest) -> HttpResponse:
    """Our interest, our posts, who is coming."""
    actor = actor_of(request)
    context = {
        "schools": hosts.present(actor),
        "cohorts": [(cohort, _cohort_rows(actor, cohort)) for cohort in reach.taking_posts(actor)],
        "under_way": [(cohort, school) for cohort in reach.under_way(actor) for school in hosts.present(actor)],
        "posts": _post_rows(actor), "post_columns": POST_COLUMNS,
        "coming": _coming_rows(actor), "coming_columns": COMING_COLUMNS,
    }  # fmt: skip
    return render(request, "placement/host/our_posts.html", context)


@access(GET=INTEREST, POST=INTEREST)
def interest(request: HttpRequest, hosting: Hosting) -> HttpResponse:
    """Say whether our school wants to host. Whoever was too slow sees both answers, and can save theirs on top."""
    form = InterestForm(request.POST or None, initial=InterestForm.initial_of(posts.interest_of(hosting)))
    context: dict[str, object] = {"form": form, "hosting": hosting}
    status = 200
    if form.is_valid():
        try:
            commands.state_interest(by=actor_of(request), hosting=hosting, **form.values())
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            form.data = request.POST.copy()
            form.data["revision"] = str(InterestForm.initial_of(posts.interest_of(hosting))["revision"])
            context |= {"conflict": error, "differences": error.differences, "conflict_columns": CONFLICT_COLUMNS}
            status = 409
        else:
            messages.success(request, "Thank you. Your answer has been saved; you can change it as long as posts can come in.")
            return HttpResponseRedirect(reverse("placement:our-posts"))
    return render(request, "placement/host/interest.html", context, status=422 if form.errors else status)

"""Matching day, for placement staff: run, look, publish by a second person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.people.models import Person
from difference.methods.matching import RULES
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import guards, showing, showing_journeys, showing_runs
from difference.programme.placement.commands import matching as commands
from difference.programme.placement.commands import publishing
from difference.programme.placement.forms.matching import RuleForm
from difference.programme.placement.models import MatchingRun
from difference.programme.placement.queries import instances, lotteries, rounds, runs
from difference.programme.placement.rule_words import TITLES
from difference.programme.placement.views import loading
from difference.programme.placement.views.loading import Part
from difference.web.components.lists import Fact, Row
from difference.web.components.tables import Column
from difference.web.values import Link

RUN = Access("placement.run-matching", load=loading.cohort, shows=Shows.PERSONAL)
COLUMNS = ("Run", "State", Column("Placed", numeric=True), Column("Of", numeric=True))
GIVEN_COLUMNS = ("Who", "Post", "School", "How far", Column("Rank they gave it", numeric=True), Column("Posts they ranked", numeric=True))
LEFT_COLUMNS = ("Post", "School", Column("Seats", numeric=True), Column("Still free", numeric=True))


def _name(person_id: UUID) -> str:
    found = Person.objects.filter(pk=person_id).first()
    return found.full_name if found else "Somebody who has left"


@access(GET=RUN)
def day(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """What the matching would be run on, and the runs so far."""
    return _day(request, cohort, RuleForm(initial={"rule": commands.RULE}))


def _day(request: HttpRequest, cohort: Cohort, form: RuleForm) -> HttpResponse:
    found = runs.of_cohort(actor_of(request), cohort)
    found_now = instances.frozen(cohort)
    market = found_now.instance
    published = next((run for run in found if run.state == "published"), None)
    context = {
        "cohort": cohort, "form": form, "published": published, "closes_why_not": guards.every_match_is_answered(published) if published else "",
        "why_not": guards.matching_can_run(cohort), "lotteries": lotteries.committed(cohort),
        "facts": [
            Fact(len(market["candidates"]), "people without a post"),
            Fact(sum(not one["preferences"] for one in market["candidates"]), "of them have ranked nothing"),
            Fact(sum(post["seats"] for post in market["posts"]), "free seats in open posts"),
            Fact(sum(not post["ranking"] for post in market["posts"]), "open posts whose school has ranked nobody"),
        ],
        "rounds": not rounds.round_can_open(cohort), "columns": COLUMNS, "by_hand": len(found_now.by_hand),
        "rows": [
            (
                Link(f"{run.run_at:%-d %B %Y}, by {_name(run.run_by)}", reverse("placement:run", args=[run.pk])), showing.tag(run),
                (run.result or {}).get("filled"), len(run.instance["candidates"]),
            )
            for run in found
        ],
    }  # fmt: skip
    return render(request, "placement/staff/day.html", context, status=422 if form.errors else 200)


@access(POST=RUN)
def run_matching(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Freeze, run and verify."""
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _day(request, cohort, form)
    run = commands.run_matching(by=actor_of(request), cohort=cohort, rule=form.cleaned_data["rule"])
    if run.state == "verified":
        messages.success(request, "The matching has been run and verified. Nothing is published: somebody else does that.")
    else:
        messages.error(request, "The matching has been run, and does not verify. It cannot be published.")
    return _to(run)


def _to(run: MatchingRun) -> HttpResponse:
    return HttpResponseRedirect(reverse("placement:run", args=[run.pk]))


def _facts(run: MatchingRun) -> list[Row]:
    rule = RULES.get(run.rule)
    rows = [
        Row("State", showing.tag(run)),
        Row("Rule", [TITLES.get(run.rule, run.rule), rule.guarantee if rule else ""]),
        Row("Seed of the lottery", run.seed),
        Row("Fingerprint of what went in (SHA-256)", run.instance_sha256),
        Row("Run", [run.run_at, f"by {_name(run.run_by)}"]),
    ]
    if run.certificate:
        stable = run.certificate["stable"]
        rows.append(Row("Root of its certificates", run.root or None))
        rows.append(
            Row("Verified independently", "Stable: no candidate and post would both rather have each other" if stable else "It is not stable")
        )
    if run.published_by:
        rows.append(Row("Published", [run.published_at, f"by {_name(run.published_by)}"]))
    return rows


@access(GET=Access("placement.run-matching", load=loading.run, shows=Shows.RESTRICTED, fields=("result", "journeys")))
def run(request: HttpRequest, run: MatchingRun) -> HttpResponse:
    """One run: who where and how far from where they start, who has no post, which seats are left."""
    actor = actor_of(request)
    given = runs.given(run) if run.result else []
    left = runs.left(run) if run.result else []
    journeys = showing_journeys.journeys(run, given)
    stale = instances.changed_since(run) if run.state == "verified" else ""
    context = {
        "run": run, "cohort": run.cohort, "facts": _facts(run), "stale": stale,
        "given": [(one.given.name, one.post.title, one.post.school.name, str(one.distance), one.given.rank, one.given.ranked) for one in journeys], "given_columns": GIVEN_COLUMNS,
        "unplaced": [one for one in given if not one.post],
        "left": [(one.post.title, one.post.school.name, one.seats, one.free) for one in left], "left_columns": LEFT_COLUMNS,
        "free": sum(one.free for one in left), "comparison": showing_runs.rows(run), "comparison_columns": showing_runs.COLUMNS, "picture": showing_runs.picture(run),
        "changed": showing_runs.changed(run, runs.names_in(run), runs.posts_of(run)), "changed_columns": showing_runs.CHANGED_COLUMNS,
        "travel": showing_runs.travel_rows(run), "travel_columns": showing_runs.TRAVEL_COLUMNS, "map": showing_journeys.map_of(journeys),
        "documents": [name for name in loading.PARTS if getattr(run, name) is not None],
        "may_publish": run.state == "verified" and loading.may(actor, "placement.publish", run), "ran_it": run.run_by == actor.person_id,
    }  # fmt: skip
    return render(request, "placement/staff/run.html", context)


@access(GET=Access("placement.run-matching", load=loading.part, shows=Shows.RESTRICTED, fields=("result",)))
def document(request: HttpRequest, part: Part) -> HttpResponse:
    """The instance, the result or the certificate of a run as JSON, for `difference match` and `difference verify`. Keys, no names."""
    response = JsonResponse(getattr(part.run, part.name), json_dumps_params={"sort_keys": True, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{part.name}-{part.run.pk}.json"'
    return response


@access(POST=Access("placement.publish", load=loading.run, shows=Shows.PERSONAL))
def publish(request: HttpRequest, run: MatchingRun) -> HttpResponse:
    """Publish, as a second person. A second click finds it published and changes nothing."""
    if run.state == "published" and run.published_by == actor_of(request).person_id:
        return _to(run)
    number = publishing.publish(by=actor_of(request), run=run)
    messages.success(request, f"Published: {number} matched. Letters to both sides are in the outbox.")
    return _to(run)


@access(POST=Access("placement.run-matching", load=loading.run, shows=Shows.PERSONAL))
def close(request: HttpRequest, run: MatchingRun) -> HttpResponse:
    """Close a published run once all is answered."""
    if run.state != "closed":
        commands.close_run(by=actor_of(request), run=run)
        messages.success(request, "Closed. Whoever has no post can now be matched to the seats that are free.")
    return HttpResponseRedirect(reverse("placement:matching", args=[run.cohort_id]))

"""For placement staff: pairs that are decided by hand before a matching."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.commands.pairs import choose_pair
from difference.programme.placement.forms.pairs import PairForm
from difference.programme.placement.queries import instances, pairs, posts
from difference.programme.placement.views import loading
from difference.programme.recruitment.queries import places

COLUMNS = ("Who", "Post", "School", "Decided", "Why", "When")
CHOOSE = Access("placement.choose-pairs", load=loading.cohort, shows=Shows.PERSONAL)


@access(GET=CHOOSE, POST=CHOOSE)
def every(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The pairs decided by hand, and a form for another; what is said last of a pair holds."""
    market = instances.undecided(cohort)
    free, people = {one["id"] for one in market["candidates"]}, places.people_with_place(cohort.pk)
    seats = {one["id"] for one in market["posts"]}
    form = PairForm(
        request.POST if request.method == "POST" else None,
        people=[(str(key), name) for key, name in people.items() if str(key) in free],
        posts=[(str(post.pk), f"{post.title}, {post.school.name}") for post in posts.open_in(cohort) if str(post.pk) in seats],
    )
    if form.is_valid():
        try:
            choose_pair(by=actor_of(request), cohort=cohort, **form.values())
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Saved. The next matching that is run takes it in, and shows whom it gives another outcome.")
            return HttpResponseRedirect(reverse("placement:pairs", args=[cohort.pk]))
    rows = [
        (one.person.full_name, one.post.title, one.post.school.name, one.get_kind_display(), one.reason, clock.in_london(one.chosen_at).date())
        for one in pairs.of_cohort(cohort)
    ]
    context = {"cohort": cohort, "form": form, "rows": rows, "columns": COLUMNS}
    return render(request, "placement/staff/pairs.html", context, status=422 if form.errors else 200)

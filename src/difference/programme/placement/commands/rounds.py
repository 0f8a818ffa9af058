"""A later round: those without a post rank again, with the posts that are free or have come since; a matching of its own follows."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.programme.cohorts.commands import rank_again
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import letters
from difference.programme.placement.models import Placement
from difference.programme.placement.queries.posts import HOLDING, free_in
from difference.programme.placement.queries.rounds import round_can_open
from difference.programme.recruitment.queries import places
from difference.web.components.moments import in_words

OPENS, CLOSES = dt.time(9), dt.time(17)


@command
def open_round(*, by: Actor, cohort: Cohort, opens_on: dt.date, closes_on: dt.date, matching_on: dt.date) -> Cohort:
    """Open ranking once more from 9am of a day (at once where that is today) to 5pm of another, and tell everybody who can take part.

    Raises NotNow while a matching is under way or placements have started, BadInput by field.
    """
    allow(by, "placement.open-round", cohort)
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    objection = round_can_open(cohort)
    if objection:
        raise NotNow(objection)
    if opens_on < clock.today():
        raise BadInput("Ranking cannot be opened like this.", fields={"opens_on": ["Give today, or a day to come"]})
    opens_at = max(clock.in_england(opens_on, OPENS.hour), clock.now()) if opens_on == clock.today() else clock.in_england(opens_on, OPENS.hour)
    try:
        rank_again(by=by, cohort=cohort, opens_at=opens_at, closes_at=clock.in_england(closes_on, CLOSES.hour), matching_on=matching_on)
    except BadInput as error:
        named = {"ranking_opens_at": "opens_on", "ranking_closes_at": "closes_on"}
        raise BadInput(error.sentence, fields={named.get(name, name): said for name, said in error.fields.items()}) from None
    record(by, "placement.open-round", cohort)
    _write(by, cohort)
    return cohort


def _write(by: Actor, cohort: Cohort) -> None:
    context = {"cohort": cohort, "opens": in_words(cohort.ranking_opens_at), "closes": in_words(cohort.ranking_closes_at)}
    holding = set(Placement.objects.filter(state__in=HOLDING, post__cohort=cohort).values_list("person_id", flat=True))
    path = reverse("placement:rank-posts", args=[cohort.pk])
    for person in places.people_with_place(cohort.pk):
        if person not in holding:
            letters.to_person(by=by, person_id=person, kind="round_opened", path=path, **context)
    for post in free_in(cohort):
        letters.to_school(by=by, post=post, kind="round_opened_to_school", path=reverse("placement:post", args=[post.pk]), **context)

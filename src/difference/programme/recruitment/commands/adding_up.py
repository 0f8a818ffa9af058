"""Adding up how far the scoring of applications has come, so that lists of thousands are put in order by an index.

What readers sent is the truth; a standing is what it comes to. Whatever gives an application to a reader, takes it back or sends scores
adds it up again in the same transaction. The doctor compares the two.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from difference.programme.recruitment import completeness, criteria
from difference.programme.recruitment.models import Assessment, Score, SelectionRound, Standing

AT_ONCE = 400
ADDED_UP = ["given", "sent", "last_sent_at", "total", "spread", "gap", "missing", "to_give"]

# The assessment of one reader, and when it was sent, if it was.
Reader = tuple[UUID, dt.datetime | None]


def add_up(of: SelectionRound, applications: Iterable[UUID]) -> None:
    """Add up the standing of these applications in a round. Inside the transaction that changed what they stand on."""
    everything = sorted(set(applications), key=str)
    for keys in (everything[start : start + AT_ONCE] for start in range(0, len(everything), AT_ONCE)):
        # Whoever adds up the same application at the same time waits here, and then counts what the other sent.
        Standing.objects.bulk_create([Standing(round=of, application_id=key) for key in keys], ignore_conflicts=True)
        list(Standing.objects.select_for_update().filter(round=of, application__in=keys).order_by("pk").values_list("pk"))
        made = list(counted(of, keys))
        Standing.objects.bulk_create(made, update_conflicts=True, unique_fields=["round", "application"], update_fields=ADDED_UP)
        Standing.objects.filter(round=of, application__in=set(keys) - {one.application_id for one in made}).delete()


def add_up_all(of: SelectionRound) -> None:
    """Add up a round as a whole."""
    keys = {*of.assessments.order_by().values_list("application_id", flat=True), *of.standings.values_list("application_id", flat=True)}
    add_up(of, keys)


def counted(of: SelectionRound, keys: Collection[UUID]) -> Iterator[Standing]:
    """What stands for each of these applications that has been given to somebody, not saved."""
    edition, readers = criteria.find(of.criteria_edition), defaultdict[UUID, list[Reader]](list)
    given = of.assessments.filter(application__in=keys).order_by()
    for key, assessment, sent_at in given.values_list("application_id", "pk", "submitted_at"):
        readers[key].append((assessment, sent_at))
    scores = _scores(given)
    for key, theirs in readers.items():
        yield _standing(Standing(round=of, application_id=key), theirs, scores, edition)


def _scores(given: QuerySet[Assessment]) -> Mapping[UUID, dict[str, int]]:
    found = defaultdict[UUID, dict[str, int]](dict)
    sent = Score.objects.filter(assessment__in=given.filter(submitted_at__isnull=False).values("pk"), value__isnull=False).order_by()
    for assessment, criterion, value in sent.values_list("assessment_id", "criterion", "value"):
        found[assessment][criterion] = value or 0
    return found


def _standing(made: Standing, readers: Sequence[Reader], scores: Mapping[UUID, dict[str, int]], edition: criteria.Criteria) -> Standing:
    sent = [scores.get(assessment, {}) for assessment, sent_at in readers if sent_at]
    now = completeness.standing(len(readers), sent, edition)
    made.given, made.sent, made.gap, made.missing, made.to_give = now.given, now.sent, now.gap, now.missing, now.to_give
    made.last_sent_at = max((sent_at for _, sent_at in readers if sent_at), default=None)
    if now.sent >= edition.readers:
        totals = [sum(one.weight * given.get(one.key, 0) for one in edition.criteria) for given in sent]
        # Whole numbers divided: equal totals come out equal, so that ties stay ties.
        made.total, made.spread = sum(totals) / len(totals), max(totals) - min(totals)
    return made

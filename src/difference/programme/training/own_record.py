"""What training holds about a person, for “my record”: their enrolments, what they handed in, results once released, and awards."""

from __future__ import annotations

from collections.abc import Sequence

from difference.foundations.people.holdings import Holding
from difference.foundations.people.models import Person
from difference.programme.training.models import Enrolment, Submission
from difference.programme.training.reasons import TRIGGERS, WITHDRAWN
from difference.programme.training.showing import mark
from difference.web.components.moments import in_words


def _enrolment(enrolment: Enrolment) -> Holding:
    rows = [
        ("Curriculum", f"{enrolment.curriculum}, in force from {in_words(enrolment.in_force, weekday=False)}"),
        ("Where it stands", enrolment.lifecycle.state(enrolment.state).to_person),
        ("Enrolled", in_words(enrolment.enrolled_at, weekday=False)),
    ]
    for words, day in (("Studies began", enrolment.activated_on), ("Paused", enrolment.deferred_on), ("Ended", enrolment.ended_on)):
        if day:
            rows.append((words, in_words(day, weekday=False)))
    withdrawal = getattr(enrolment, "withdrawal", None)
    if withdrawal:
        rows += [("Set off by", TRIGGERS[withdrawal.trigger]), ("Reasons", "; ".join(WITHDRAWN[code] for code in withdrawal.reasons))]
    return Holding(f"Your studies in cohort {enrolment.cohort}", rows, "training.see-cohort")


def _work(person: Person) -> list[Holding]:
    found = Submission.objects.filter(result__enrolment__person=person).order_by("handed_in_at")
    rows = [
        (f"{one.result.module}, {one.component}", "Not handed in" if one.missing else f"{one.file_name}, {in_words(one.handed_in_at, weekday=False)}")
        for one in found.select_related("result")
    ]
    return [Holding("Work that you handed in", rows, "training.see-cohort")] if rows else []


def _results(enrolment: Enrolment) -> list[Holding]:
    rows = [(f"{one.module}, sitting {one.sitting}", mark(one.mark)) for one in enrolment.results.filter(state="released") if one.mark is not None]
    award = getattr(enrolment, "award", None)
    if award and award.released_at:
        rows.append((award.title, award.classification or "not classified"))
    return [Holding("Results that were released, and your award", rows, "training.see-cohort")] if rows else []


def holdings(person: Person) -> Sequence[Holding]:
    """Nothing that has not been released."""
    enrolments = list(Enrolment.objects.filter(person=person).select_related("cohort").order_by("-enrolled_at"))
    return [*map(_enrolment, enrolments), *_work(person), *(holding for one in enrolments for holding in _results(one))]

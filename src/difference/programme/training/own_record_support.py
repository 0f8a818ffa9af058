"""What training holds about a person besides their studies: cases of extenuating circumstances, sessions, their coach, notes and goals."""

from __future__ import annotations

from collections.abc import Sequence

from difference.foundations.people.holdings import Holding
from difference.foundations.people.models import Person
from difference.programme.training.components import title_of
from difference.programme.training.models import Attendance, Coaching, CoachingNote, ExtenuatingCase, Goal
from difference.programme.training.reasons_circumstances import OUTCOMES
from difference.programme.training.reasons_sessions import words_of
from difference.web.components.moments import in_words


def _case(case: ExtenuatingCase) -> Holding:
    rows = [
        ("Where it stands", case.lifecycle.state(case.state).to_person),
        ("About", "; ".join(title_of(case.enrolment, part.module, part.component) for part in case.parts.all())),
        ("What you wrote", "Sealed. It stands on the case’s own page"),
    ]
    if case.outcome:
        rows.append(("Outcome", OUTCOMES[case.outcome]))
    if case.extended_to:
        rows.append(("New deadline", in_words(case.extended_to)))
    return Holding("A case of extenuating circumstances", rows, "training.read-case")


def _sessions(person: Person) -> list[Holding]:
    found = Attendance.objects.filter(enrolment__person=person).select_related("session").order_by("session__starts_at")
    rows = [(f"{one.session.title}, {in_words(one.session.starts_at, weekday=False)}", words_of(one.standing, one.reason)) for one in found]
    return [Holding("The sessions that you were expected at", rows, "training.take-register")] if rows else []


def _coaching(person: Person) -> list[Holding]:
    coachings = Coaching.objects.filter(enrolment__person=person).select_related("coach")
    rows = [("Coach", f"{one.coach.full_name}, from {in_words(one.starts_at, weekday=False, time=False)}") for one in coachings]
    made = [Holding("Who coaches you", rows, "training.see-coachings")] if rows else []
    notes, goals = CoachingNote.objects.filter(enrolment__person=person), Goal.objects.filter(enrolment__person=person)
    if notes.exists() or goals.exists():
        told = [("Notes and reflections", str(notes.count())), ("Goals", str(goals.count())), ("Where they are", "On the page “My coach”, sealed")]
        made.append(Holding("What you and your coach wrote", told, "training.read-note"))
    coached = Coaching.objects.filter(coach=person).count()
    return [*made, *([Holding("Whom you coach, or did", [("Participants", str(coached))], "training.see-coachings")] if coached else [])]


def holdings(person: Person) -> Sequence[Holding]:
    """Everything but the words themselves: those stand on pages that fewer people can open than this one’s helpers."""
    cases = ExtenuatingCase.objects.filter(enrolment__person=person).select_related("enrolment").prefetch_related("parts").order_by("-started_at")
    return [*map(_case, cases), *_sessions(person), *_coaching(person)]

"""What waits for somebody in careers: a sentence, where it is done, and a word on it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from difference.foundations import clock
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.programme.careers import offering
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.queries import board, introductions, profiles, vacancies
from difference.programme.careers.sides import PERSON, SCHOOL, agreed
from difference.web.components.moments import in_words, length_in_words

Thing = tuple[str, str, str]


def _many(count: int, one: str, several: str) -> str:
    return one if count == 1 else several.replace("#", str(count))


def _page(introduction: Introduction) -> str:
    return reverse("careers:introduction", args=[introduction.pk])


def of_alumnus(actor: Actor) -> Iterator[Thing]:
    """Writing a profile, answering, and saying what came of it."""
    if not actor.holds("alumnus"):
        return
    if profiles.own(actor) is None:
        yield "Write your career profile", reverse("careers:write-profile"), "Nobody sees it until you say so"
    for one in introductions.own(actor):
        title, school = one.vacancy.title, one.vacancy.school.name
        if one.state == "suggested":
            yield f"A vacancy is suggested to you: {title}", _page(one), school
        elif one.state == "requested" and not agreed(one, PERSON):
            yield f"A school asks to be introduced to you: {title}", _page(one), school
        elif one.state in {"accepted", "interviewing"}:
            yield f"Say what came of {title}", _page(one), school


def of_school(actor: Actor) -> Iterator[Thing]:
    """Answering, saying what came of it, and closing a vacancy whose day is over."""
    if not actor.holds(offering.ROLE):
        return
    for one in introductions.of_school(actor):
        title = one.vacancy.title
        if one.state == "suggested":
            yield f"Somebody is suggested for “{title}”", _page(one), "You see who it is once both of you agree"
        elif one.state == "requested" and not agreed(one, SCHOOL):
            yield f"Somebody asks to be introduced for “{title}”", _page(one), f"Asked {length_in_words(one.moved_at, clock.now())}"
        elif one.state in {"accepted", "interviewing"}:
            yield f"Say what came of {one.person.full_name} for “{title}”", _page(one), one.lifecycle.state(one.state).to_partner
    own = Vacancy.objects.filter(school__in=offering.reached(actor))
    for vacancy in vacancies.past_their_day(own):
        note = f"Its closing day was {in_words(vacancy.closes_on, weekday=False)}"
        yield f"Say how “{vacancy.title}” ended", reverse("careers:our-vacancy", args=[vacancy.pk]), note


def of_staff(actor: Actor) -> Iterator[Thing]:
    """What is stuck."""
    if not allows(actor, "careers.see-board"):
        return
    count = len(board.stuck(actor))
    if count:
        yield _many(count, "An introduction is stuck", "# introductions are stuck"), reverse("careers:board"), "Nobody has moved it for a while"
    late = vacancies.past_their_day(vacancies.visible_to(actor)).count()
    if late:
        yield (
            _many(late, "A vacancy is past its closing day", "# vacancies are past their closing day"),
            reverse("careers:board"),
            "Its school has not said how it ended",
        )


def waiting_for(actor: Actor) -> list[Thing]:
    """Everything in careers that waits for `actor`."""
    return [*of_alumnus(actor), *of_school(actor), *of_staff(actor)]

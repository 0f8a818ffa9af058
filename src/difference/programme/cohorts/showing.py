"""A cohort as its page shows it: facts, and every date in order."""

from __future__ import annotations

import datetime as dt

from difference.foundations import clock
from difference.programme.cohorts.models import HOST_POLICIES, Cohort
from difference.programme.cohorts.order import day
from difference.web.components.lists import Row
from difference.web.components.moments import in_words, length_in_words
from difference.web.components.timelines import Happening
from difference.web.values import Tag, Tone


def standing(cohort: Cohort) -> Tag:
    """Where a cohort stands today, in a word or two."""
    now, today = clock.now(), clock.today()
    if now < cohort.opens_at:
        return Tag("Not open yet", Tone.NEUTRAL)
    if now < cohort.closes_at:
        return Tag("Open for applications", Tone.GOOD)
    if today < cohort.starts_on:
        return Tag("Being chosen and placed", Tone.PROGRESS)
    return Tag("In training", Tone.PROGRESS) if today <= cohort.ends_on else Tag("Finished", Tone.NEUTRAL)


def deadline(cohort: Cohort) -> str:
    """The next thing that applicants wait for, with how long is left; nothing once applications have closed."""
    now = clock.now()
    if now < cohort.opens_at:
        return f"Applications open on {in_words(cohort.opens_at)}, {length_in_words(cohort.opens_at, now)}"
    if now < cohort.closes_at:
        return f"Applications close on {in_words(cohort.closes_at)}, {length_in_words(cohort.closes_at, now)}"
    return ""


def facts(cohort: Cohort) -> list[Row]:
    """What there is to know beside the dates."""
    policy = HOST_POLICIES[cohort.host_policy]
    answer = "1 day" if cohort.answer_days == 1 else f"{cohort.answer_days} days"
    return [
        Row("Programme", cohort.programme.name),
        Row("Places", cohort.places),
        Row("Where we place", f"{policy[:1].upper()}{policy[1:]}, within commuting distance: nobody is made to move house"),
        Row("Time to answer an offer", answer),
    ]


def _row(key: str, *moments: dt.date) -> Row:
    now = clock.now()
    lines = [f"{in_words(moment)}, {length_in_words(moment, now)}" for moment in moments]
    return Row(key, lines)


def dates(cohort: Cohort) -> list[Row]:
    """All dates in order, with how long is left."""
    boards = [board.on for board in cohort.boards.all()]
    return [
        _row("Applications open", cohort.opens_at),
        _row("Applications close", cohort.closes_at),
        Row("Assessment", f"{in_words(cohort.assessment_from)} to {in_words(cohort.assessment_until)}"),
        Row("Ranking of posts", f"{in_words(cohort.ranking_opens_at)} to {in_words(cohort.ranking_closes_at)}"),
        _row("Matching day", cohort.matching_on),
        _row("Placements start", cohort.starts_on),
        *([_row("Boards of examiners", *boards)] if boards else []),
        _row("The two years end", cohort.ends_on),
    ]


def happenings(cohort: Cohort) -> list[Happening]:
    """What happens when, in order, those of one day in the order of the cycle."""
    today = clock.today()
    events: list[tuple[dt.date, str, str]] = [
        (cohort.opens_at, "Applications open", "You write in sections and come back as often as you like."),
        (cohort.closes_at, "Applications close", "To the second. Whoever has sent an application hears from us by letter."),
        (
            cohort.assessment_from,
            "Assessment begins",
            f"Until {in_words(cohort.assessment_until)}. Two people score each application, not knowing whose it is.",
        ),
        (
            cohort.ranking_opens_at,
            "Ranking of posts opens",
            f"Until {in_words(cohort.ranking_closes_at)}. You and the schools put each other in order.",
        ),
        (cohort.matching_on, "Matching day", "The best matching that the orders allow is found, checked and published."),
        (cohort.starts_on, "Placements start", "You begin in your new school, and with the first module."),
        *((board.on, "Board of examiners", "Marks are confirmed and released.") for board in cohort.boards.all()),
        (cohort.ends_on, "The two years end", "Those who have finished are introduced to schools that seek a senior leader."),
    ]
    events.sort(key=lambda event: day(event[0]))
    return [Happening(at, title, words, ahead=day(at) >= today) for at, title, words in events]

"""What waits for somebody among sessions, coaching and cases of extenuating circumstances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.training.queries import circumstances, coaching, reach, sessions
from difference.programme.training.rules_sessions import called
from difference.web.components.moments import in_words

Thing = tuple[str, str, str]
SOON = dt.timedelta(days=7)


def _many(count: int, one: str, several: str) -> str:
    return one if count == 1 else several.replace("#", str(count))


def _cases(actor: Actor) -> Iterator[Thing]:
    waiting = circumstances.waiting(actor)
    if waiting:
        what = _many(waiting, "A case of extenuating circumstances waits to be decided", "# cases of extenuating circumstances wait to be decided")
        yield what, reverse("training:case-queue"), "Somebody’s deadline may hang on it"
    for case in circumstances.own(actor) if actor.takes_part else []:
        if case.state == "draft":
            yield "Send your case of extenuating circumstances, or withdraw it", reverse("training:case", args=[case.pk]), "Nobody sees a draft"


def _soon(actor: Actor) -> Iterator[Thing]:
    now = clock.now()
    for one in sessions.own(actor) if actor.takes_part else ():
        session = one.session
        if session.state == "planned" and now < session.starts_at <= now + SOON:
            where = reverse("training:session", args=[session.pk])
            yield called(session.kind, session.title), where, in_words(session.starts_at)


def _registers(actor: Actor) -> Iterator[Thing]:
    if not (actor.holds("staff", "training") or actor.holds("coach")):
        return
    for session in sessions.without_register(actor):
        yield f"Take the register of “{session.title}”", reverse("training:register", args=[session.pk]), in_words(session.starts_at)


def _staff(actor: Actor) -> Iterator[Thing]:
    if not actor.holds("staff", "training"):
        return
    for cohort in reach.staffed(actor, "training"):
        note = f"Cohort {cohort.name}"
        missing = len(sessions.absences(actor, cohort))
        if missing:
            yield (
                _many(missing, "A participant missed sessions", "# participants missed sessions"),
                reverse("training:absences", args=[cohort.pk]),
                note,
            )
        alone = sum(held is None for _, held in coaching.of_cohort(actor, cohort))
        if alone:
            yield _many(alone, "A participant has no coach", "# participants have no coach"), reverse("training:coachings", args=[cohort.pk]), note


def _coach(actor: Actor) -> Iterator[Thing]:
    worries = sum(one.missed is not None for one in coaching.home(actor))
    if worries:
        what = _many(worries, "A participant of yours missed sessions", "# participants of yours missed sessions")
        yield what, reverse("training:coached"), "Ask how they are"


def waiting_for(actor: Actor) -> list[Thing]:
    """Everything of these that waits for `actor`."""
    return [*_cases(actor), *_soon(actor), *_registers(actor), *_staff(actor), *_coach(actor)]

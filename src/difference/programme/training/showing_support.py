"""How sessions, coaching and cases stand on a page: states as tags, things as rows."""

from __future__ import annotations

from difference.foundations import clock
from difference.foundations.lifecycles.models import Staged
from difference.programme.training.components import title_of
from difference.programme.training.models import ExtenuatingCase, Session
from difference.programme.training.reasons_circumstances import OUTCOMES, REFUSED
from difference.programme.training.reasons_sessions import CANCELLED
from difference.web.components.lists import Row
from difference.web.values import Tag, Tone

TONES = {"submitted": Tone.PROGRESS, "granted": Tone.GOOD, "planned": Tone.PROGRESS, "cancelled": Tone.BAD}


def tag(thing: Staged, to: str = "staff") -> Tag:
    """The state of a thing, in the words of whoever looks: staff or person."""
    if isinstance(thing, Session) and thing.state == "planned" and thing.ends_at <= clock.now():
        return Tag("Register taken", Tone.GOOD) if thing.register_taken_at else Tag("No register yet", Tone.HAND)
    state = thing.lifecycle.state(thing.state)
    tone = Tone.HAND if to == "staff" and thing.state == "submitted" else TONES.get(thing.state, Tone.NEUTRAL)
    return Tag(state.to_person if to == "person" else state.words.capitalize(), tone)


def titles(case: ExtenuatingCase) -> list[str]:
    """What a case is about."""
    return [title_of(case.enrolment, part.module, part.component) for part in case.parts.all()]


def about_case(case: ExtenuatingCase, to: str = "staff") -> list[Row]:
    """What a case is about and how it stands, without what was written."""
    rows = [Row("State", tag(case, to)), Row("About", titles(case))]
    if case.submitted_at:
        rows.append(Row("Sent", case.submitted_at))
        rows.append(Row("In time", "No: it came later than the rules ask for" if case.late else "Yes"))
    if case.outcome:
        rows.append(Row("Outcome", OUTCOMES[case.outcome]))
    if case.extended_to:
        rows.append(Row("New deadline", case.extended_to))
    if case.reason:
        rows.append(Row("Why not", REFUSED.get(case.reason, "")))
    if case.closed_at:
        rows.append(Row("Withdrawn" if case.state == "withdrawn" else "Decided", case.closed_at))
    return rows


def about_session(session: Session) -> list[Row]:
    """What else there is to know of a session."""
    rows = [Row("Most people", session.capacity)] if session.capacity and session.kind != "coaching" else []
    if session.reason:
        rows.append(Row("Cancelled because", CANCELLED.get(session.reason, "")))
    return rows

"""Every write to concerns: raising one, and what the safeguarding leads do about it."""

from __future__ import annotations

from django.db.models import F
from django.views.decorators.debug import sensitive_variables

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import ANYONE, Actor
from difference.foundations.audit.commands import record
from difference.foundations.concerns import letters, rules, states, working_days
from difference.foundations.concerns.models import ABOUT, LONGEST_LINE, LONGEST_TEXT, Concern, Note, Words
from difference.foundations.concerns.policies import may_be_closed, may_be_taken
from difference.foundations.people import tokens

CHANGED = "Somebody else has just taken this concern or changed it. Look at it again first."


def _check(about: str, text: str, lines: dict[str, str]) -> None:
    wrong: dict[str, list[str]] = {}
    if about not in ABOUT:
        wrong["about"] = ["Say who it is about."]
    if not text:
        wrong["text"] = ["Write what worries you."]
    if len(text) > LONGEST_TEXT:
        wrong["text"] = [f"Write at most {LONGEST_TEXT:,} characters. You can send more in another one."]
    wrong |= {name: [f"Write at most {LONGEST_LINE} characters here."] for name, line in lines.items() if len(line) > LONGEST_LINE}
    if wrong:
        raise BadInput("The concern cannot be sent as it stands.", fields=wrong)


@sensitive_variables()
@command
def raise_concern(*, by: Actor, token: str, about: str, text: str, where: str = "", reach: str = "", nameless: bool = False) -> Concern:
    """Anyone raises a concern; the leads get a letter that one waits. The same sending again is the same concern.

    `token` is the form's. Other words under the same token are another concern: nothing that somebody wrote is ever dropped
    because they went back. `nameless` leaves whoever is signed in out of it, out of the audit as well.
    """
    allow(by, "concerns.raise")
    text, where, reach = text.strip(), where.strip(), reach.strip()
    _check(about, text, {"where": where, "reach": reach})
    teller = ANYONE if nameless else by
    now = clock.now()
    values = {"about": about, "raised_at": now, "raised_by": teller.person_id, "due_at": working_days.due_after(now)}
    sending = tokens.hashed("\n".join([token, about, text, where, reach, str(nameless)]))
    concern, made = Concern.objects.get_or_create(sending=sending, defaults=values)
    if not made:
        record(teller, "concerns.raise", concern, reason="sent-again")
        return concern
    Words.objects.create(concern=concern, text=text, where=where, reach=reach)
    letters.tell_leads(by=teller, concern=concern)
    filled = [name for name, value in (("where", where), ("reach", reach)) if value]
    record(teller, "concerns.raise", concern, subject=concern.raised_by, fields=["about", "text", *filled])
    return concern


@command
def remind(*, by: Actor, concern: Concern) -> bool:
    """Tell the leads that nobody has taken a concern in time; returns whether they had to be told."""
    allow(by, "concerns.remind", concern)
    waiting = Concern.objects.filter(pk=concern.pk, state=states.NEW, reminded_at=concern.reminded_at)
    still = waiting.update(reminded_at=clock.now()) == 1
    if still:
        letters.tell_leads(by=by, concern=concern, kind=letters.OVERDUE)
    record(by, "concerns.remind", concern, reason="" if still else "taken-meanwhile")
    return still


@command
def take(*, by: Actor, concern: Concern, revision: int, no_conflict: bool) -> Concern:
    """A lead who has no conflict takes a concern, or takes it over from another. Raises NotNow when it moved meanwhile."""
    allow(by, "concerns.take", concern)
    if not no_conflict:
        sentence = "Only a lead who can declare this may take the concern. If you cannot, leave it to another."
        raise BadInput(sentence, fields={"no_conflict": [sentence]})
    if not may_be_taken(by, concern):
        raise NotNow("This concern is yours already, or closed.")
    seen = Concern.objects.filter(pk=concern.pk, state=concern.state, revision=revision)
    values = {"state": states.TAKEN, "taken_at": clock.now(), "taken_by": by.person_id, "no_conflict": True}
    if seen.update(**values, revision=F("revision") + 1) != 1:
        raise NotNow(CHANGED)
    record(by, "concerns.take", concern, fields=list(values), reason="taken-over" if concern.state == states.TAKEN else "")
    concern.refresh_from_db()
    return concern


@sensitive_variables()
@command
def add_note(*, by: Actor, concern: Concern, text: str) -> Note:
    """The lead who holds a concern adds a note, also after it was closed."""
    allow(by, "concerns.note", concern)
    text = text.strip()
    if not text or len(text) > LONGEST_TEXT or by.person_id is None:
        raise BadInput("Write the note.", fields={"text": [f"Write the note, in at most {LONGEST_TEXT:,} characters."]})
    note = Note.objects.create(concern=concern, text=text, written_at=clock.now(), written_by=by.person_id)
    record(by, "concerns.note", concern, fields=["notes"])
    return note


@command
def close(*, by: Actor, concern: Concern, revision: int, outcome: str) -> Concern:
    """The lead who holds a concern closes it with its outcome. Raises NotNow when it moved meanwhile."""
    allow(by, "concerns.close", concern)
    if outcome not in rules.outcomes(clock.today()):
        raise BadInput("Choose an outcome from the list.", fields={"outcome": ["Choose an outcome from the list."]})
    if not may_be_closed(concern):
        raise NotNow("This concern is closed already.")
    held = Concern.objects.filter(pk=concern.pk, state=states.TAKEN, taken_by=by.person_id, revision=revision)
    values = {"state": states.CLOSED, "closed_at": clock.now(), "closed_by": by.person_id, "outcome": outcome}
    if held.update(**values, revision=F("revision") + 1) != 1:
        raise NotNow(CHANGED)
    record(by, "concerns.close", concern, fields=list(values), reason=outcome)
    concern.refresh_from_db()
    return concern

"""Asking, writing down what was asked, and answering."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.models import Person
from difference.foundations.people.reasons import CHECKS_OF_IDENTITY
from difference.foundations.records import change
from difference.foundations.rights import letters
from difference.foundations.rights.models import Request
from difference.foundations.rights.months import due_on
from difference.foundations.rights.reasons import ACCESS, ANSWERS, ERASURE, EXTENSIONS, KINDS, REFUSALS, WHICH_REFUSALS
from difference.foundations.rights.states import OPEN
from difference.web.components.moments import in_words

LONGEST_WORDS = 4000
# What is done by a command of its own, which closes the request itself.
BY_ITSELF = frozenset({"copy-made", "erased"})


def _keep(request: Request) -> Request:
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError:
        if Request.objects.filter(person=request.person_id, kind=request.kind, state__in=OPEN).exists():
            raise NotNow("This has been asked already, and is being dealt with.") from None
        raise
    return request


def _check_words(kind: str, words: str) -> str:
    words = words.strip()
    if kind not in KINDS:
        raise BadInput("Choose what you ask.", fields={"kind": ["Choose what you ask."]})
    if kind not in {ACCESS, ERASURE} and not words:
        raise BadInput("Say what it is about.", fields={"words": ["Say what it is about."]})
    if len(words) > LONGEST_WORDS:
        sentence = f"Write at most {LONGEST_WORDS:,} characters."
        raise BadInput(sentence, fields={"words": [sentence]})
    return words


@command
def ask(*, by: Actor, person: Person, kind: str, words: str = "") -> Request:
    """A person asks something of us about their own data. Raises BadInput, NotNow when the same is open already."""
    allow(by, "rights.ask", person)
    words = _check_words(kind, words)
    now = clock.now()
    made = _keep(Request(kind=kind, person=person, words=words, received_at=now, due_on=due_on(clock.in_london(now).date())))
    record(by, "rights.ask", made, subject=person.pk, fields=["kind", "words"] if words else ["kind"], reason=kind)
    if kind != ACCESS:
        letters.send(by=by, person=person, kind="asked", what=KINDS[kind], due=in_words(made.due_on))
    return made


@command
def register(
    *, by: Actor, kind: str, person: Person | None, received_on: dt.date, how_checked: str, who: str = "", reach: str = "", words: str = ""
) -> Request:
    """Write down what somebody asked by letter, telephone or otherwise; the month runs from the day on which it came."""
    request = Request(kind=kind, person=person, registered_by=by.person_id, how_checked=how_checked, who=who.strip(), reach=reach.strip())
    allow(by, "rights.register", request)
    request.words = _check_words(kind, words)
    if received_on > clock.today():
        raise BadInput("The day on which it came cannot be in the future.", fields={"received_on": ["Give today’s date, or an earlier one."]})
    if person is None and not request.who:
        raise BadInput("Say who asks.", fields={"who": ["Say who asks."]})
    if how_checked not in CHECKS_OF_IDENTITY:
        raise BadInput("Say how you checked who they are.", fields={"how_checked": ["Say how you checked who they are."]})
    request.received_at = dt.datetime.combine(received_on, dt.time(12), clock.LONDON)
    request.due_on = due_on(received_on)
    _keep(request)
    record(by, "rights.register", request, subject=request.person_id, fields=["kind", "received_at", "how_checked"], reason=kind)
    return request


@command
def take_back(*, by: Actor, request: Request) -> Request:
    """A person takes back what they asked. Raises NotNow when it has been dealt with meanwhile."""
    move(request, "take_back", by=by, subject=request.person_id)
    return request


@command
def refuse(*, by: Actor, request: Request, reason: str) -> Request:
    """Refuse a request, with a reason that fits its kind; the person is told, and where to complain."""
    if reason not in WHICH_REFUSALS[request.kind]:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Choose a reason from the list."]})
    values = {"decided_at": clock.now(), "decided_by": by.person_id}
    move(request, "refuse", by=by, reason=reason, values={**values, "reason": reason}, subject=request.person_id)
    letters.send(by=by, person=request.person, kind="closed", refused=True, what=KINDS[request.kind], why=REFUSALS[reason])
    return request


@command
def answer(*, by: Actor, request: Request, reason: str) -> Request:
    """Close a request as answered. A copy and an erasure close theirs themselves."""
    if reason not in set(ANSWERS) - BY_ITSELF:
        raise BadInput("Choose how it was answered.", fields={"reason": ["Choose how it was answered."]})
    values = {"decided_at": clock.now(), "decided_by": by.person_id, "reason": reason}
    move(request, "answer", by=by, reason=reason, values=values, subject=request.person_id)
    letters.send(by=by, person=request.person, kind="closed", refused=False, what=KINDS[request.kind], why=ANSWERS[reason])
    return request


@command
def extend(*, by: Actor, request: Request, reason: str) -> Request:
    """Take two more months, once, for what is complex (UK GDPR article 12(3)). The person is told within the first month."""
    allow(by, "rights.extend", request)
    if reason not in EXTENSIONS:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Choose a reason from the list."]})
    if request.state not in OPEN or request.extended_because:
        raise NotNow("This request is closed, or has been given more time already.")
    if clock.today() > request.due_on:
        raise NotNow("The month is over, so there is no more time to be had. Answer it now, and say why it is late.")
    later = due_on(clock.in_london(request.received_at).date(), extended=True)
    change(request, revision=request.revision, values={"due_on": later, "extended_because": reason})
    record(by, "rights.extend", request, subject=request.person_id, fields=["due_on"], reason=reason)
    letters.send(by=by, person=request.person, kind="asked", what=KINDS[request.kind], due=in_words(later))
    return request

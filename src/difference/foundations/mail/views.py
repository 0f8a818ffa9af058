"""The outbox for staff: letters of their own work, and batches that they read before they let them go."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.mail import commands, kinds, queries, states
from difference.foundations.mail.commands.returning import can_be_sent_again
from difference.foundations.mail.forms import OutboxFilter
from difference.foundations.mail.models import Batch, Letter
from difference.foundations.paging import page_of
from difference.web.components.lists import Fact, Row
from difference.web.values import Link, Tag, Tone

TONES = {states.QUEUED: Tone.PROGRESS, states.SENDING: Tone.PROGRESS, states.SENT: Tone.GOOD, states.BOUNCED: Tone.BAD, states.FAILED: Tone.BAD}
BATCH_TONES = {states.DRAFTED: Tone.HAND, states.RELEASED: Tone.GOOD}


def _tag(letter: Letter) -> Tag:
    if queries.is_stuck(letter):
        return Tag("May have been sent", Tone.HAND)
    return Tag(states.LETTER[letter.state].label, TONES.get(letter.state, Tone.NEUTRAL))


def _batch_tag(batch: Batch) -> Tag:
    return Tag(states.BATCH[batch.state].label, BATCH_TONES.get(batch.state, Tone.NEUTRAL))


@access(GET=Access("mail.see-health"))
def health(request: HttpRequest) -> HttpResponse:
    """How mail flows, in numbers alone."""
    now = queries.health()
    facts = [
        Fact(now.waiting, "waiting"),
        Fact(now.came_back, "came back", tone=Tone.HAND if now.came_back else Tone.NEUTRAL),
        Fact(now.given_up, "given up", tone=Tone.HAND if now.given_up else Tone.NEUTRAL),
        Fact(now.maybe_sent, "may have been sent", tone=Tone.HAND if now.maybe_sent else Tone.NEUTRAL),
    ]
    return render(request, "mail/health.html", {"facts": facts})


@access(GET=Access("mail.see-outbox", shows=Shows.PERSONAL))
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters of the reader's own work, the latest first, with batches that wait to be read."""
    actor = request.actor  # type: ignore[attr-defined]
    form = OutboxFilter(request.GET or None, actor=actor)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    letters = queries.outbox(actor, state=chosen.get("state", ""), kind=chosen.get("kind", ""))
    page = page_of(request, letters, by_key=True)
    rows = [(Link(each.title, reverse("mail:letter", args=[each.pk])), each.to or "No longer kept", _tag(each), each.posted_at) for each in page]
    batches = queries.batches_visible_to(actor)
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "columns": ("Letter", "To", "State", "Written"),
        "batch_columns": ("Batch", "Letters", "State", "Drafted"),
        "batches": [
            (Link(each.title, reverse("mail:batch", args=[each.pk])), each.size, _batch_tag(each), each.drafted_at)  # type: ignore[attr-defined]
            for each in batches[:20]
        ],
    }
    return render(request, "mail/outbox.html", context)


@access(
    GET=Access("mail.read-letter", load=queries.one, shows=Shows.PERSONAL, about=lambda letter: letter.person_id),
    POST=Access("mail.send-again", load=queries.one, shows=Shows.PERSONAL),
)
def letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """One letter; posting sends it again."""
    if request.method == "POST":
        commands.send_again(by=request.actor, letter_id=letter.pk)  # type: ignore[attr-defined]
        messages.success(request, "The letter is waiting to be sent again.")
        return redirect("mail:letter", letter_id=letter.pk)
    stuck = queries.is_stuck(letter)
    rows = [
        Row("State", [_tag(letter), "It was being handed over when that was interrupted." if stuck else states.LETTER[letter.state].says]),
        Row("To", letter.to, missing="No longer kept"),
        Row("Kind", kinds.kind(letter.kind).says),
        Row("Written", letter.posted_at),
        Row("Sent", letter.sent_at, missing="Not sent"),
        Row("Tries", letter.attempts),
        Row("The mail server’s code", letter.reason, missing="None"),
    ]
    return render(request, "mail/letter.html", {"letter": letter, "rows": rows, "again": can_be_sent_again(letter), "stuck": stuck})


@access(
    GET=Access("mail.read-batch", load=queries.batch, shows=Shows.PERSONAL),
    POST=Access("mail.release-batch", load=queries.batch, shows=Shows.PERSONAL),
)
def batch(request: HttpRequest, batch: Batch) -> HttpResponse:
    """A batch with three samples and everybody it goes to; posting releases it."""
    if request.method == "POST":
        released = commands.release_batch(by=request.actor, batch_id=batch.pk)  # type: ignore[attr-defined]
        messages.success(request, f"{released} letters are released.")
        return redirect("mail:batch", batch_id=batch.pk)
    page = Paginator(batch.letters.order_by("to", "id"), 100).get_page(request.GET.get("page"))
    context = {
        "batch": batch,
        "tag": _batch_tag(batch),
        "kind": kinds.kind(batch.kind),
        "samples": queries.samples(batch),
        "page": page,
        "columns": ("To", "Subject", "State"),
        "rows": [(each.to or "No longer kept", each.title, _tag(each)) for each in page],
        "open": batch.state == states.DRAFTED,
    }
    return render(request, "mail/batch.html", context)


@access(POST=Access("mail.discard-batch", load=queries.batch, shows=Shows.PERSONAL))
def discard(request: HttpRequest, batch: Batch) -> HttpResponse:
    """Discard a batch."""
    discarded = commands.discard_batch(by=request.actor, batch_id=batch.pk)  # type: ignore[attr-defined]
    messages.success(request, f"{discarded} letters are discarded. Nothing was sent.")
    return redirect("mail:outbox")

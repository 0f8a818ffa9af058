"""What the doctor looks for in data rights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from difference.foundations import clock
from difference.foundations.operations.doctor import Finding, register
from difference.foundations.people.models import Account, Person
from difference.foundations.rights.erasure import due
from difference.foundations.rights.models import Request
from difference.foundations.rights.rules import rules
from difference.foundations.rights.states import OPEN


@register("what should have been erased by now")
def past_its_time() -> Iterator[Finding]:
    """Rows and people past their time for so long that the nightly task must have failed."""
    for title, count in due.counts(clock.now() - dt.timedelta(days=rules().late_days)):
        sentence = f"{title}: {count} should have been erased at least {rules().late_days} days ago. Is a worker running?"
        yield Finding(sentence, reverse("rights:requests"))


@register("requests about data that are late")
def late_requests() -> Iterator[Finding]:
    """Requests that the law wanted answered by now."""
    count = Request.objects.filter(state__in=OPEN, due_on__lt=clock.today()).count()
    if count:
        yield Finding(f"{count} requests about data are past the day on which they had to be answered.", reverse("rights:requests"))


@register("erased people who can still be found")
def half_erased() -> Iterator[Finding]:
    """Somebody erased with a name or an account left: it ought not to be possible."""
    erased = Person.objects.exclude(erased_at=None)
    count = erased.exclude(full_name="").count() + Account.objects.filter(person__in=erased).count()
    if count:
        yield Finding(
            f"{count} erased people still have a name or an account. Restoring a backup can do that: erase them again.", reverse("rights:requests")
        )

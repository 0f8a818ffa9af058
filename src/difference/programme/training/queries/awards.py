"""Awards once released: one's own, those by which a certificate is checked, and who the alumni are, for the stages after training."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from uuid import UUID

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.programme.training.models import Award

LONGEST = 200


@dataclass(frozen=True)
class Alumnus:
    """Somebody who holds the award that the whole curriculum leads to. No mark; whoever needs the class reads `award_of`."""

    person_id: UUID
    cohort_id: UUID
    award: str
    awarded_on: dt.date


def alumni() -> list[Alumnus]:
    """Everybody who holds the award, the latest first. The caller has asked a policy of its own."""
    found = Award.objects.filter(whole=True, released_at__isnull=False).select_related("enrolment").order_by("-awarded_on", "pk")
    return [Alumnus(one.enrolment.person_id, one.enrolment.cohort_id, one.title, one.awarded_on) for one in found]


def award_of(person_id: UUID) -> Award | None:
    """The highest award that somebody holds, once released. The caller has asked a policy of its own."""
    found = Award.objects.filter(enrolment__person=person_id, released_at__isnull=False).select_related("enrolment__cohort")
    return found.order_by("-credits", "-awarded_on").first()


def own(actor: Actor, award_id: UUID) -> Award:
    """One released award of the actor's own. Raises NotFound."""
    if actor.person_id is None:
        raise NotFound()
    mine = Award.objects.filter(pk=award_id, released_at__isnull=False, enrolment__person_id=actor.person_id)
    found = mine.select_related("enrolment__cohort").first()
    if found is None:
        raise NotFound()
    return found


def _letters(text: str) -> list[str]:
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return ["".join(each for each in word if each.isalnum()) for word in bare.casefold().replace("-", " ").split()]


def tidy_code(code: str) -> str:
    """A code as typed, as it is kept: capitals in fours."""
    bare = "".join(each for each in code.upper() if each.isascii() and each.isalnum())
    return "-".join(bare[place : place + 4] for place in range(0, len(bare), 4))


def check(code: str, surname: str) -> Award | None:
    """The award whose certificate has this code and surname; None where either is wrong, alike for both."""
    if len(code) > LONGEST or len(surname) > LONGEST:
        return None
    typed = [word for word in _letters(surname) if word]
    found = Award.objects.filter(certificate=tidy_code(code), released_at__isnull=False).first()
    name = [word for word in _letters(found.name) if word] if found else []
    return found if typed and found and name[-len(typed) :] == typed and len(typed) < max(len(name), 2) else None

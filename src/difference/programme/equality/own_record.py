"""What equality monitoring holds about a person, for “my record”: that they answered. Never what: others may look over a shoulder."""

from __future__ import annotations

from collections.abc import Sequence

from difference.foundations.people.holdings import Holding
from difference.foundations.people.models import Person
from difference.programme.equality.models import EqualityAnswer
from difference.programme.equality.queries import unlinked_on
from difference.web.components.moments import in_words


def holdings(person: Person) -> Sequence[Holding]:
    """One row for each cohort that they answered for, as long as the answers lead to them."""
    answers = EqualityAnswer.objects.filter(person_id=person.pk).select_related("cohort").order_by("cohort__opens_at")
    rows = [
        (f"Cohort {answer.cohort.name}", f"You answered. On {in_words(unlinked_on(answer.cohort), weekday=False)} the link to you is taken off")
        for answer in answers
    ]
    return [Holding("Equality monitoring", rows, "equality.see-own")] if rows else []

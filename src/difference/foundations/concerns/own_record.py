"""What concerns holds about a person: that they raised one under their own name, and when.

Not what they wrote. A record is opened on shared and watched screens, and a person at risk may be made to open it; the words
also name other people. Whoever wants to read their own again asks a safeguarding lead, who checks who they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from difference.foundations.concerns import queries
from difference.foundations.people.holdings import Holding
from difference.foundations.people.models import Person
from difference.web.components.moments import in_words


def holdings(person: Person) -> Sequence[Holding]:
    """One row for each concern; nothing where there is none."""
    raised = [
        (concern.reference, f"You raised a concern on {in_words(concern.raised_at, weekday=False)}") for concern in queries.raised_by(person.pk)
    ]
    if not raised:
        return []
    words = ("What you wrote", "Only the safeguarding leads read it. To see it again, ask them and give the reference")
    return [Holding("Concerns that you raised", [*raised, words], "concerns.see")]

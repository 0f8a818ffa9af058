"""A candidate sends a complete application: eligible, and not eligible, which is two moves and two letters."""

from __future__ import annotations

from typing import Any

from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.programme.recruitment import commands, criteria, queries
from difference.programme.recruitment.models import Application
from tests.making import make_account
from tests.programme.candidates import complete, make_cohort


class Submit:
    """Sent, with the letter that says so."""

    name = "submit"
    answers: dict[str, Any] = {}
    letters, state, moves = ["received"], "submitted", ["recruitment.submit"]

    def prepare(self) -> None:
        """Every section is written."""
        self.account = make_account("candidate", strong=False, name="Amara Osei")
        self.revision = complete(actor_for(self.account), make_cohort(), **self.answers).revision

    def act(self) -> object:
        """As the button does."""
        by = actor_for(self.account)
        present = queries.find(by, Application.objects.get().pk)
        return commands.submit(by=by, application=present, revision=self.revision)

    def _stands(self) -> tuple[object, ...]:
        found = Application.objects.get()
        kinds = [kind.rpartition(".")[2] for kind in Letter.objects.order_by("kind").values_list("kind", flat=True)]
        moves = Event.objects.filter(action__in=["recruitment.submit", "recruitment.find-ineligible"]).order_by("id")
        return found.state, found.submitted_at is not None, kinds, list(moves.values_list("action", flat=True)), found.answers.count()

    def check_before(self) -> None:
        """A draft with all its answers."""
        assert self._stands() == ("draft", False, [], [], len(criteria.present().asked))

    def check_after(self) -> None:
        """Sent, on record, and with its letters in the outbox."""
        assert self._stands() == (self.state, True, self.letters, self.moves, len(criteria.present().asked))


class SubmitNotEligible(Submit):
    """Sent and found not eligible in the same moment: never the one without the other."""

    name = "submit-not-eligible"
    answers = {"works_in_ap_or_special": True}
    letters, state = ["not_eligible", "received"], "ineligible"
    moves = ["recruitment.submit", "recruitment.find-ineligible"]

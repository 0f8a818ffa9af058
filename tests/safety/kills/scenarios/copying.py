"""Somebody asks for a copy of their data and gets it at once: two transactions, a job, and a file on the disk."""

from __future__ import annotations

from difference.foundations.documents.models import Document
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.foundations.rights import commands
from difference.foundations.rights.models import Request
from tests.making import make_account
from tests.programme.candidates import complete, make_cohort


class Copy:
    """First it is being made, then it is there, with its letter: a broken-off copy can be begun again."""

    name = "copy"

    def prepare(self) -> None:
        """A candidate who has written everything asks for a copy."""
        self.account = make_account("candidate", strong=False, name="Amara Osei")
        by = actor_for(self.account)
        complete(by, make_cohort())
        commands.ask(by=by, person=self.account.person, kind="access")

    def act(self) -> object:
        """As the button does."""
        return commands.have_copy_made(by=actor_for(self.account), request=Request.objects.select_related("person").get())

    def _stands(self) -> tuple[object, ...]:
        found = Request.objects.get()
        made = Document.objects.filter(about_id=found.pk).count()
        return found.state, found.document_id is not None, made, Letter.objects.count()

    def check_before(self) -> None:
        """Asked for."""
        assert self._stands() == ("received", False, 0, 0)

    def check_after(self) -> None:
        """Being made, or made whole."""
        assert self._stands() in {("preparing", False, 0, 0), ("answered", True, 1, 1)}

"""A matching of five candidates and three posts is published by a second person."""

from __future__ import annotations

from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.programme.placement.commands import publishing
from difference.programme.placement.models import MatchingRun, Placement
from difference.programme.placement.queries import runs
from tests.programme.placement.market import MATCHING_DAY, now_is, ranked_town


class Publish:
    """Placements proposed, and everybody written to: both sides of each match, and those without a post."""

    name = "publish"

    def prepare(self) -> None:
        """A verified run on matching day."""
        self.town = ranked_town()
        self.run = self.town.run().pk
        self.letters = Letter.objects.count()

    def act(self) -> object:
        """As the button does."""
        by = actor_for(self.town.second)
        with now_is(MATCHING_DAY):
            return publishing.publish(by=by, run=runs.find(by, self.run))

    def _stands(self) -> tuple[object, ...]:
        kinds = list(Letter.objects.filter(kind__contains="matched").order_by("kind").values_list("kind", flat=True))
        told = Event.objects.filter(action="placement.publish").count()
        return MatchingRun.objects.get().state, Placement.objects.count(), kinds, told, Letter.objects.count() - self.letters

    def check_before(self) -> None:
        """Verified, and nobody told."""
        assert self._stands() == ("verified", 0, [], 0, 0)

    def check_after(self) -> None:
        """Two are matched and three are not: seven letters."""
        kinds = ["placement.matched"] * 2 + ["placement.not_matched"] * 3 + ["placement.somebody_matched"] * 2
        assert self._stands() == ("published", 2, kinds, 3, 7)

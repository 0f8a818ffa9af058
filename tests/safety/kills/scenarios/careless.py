"""An act as it ought not to be, by which the proof itself is tested: two writes that are not one transaction."""

from __future__ import annotations

from difference.foundations.people.models import Person


class Careless:
    """Half of it stays when it is killed in between."""

    name = "careless"

    def prepare(self) -> None:
        """Nobody is there."""

    def act(self) -> object:
        """Two people, one after the other."""
        return [Person.objects.create(full_name=name) for name in ("First", "Second")]

    def check_before(self) -> None:
        """Nobody."""
        assert Person.objects.count() == 0

    def check_after(self) -> None:
        """Both."""
        assert Person.objects.count() == 2

"""The acts that are killed. Each stands in a module of its own."""

from __future__ import annotations

from typing import Protocol

from tests.safety.kills.scenarios.applying import Submit, SubmitNotEligible
from tests.safety.kills.scenarios.boards import Confirm, Release
from tests.safety.kills.scenarios.careless import Careless
from tests.safety.kills.scenarios.copying import Copy
from tests.safety.kills.scenarios.importing import Import
from tests.safety.kills.scenarios.matching import Publish


class Scenario(Protocol):
    """One act, and how things stand before and after it."""

    name: str

    def prepare(self) -> None:
        """Fill an empty database."""

    def act(self) -> object:
        """Do the one thing, from what stands in the database."""

    def check_before(self) -> None:
        """Assert that nothing of it has been done."""

    def check_after(self) -> None:
        """Assert that all of it has been done."""


ALL: dict[str, type[Scenario]] = {each.name: each for each in (Import, Submit, SubmitNotEligible, Publish, Copy, Confirm, Release)}
# The proof must catch this one.
CONTROL: dict[str, type[Scenario]] = {Careless.name: Careless}

"""Registers data rights with Django."""

from pathlib import Path
from typing import Any

from django.apps import AppConfig


def only_the_system(actor: Any, document: Any) -> bool:
    """Copies are made and deleted by tasks, never handed in."""
    return bool(actor.kind == "system")


class RightsConfig(AppConfig):
    """The retention schedule, copies, erasure, holds, and the register of requests."""

    name = "difference.foundations.rights"
    label = "rights"

    def ready(self) -> None:
        """Put policies, the lifecycle, letters, the nightly task, the copy's purpose and the doctor's check on their lists."""
        from difference.foundations.documents import purposes
        from difference.foundations.jobs import schedule
        from difference.foundations.lifecycles.registry import register
        from difference.foundations.mail import kinds
        from difference.foundations.rights import checks, letters, policies, queries, tasks  # noqa: F401
        from difference.foundations.rights.states import REQUEST

        register(REQUEST)
        for name, says in letters.KINDS.items():
            kinds.register(name, says)
        schedule.register_file(Path(__file__).with_name("schedule.toml"))
        purposes.register(
            "export",
            "a copy of everything that we hold about somebody",
            types=["archive"],
            largest_mb=50,
            may_add=only_the_system,
            may_see=queries.may_have_copy,
            may_delete=only_the_system,
        )

"""Registers training with Django."""

from pathlib import Path

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The curriculum, enrolments, work and marks, boards and awards; sessions, coaching and extenuating circumstances."""

    name = "difference.programme.training"
    label = "training"

    def ready(self) -> None:
        """Put the policies, lifecycles, letters, nightly tasks, checks and what is held about a person on their lists."""
        from difference.foundations.documents import purposes
        from difference.foundations.jobs import schedule
        from difference.foundations.lifecycles.registry import register
        from difference.foundations.mail import kinds
        from difference.foundations.people import holdings
        from difference.programme.training import (  # noqa: F401
            checks,
            doctor,
            files,
            letters,
            own_record,
            policies,
            registering_support,
            states,
        )

        for lifecycle in (states.ENROLMENT, states.MODULE_RESULT, states.BOARD):
            register(lifecycle)
        for name, says in letters.KINDS.items():
            kinds.register(f"training.{name}", says, function="training")
        schedule.register_file(Path(__file__).with_name("schedule.toml"))
        holdings.register(own_record.holdings)
        purposes.register(**files.PURPOSE)

        # Sessions, coaching and extenuating circumstances
        registering_support.register_all()

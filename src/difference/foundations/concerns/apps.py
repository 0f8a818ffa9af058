"""Registers concerns with Django."""

from pathlib import Path

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    """Raising a concern, and what the safeguarding leads do about it."""

    name = "difference.foundations.concerns"
    label = "concerns"

    def ready(self) -> None:
        """Put policies, letters, the reminder and what we hold about whoever raised a concern on their lists."""
        from difference.foundations.concerns import checks, letters, own_record, policies  # noqa: F401
        from difference.foundations.jobs import schedule
        from difference.foundations.mail import kinds
        from difference.foundations.people import holdings

        for name, says in letters.KINDS.items():
            kinds.register(name, says, function=policies.LEAD[1])
        schedule.register_file(Path(__file__).with_name("schedule.toml"))
        holdings.register(own_record.holdings)

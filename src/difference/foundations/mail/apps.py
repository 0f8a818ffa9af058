"""Registers mail with Django."""

from pathlib import Path

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox, bulk letters and bounces."""

    name = "difference.foundations.mail"
    label = "mail"

    def ready(self) -> None:
        """Declare the policies and put delivery on the schedule."""
        from difference.foundations.jobs import schedule
        from difference.foundations.mail import policies, tasks  # noqa: F401

        schedule.register_file(Path(__file__).with_name("schedule.toml"))

"""Registers schools with Django, and their policies."""

from pathlib import Path

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """The register of schools."""

    name = "difference.foundations.schools"
    label = "schools"

    def ready(self) -> None:
        """Put the actions on the list, and this app's own task on the schedule."""
        from difference.foundations.jobs import schedule
        from difference.foundations.schools import policies, tasks  # noqa: F401

        schedule.register_file(Path(__file__).with_name("schedule.toml"))

"""Registers documents with Django."""

from pathlib import Path

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Files that people hand in."""

    name = "difference.foundations.documents"
    label = "documents"

    def ready(self) -> None:
        """Declare the policies and put the upkeep on the schedule."""
        from difference.foundations.documents import policies, tasks  # noqa: F401
        from difference.foundations.jobs import schedule

        schedule.register_file(Path(__file__).with_name("schedule.toml"))

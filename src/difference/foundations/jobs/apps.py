"""Registers jobs with Django."""

from pathlib import Path

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The queue's leases, the schedule and the page about them."""

    name = "difference.foundations.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Put this app's own tasks on the schedule."""
        from difference.foundations.jobs import policies, schedule, tasks  # noqa: F401

        schedule.register_file(Path(__file__).with_name("schedule.toml"))

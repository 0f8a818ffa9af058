"""Registers cohorts with Django."""

from django.apps import AppConfig


class CohortsConfig(AppConfig):
    """The programme and its yearly intakes."""

    name = "difference.programme.cohorts"
    label = "cohorts"

    def ready(self) -> None:
        """Put the policies of cohorts on the list."""
        from difference.programme.cohorts import policies  # noqa: F401

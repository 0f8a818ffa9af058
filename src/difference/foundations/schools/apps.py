"""Registers schools with Django, and their policies."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """The register of schools."""

    name = "difference.foundations.schools"
    label = "schools"

    def ready(self) -> None:
        """Put the actions on the list."""
        from difference.foundations.schools import policies  # noqa: F401, PLC0415

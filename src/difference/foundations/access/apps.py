"""Registers access with Django, and its start-up check."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Actions, policies and the check that every route is declared."""

    name = "difference.foundations.access"
    label = "access"

    def ready(self) -> None:
        """Register the system check."""
        from difference.foundations.access import checks  # noqa: F401

"""Registers the demonstration with Django."""

from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    """Personas and the calendar."""

    name = "difference.demo"
    label = "demo"

    def ready(self) -> None:
        """Put the demonstration's policies on the list; let the calendar move where that is allowed."""
        from difference.demo import calendar, policies  # noqa: F401
        from difference.foundations import clock

        if settings.DEMO_CALENDAR:
            clock.shift_by(calendar.shift)

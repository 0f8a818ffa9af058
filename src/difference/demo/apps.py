"""Registers the demonstration with Django."""

from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    """Personas and the calendar."""

    name = "difference.demo"
    label = "demo"

    def ready(self) -> None:
        """Put its policies on the list; let the calendar move, and invented schools give way, where that is allowed."""
        from difference.demo import calendar, policies  # noqa: F401

        calendar.take_over()
        if settings.DEMO_SIGN_IN:
            from django.db.models.signals import post_save

            from difference.demo.filling import when_imported
            from difference.foundations.schools.models import RegisterImport

            post_save.connect(when_imported, sender=RegisterImport, dispatch_uid="demo.country")

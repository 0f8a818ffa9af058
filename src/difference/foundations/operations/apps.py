"""Registers operations with Django."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Health, logs, backups and the doctor."""

    name = "difference.foundations.operations"
    label = "operations"

    def ready(self) -> None:
        """Declare the policies and register the foundations' own checks with the doctor."""
        from difference.foundations.operations import checks, policies  # noqa: F401

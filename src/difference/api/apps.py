"""Registers the public API with Django, and its policy."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The public JSON API."""

    name = "difference.api"
    label = "api"

    def ready(self) -> None:
        """Put the action on the list."""
        from difference.api import policies  # noqa: F401

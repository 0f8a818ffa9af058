"""Registers the pages that span the stages with Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Start page, home, and the pages at the foot."""

    name = "difference.pages"
    label = "pages"

    def ready(self) -> None:
        """Put the policies of these pages on the list."""
        from difference.pages import policies  # noqa: F401

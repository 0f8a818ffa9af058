"""Registers the observatory with Django, and its policies."""

from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    """What was published, beside what can be computed here."""

    name = "difference.sector.observatory"
    label = "observatory"

    def ready(self) -> None:
        """Put the action on the list."""
        from difference.sector.observatory import policies  # noqa: F401

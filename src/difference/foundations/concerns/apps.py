"""Registers concerns with Django."""

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    """Raising a concern, and what the safeguarding leads do about it."""

    name = "difference.foundations.concerns"
    label = "concerns"

    def ready(self) -> None:
        """Put the policies on the list, say what we hold about whoever raised a concern, and watch that bank holidays are known."""
        from difference.foundations.concerns import checks, own_record, policies  # noqa: F401
        from difference.foundations.people import holdings

        holdings.register(own_record.holdings)

"""Registers placement with Django."""

from django.apps import AppConfig


class PlacementConfig(AppConfig):
    """Interest, posts, rankings, matching runs, matches and placements."""

    name = "difference.programme.placement"
    label = "placement"

    def ready(self) -> None:
        """Put the policies and the lifecycles on their lists."""
        from difference.foundations.lifecycles.registry import register
        from difference.programme.placement import policies, states  # noqa: F401

        for lifecycle in (states.POST, states.MATCHING_RUN, states.PLACEMENT):
            register(lifecycle)

"""Registers placement with Django."""

from pathlib import Path

from django.apps import AppConfig


class PlacementConfig(AppConfig):
    """Interest, posts, rankings, matching runs, matches and placements."""

    name = "difference.programme.placement"
    label = "placement"

    def ready(self) -> None:
        """Put the policies, lifecycles, letters, nightly tasks, the doctor’s checks and what is held about a person on their lists."""
        from difference.foundations.jobs import schedule
        from difference.foundations.lifecycles.registry import register
        from difference.foundations.mail import kinds
        from difference.foundations.people import holdings
        from difference.programme.placement import doctor, letters, own_record, policies, states  # noqa: F401

        for lifecycle in (states.POST, states.MATCHING_RUN, states.PLACEMENT):
            register(lifecycle)
        for name, says in letters.KINDS.items():
            kinds.register(f"placement.{name}", says, function="placement")
        schedule.register_file(Path(__file__).with_name("schedule.toml"))
        holdings.register(own_record.holdings)

"""Registers equality monitoring with Django."""

from pathlib import Path

from django.apps import AppConfig


class EqualityConfig(AppConfig):
    """Answers that stand apart from every decision."""

    name = "difference.programme.equality"
    label = "equality"

    def ready(self) -> None:
        """Put policies, the section of the task list, the nightly task and what is held about a person on their lists."""
        from difference.foundations.jobs import schedule
        from difference.foundations.people import holdings
        from difference.programme.equality import own_record, policies, section  # noqa: F401
        from difference.programme.recruitment import sections

        sections.register(section.SECTION)
        schedule.register_file(Path(__file__).with_name("schedule.toml"))
        holdings.register(own_record.holdings)

"""Registers people with Django."""

from pathlib import Path

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, accounts, grants and sign-in."""

    name = "difference.foundations.people"
    label = "people"

    def ready(self) -> None:
        """Put the policies of people on the list, listen for sign-ins, and say what people holds."""
        from difference.foundations.jobs import schedule
        from difference.foundations.people import holdings, own_record, policies, signals  # noqa: F401

        holdings.register(own_record.holdings)
        schedule.register_file(Path(__file__).with_name("schedule.toml"))

"""Registers careers with Django."""

from django.apps import AppConfig


class CareersConfig(AppConfig):
    """Career profiles, vacancies, introductions and appointments."""

    name = "difference.programme.careers"
    label = "careers"

    def ready(self) -> None:
        """Put the policies, lifecycles, letters, the doctor's checks and what is held about a person on their lists."""
        from difference.foundations.lifecycles.registry import register
        from difference.foundations.mail import kinds
        from difference.foundations.people import holdings
        from difference.programme.careers import checks, letters, own_record, policies, states  # noqa: F401

        for lifecycle in (states.VACANCY, states.INTRODUCTION):
            register(lifecycle)
        for name, says in letters.KINDS.items():
            kinds.register(f"careers.{name}", says, function="careers")
        holdings.register(own_record.holdings)

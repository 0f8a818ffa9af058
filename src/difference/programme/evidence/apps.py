"""Registers evidence with Django."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Practices, projects with their protocols, what they found, and what that says together."""

    name = "difference.programme.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Put the policies, the lifecycle, letters, the doctor's checks and what is held about a person on their lists."""
        from difference.foundations.lifecycles.registry import register
        from difference.foundations.mail import kinds
        from difference.foundations.people import holdings
        from difference.programme.evidence import checks, letters, own_record, policies, states  # noqa: F401

        register(states.PROJECT)
        for name, says in letters.KINDS.items():
            kinds.register(f"evidence.{name}", says, function="evidence")
        holdings.register(own_record.holdings)

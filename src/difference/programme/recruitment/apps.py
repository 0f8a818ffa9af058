"""Registers recruitment with Django."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    """Applications, references, assessments, decisions, offers and safer-recruitment checks."""

    name = "difference.programme.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        """Put the policies and the lifecycle on their lists."""
        from difference.foundations.lifecycles.registry import register
        from difference.programme.recruitment import policies  # noqa: F401
        from difference.programme.recruitment.states import APPLICATION

        register(APPLICATION)

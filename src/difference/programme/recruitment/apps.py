"""Registers recruitment with Django."""

from pathlib import Path

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    """Applications, references, assessments, decisions, offers and safer-recruitment checks."""

    name = "difference.programme.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        """Put the policies, the lifecycle, sections, letters, nightly tasks and what is held about a person on their lists."""
        from difference.foundations.jobs import schedule
        from difference.foundations.lifecycles.registry import register
        from difference.foundations.mail import kinds
        from difference.foundations.people import holdings
        from difference.programme.recruitment import doctor, letters, letters_selection, own_record, policies, registering_references, sections  # noqa: F401
        from difference.programme.recruitment.sections import competencies, plain, referees
        from difference.programme.recruitment.states import APPLICATION

        register(APPLICATION)
        for section in (*plain.sections(), *competencies.sections(), referees.section()):
            sections.register(section)
        for name, says in (letters.KINDS | letters_selection.KINDS).items():
            kinds.register(f"recruitment.{name}", says, function="recruitment")
        schedule.register_file(Path(__file__).with_name("schedule.toml"))
        holdings.register(own_record.holdings)
        registering_references.register_all()

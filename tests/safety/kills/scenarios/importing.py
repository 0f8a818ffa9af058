"""A register of 200 rows and its links, over an older one: schools added, changed, gone from it, and succeeded."""

from __future__ import annotations

from difference.foundations.actors import system
from difference.foundations.mail.models import Letter
from difference.foundations.schools import commands
from difference.foundations.schools.models import RegisterImport, School, SchoolLink
from tests.foundations.schools import files

AREAS = [("301", "Barking and Dagenham"), ("302", "Barnet"), ("370", "Barnsley"), ("800", "Bath and North East Somerset")]


def _row(urn: int, **changed: str) -> dict[str, str]:
    code, name = AREAS[urn % len(AREAS)]
    return files.row(urn, f"Invented School {urn}", **{"LA (code)": code, "LA (name)": name, **changed})


class Import:
    """All of two files, or none of them."""

    name = "import"

    def prepare(self) -> None:
        """Of 120 schools we know already."""
        rows = [_row(urn) for urn in range(100001, 100121)]
        commands.import_register(by=system("kills"), files=[files.state_funded(rows, "20260501")])

    def act(self) -> object:
        """A hundred stay (thirty of them renamed), twenty are gone, a hundred are new; one of the new succeeds an old one."""
        rows = [_row(urn, **({"EstablishmentName": f"Renamed School {urn}"} if urn < 100031 else {})) for urn in range(100001, 100101)]
        rows += [_row(urn) for urn in range(200001, 200101)]
        sent = [files.state_funded(rows, "20260602"), files.links((100110, 200001, "Successor", "01-06-2026"))]
        return commands.import_register(by=system("kills"), files=sent)

    def _stands(self) -> tuple[int, ...]:
        renamed = School.objects.filter(name__startswith="Renamed").count()
        gone = School.objects.exclude(missing_from=None).count()
        succeeded = School.objects.exclude(successor=None).count()
        return (
            School.objects.count(), renamed, gone, succeeded, SchoolLink.objects.count(), RegisterImport.objects.count(), Letter.objects.count()
        )  # fmt: skip

    def check_before(self) -> None:
        """The older register, whole."""
        assert self._stands() == (120, 0, 0, 0, 0, 1, 0)

    def check_after(self) -> None:
        """The newer one, whole, with its links."""
        assert self._stands() == (220, 30, 20, 1, 1, 3, 0)

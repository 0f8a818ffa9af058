"""Schools that a later file of a kind no longer lists: marked and reported, never closed."""

from __future__ import annotations

from difference.foundations.schools.importing.report import Mention, Report
from difference.foundations.schools.models import LISTED_BY, RegisterImport, School
from difference.foundations.schools.register.limits import limits


def mark_missing(made: RegisterImport, report: Report) -> None:
    """Mark the open schools that an earlier file of this kind listed and this one does not."""
    listed_by = LISTED_BY[made.kind]
    once = School.objects.filter(**{f"{listed_by}__isnull": False}, is_open=True)
    absent = once.exclude(**{listed_by: made}).filter(missing_from=None)
    report.not_listed = [Mention(*row) for row in absent.order_by("urn").values_list("urn", "name")]
    absent.update(missing_from=made)
    few, share = limits().missing_schools, limits().missing_share
    if len(report.not_listed) > few and len(report.not_listed) > share * once.count():
        report.notes.append(
            f"{len(report.not_listed):,} of the {once.count():,} open schools that such files listed are not in this one: was it cut short?"
        )

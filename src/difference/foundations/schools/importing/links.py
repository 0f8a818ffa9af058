"""Keeping the file of links between schools: what it gives is kept, what it gives no longer goes."""

from __future__ import annotations

from difference.foundations.schools.importing.report import Mention, Report
from difference.foundations.schools.models import RegisterImport, SchoolLink
from difference.foundations.schools.register.reading import LinksFile
from difference.foundations.schools.register.rows import Unreadable

BATCH = 1000


def keep_links(file: LinksFile, made: RegisterImport, report: Report) -> None:
    """Compare the file's links with those held from earlier files, and write the difference."""
    held = {(link.urn, link.other, link.kind): link for link in SchoolLink.objects.filter(source=SchoolLink.FILE)}
    seen, write = set(), []
    for row in file.rows():
        report.rows += 1
        if isinstance(row, Unreadable):
            report.unreadable.append(row)
            continue
        key = (row.urn, row.other, row.kind)
        link = held.get(key)
        if key in seen or (link and (link.other_name, link.on) == (row.name, row.on)):
            report.unchanged += 1
        elif link:
            report.changed.append(Mention(row.urn, row.name, ("link",)))
        else:
            report.added += 1
        if key not in seen:
            seen.add(key)
            write.append(
                SchoolLink(urn=row.urn, other=row.other, kind=row.kind, other_name=row.name, on=row.on, source=SchoolLink.FILE, given_in=made)
            )
    SchoolLink.objects.bulk_create(
        write,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["urn", "other", "kind", "source"],
        update_fields=["other_name", "on", "given_in"],
    )
    report.removed = SchoolLink.objects.filter(source=SchoolLink.FILE).exclude(given_in=made).delete()[0]

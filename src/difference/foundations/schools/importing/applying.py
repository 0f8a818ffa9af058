"""Applying one register file within a transaction: refused, recognised as known, or kept."""

from __future__ import annotations

from django.db import connection

from difference.errors import BadInput
from difference.foundations.actors import Actor
from difference.foundations.schools.importing.keeping import Keeper
from difference.foundations.schools.importing.links import keep_links
from difference.foundations.schools.importing.missing import mark_missing
from difference.foundations.schools.importing.report import Report
from difference.foundations.schools.importing.successors import settle
from difference.foundations.schools.models import RegisterImport
from difference.foundations.schools.register.kinds import KINDS
from difference.foundations.schools.register.limits import limits
from difference.foundations.schools.register.reading import LinksFile, RegisterFile


def apply(file: RegisterFile | LinksFile, *, by: Actor, force: bool) -> tuple[RegisterImport, Report]:
    """Keep what `file` says. Raises BadInput for a file older than the newest of its kind, or mostly unreadable."""
    _one_at_a_time()
    report = Report(file.name, file.kind, file.dated, file.sha256)
    last = RegisterImport.objects.filter(kind=file.kind).first()
    if last and (last.sha256, last.dated) == (file.sha256, file.dated):
        report.already = True
        return last, report
    newest = RegisterImport.objects.filter(kind=file.kind).order_by("-dated").first()
    if newest and file.dated < newest.dated and not force:
        raise BadInput(
            f"{file.name} is of {file.dated:%-d %B %Y}, older than the newest file of {KINDS[file.kind]} that we have"
            f" ({newest.dated:%-d %B %Y}). Import it only if you mean to go back: then force it.",
            code="older-file",
        )  # fmt: skip
    made = RegisterImport.objects.create(
        file_name=file.name[:200], sha256=file.sha256, kind=file.kind, dated=file.dated, carries=file.carries,
        by_kind=by.kind, by_id=by.person_id, by_label=by.label, forced=force,
    )  # fmt: skip
    _keep(file, made, report, newest=newest is None or newest.dated <= file.dated)
    settle()
    made.report = report.kept()
    made.save(update_fields=["report"])
    return made, report


def _one_at_a_time() -> None:
    """Let one import wait for another. On SQLite the transaction has the only write lock already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {RegisterImport._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _keep(file: RegisterFile | LinksFile, made: RegisterImport, report: Report, *, newest: bool) -> None:
    if isinstance(file, LinksFile):
        keep_links(file, made, report)
        _refuse_unreadable(report)
        return
    keeper = Keeper(made, report, newest=newest, forced=made.forced)
    keeper.keep(file.rows())
    _refuse_unreadable(report)
    if newest:
        mark_missing(made, report)
    _note(keeper, report)


def _refuse_unreadable(report: Report) -> None:
    bad = len(report.unreadable)
    lines = {line.line: line.sentence for line in report.unreadable[: limits().kept_lines]}
    if not report.rows:
        raise BadInput(f"{report.file} has a heading and no rows.")
    if bad == report.rows or (bad > limits().unreadable_rows and bad > limits().unreadable_share * report.rows):
        raise BadInput(f"{report.file} was not imported: {bad:,} of its {report.rows:,} rows cannot be read.", lines=lines, code="mostly-unreadable")


def _note(keeper: Keeper, report: Report) -> None:
    for name, number in sorted(keeper.unlisted_types.items()):
        report.notes.append(f"“{name}” is not a type of establishment that we know: counted under “other” ({number:,}).")
    if keeper.places.foreign:
        report.notes.append(f"Kept out of England’s counts: {', '.join(sorted(keeper.places.foreign))}.")
    if keeper.websites:
        report.notes.append(f"{keeper.websites:,} websites are not addresses that a page could link to, and were left blank.")

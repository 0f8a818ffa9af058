"""`difference schools`: import the register, sum it up, say which school followed which."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from difference.errors import BadInput
from difference.foundations.actors import system

if TYPE_CHECKING:
    from difference.foundations.schools.importing.report import Report

COMMAND_LINE = system("command line")


@click.group()
def schools() -> None:
    """The register of schools: import its files, sum it up, link schools."""


@schools.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day of a file whose name does not say it (YYYY-MM-DD).")
@click.option("--force", is_flag=True, help="Import a file although a newer one of its kind has been imported.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def import_files(files: Sequence[str], date: dt.datetime | None, force: bool, as_json: bool) -> None:
    """Import files of Get Information About Schools as published, CSV or zip: all of them, or none."""
    from difference.foundations.schools.importing.report import together

    reports = _import(files, date.date() if date else None, force)
    for report in reports:
        for line in report.unreadable:
            click.echo(f"{report.file}, line {line.line}: {line.sentence}", err=True)
    if as_json:
        click.echo(json.dumps(together(reports), ensure_ascii=False))
    else:
        click.echo("\n\n".join("\n".join(report.sentences()) for report in reports))


def _import(files: Sequence[str], date: dt.date | None, force: bool) -> list[Report]:
    from difference.foundations.schools.commands import import_register
    from difference.foundations.schools.register.sources import at

    with ExitStack() as stack:
        sources = [stack.enter_context(at(path)) for path in files]
        try:
            return import_register(by=COMMAND_LINE, files=sources, date=date, force=force)
        except BadInput as error:
            if error.code != "no-date" or not sys.stdin.isatty():
                raise
            click.echo(error.sentence, err=True)
            asked = click.prompt("Day of the file (YYYY-MM-DD)", type=click.DateTime(["%Y-%m-%d"]), err=True)
            return import_register(by=COMMAND_LINE, files=sources, date=asked.date(), force=force)


@schools.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def summary(as_json: bool) -> None:
    """How many alternative-provision schools are open in England, by region and by type."""
    from difference.foundations.schools import queries

    found = queries.summary(COMMAND_LINE)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"Open alternative-provision schools: {found['total']:,}")
    for title, counts in (("By region", found["by_region"]), ("By type", found["by_type"])):
        click.echo(f"\n{title}")
        for name, number in counts.items():
            click.echo(f"  {number:>6,}  {name}")


@schools.command()
@click.argument("urn", type=click.IntRange(1))
@click.argument("successor", type=click.IntRange(1), required=False)
@click.option("--reason", default="academy", show_default=True, help="academy, merged, moved or register-wrong.")
@click.option("--undo", is_flag=True, help="Take back what was said by hand about URN's successor.")
def link(urn: int, successor: int | None, reason: str, undo: bool) -> None:
    """Say that the school URN was succeeded by the school SUCCESSOR."""
    from difference.foundations.schools import commands, queries

    if undo == (successor is not None):
        raise BadInput("Give a successor, or --undo to take one back.")
    seen = queries.school(COMMAND_LINE, urn).successor_id
    school = commands.link_successor(by=COMMAND_LINE, school=urn, successor=successor, reason=reason.replace("_", "-"), seen=seen)
    follower = school.successor
    click.echo(f"{school.name} ({school.urn}) is followed by {f'{follower.name} ({follower.urn})' if follower else 'no school'}.")


VERBS = [schools]

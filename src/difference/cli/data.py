"""`difference data`: import official files, list what is held, take an import away, download files from their publishers."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from difference.foundations import clock

if TYPE_CHECKING:
    from difference.sector.official.importing import Outcome

DAY = click.DateTime(["%Y-%m-%d"])


def folder() -> Path:
    """Where official data is kept: `data` under the home of the program."""
    from django.conf import settings

    return Path(settings.HOME) / "data"


@click.group()
def data() -> None:
    """Official data: import published files, list what is held, download them."""


@data.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option("--skip-bad-rows", is_flag=True, help="Load a file without its bad rows instead of refusing it.")
@click.option("--date", "day", type=DAY, help="The day of registers and inspections whose files do not say it (YYYY-MM-DD).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def import_paths(paths: Sequence[Path], skip_bad_rows: bool, day: dt.datetime | None, as_json: bool) -> None:
    """Import files, folders and zips: what is recognised by its columns is loaded whole, the rest is listed."""
    from difference.sector.official import importing, showing
    from difference.sector.official.store import Store

    wishes = importing.Wishes(clock.now(), skip_bad_rows, day.date() if day else None)
    outcomes = importing.import_paths(Store(folder()), paths, wishes, None if as_json else _tell)
    if as_json:
        click.echo(json.dumps(showing.as_data(outcomes), ensure_ascii=False))
    if any(outcome.status == importing.REFUSED for outcome in outcomes):
        sys.exit(2)
    if not any(outcome.status in {importing.LOADED, importing.KNOWN} for outcome in outcomes):
        click.echo("Nothing was recognised.", err=True)
        sys.exit(1)


def _tell(outcome: Outcome) -> None:
    from difference.sector.official import showing
    from difference.sector.official.importing import LOADED, REFUSED

    click.echo(showing.sentence(outcome), err=outcome.status == REFUSED)
    for note in showing.notes(outcome):
        click.echo(f"  {note}")
    for problem in showing.problems(outcome):
        click.echo(f"  {problem}", err=True)
    if outcome.status == LOADED and outcome.dataset == "schools":
        click.echo("  The register that the pages use is filled by: difference schools import FILE")


@data.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_held(as_json: bool) -> None:
    """List what is held: periods, rows, publisher, licence, file and hash of each import."""
    from difference.sector.official import held, showing

    provenance = held.at(folder()).provenance()
    if as_json:
        click.echo(json.dumps({"imports": provenance}, ensure_ascii=False))
    elif provenance:
        click.echo("\n".join(showing.listing(provenance)).lstrip("\n"))
    else:
        click.echo("No official data is held. Download it from its publishers, then: difference data import PATH…")


@data.command()
@click.argument("import_id", metavar="ID")
def remove(import_id: str) -> None:
    """Take an import away, by the id that `difference data list` shows."""
    from difference.sector.official.store import Store

    store = Store(folder())
    with store.writing():
        gone = store.remove(import_id)
    click.echo(f"{gone.provenance['file']} ({gone.id}) is no longer held.")


@data.command()
@click.argument("names", nargs=-1, metavar="[NAME…]")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="The folder to keep files in; “downloads” beside the data if not said."
)
@click.option("--date", "day", type=DAY, help="The day of the register of schools; today if not said (YYYY-MM-DD).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def fetch(names: Sequence[str], into: Path | None, day: dt.datetime | None, as_json: bool) -> None:
    """Download files from their publishers; without a name, list what can be downloaded."""
    from difference.sector.official import fetching

    if not names:
        _list_sources(as_json)
        return
    kept = []
    for source in fetching.wanted(names):
        address = source.on(day.date() if day else clock.today())
        suffix = f"{(day.date() if day else clock.today()):%Y%m%d}" if "{day}" in source.address else ""
        file = (into or folder().parent / "downloads") / f"{source.name}{suffix}.csv"
        click.echo(f"{source.name}: {address}", err=True)
        fetching.fetch(address, file, fetching.way())
        kept.append({"name": source.name, "file": str(file), "address": address, "bytes": file.stat().st_size})
    if as_json:
        click.echo(json.dumps({"fetched": kept}, ensure_ascii=False))
    else:
        click.echo("\n".join(f"Kept {each['file']} ({each['bytes']:,} bytes). Now: difference data import {each['file']}" for each in kept))


def _list_sources(as_json: bool) -> None:
    from difference.sector.official import fetching

    if as_json:
        found = [{"name": each.name, "dataset": each.dataset, "title": each.title, "address": each.address} for each in fetching.sources()]
        click.echo(json.dumps({"as_of": fetching.as_of().isoformat(), "sources": found}, ensure_ascii=False))
        return
    click.echo(f"What can be downloaded (list of {fetching.as_of():%-d %B %Y}):")
    for each in fetching.sources():
        click.echo(f"  {each.name:32} {each.title} ({each.publisher})")


VERBS = [data]

"""Verbs that keep the system safe: backup, restore, and the mail that came back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import BinaryIO

import click

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def backup(file: Path, force: bool, as_json: bool) -> None:
    """Write the database and all documents to FILE."""
    from difference.foundations.operations.backups.making import make

    made = make(file, force=force)
    if as_json:
        click.echo(json.dumps({"file": str(file), "rows": made.rows, "documents": made.documents, "missing": list(made.missing)}))
        return
    click.echo(f"{made.rows:,} rows and {made.documents:,} documents are in {file}. Keep it where only you can read it.")
    for missing in made.missing:
        click.echo(f"The file of document {missing} was already missing.", err=True)


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Put the backup in the place of what is here, which will be gone.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def restore(file: Path, force: bool, as_json: bool) -> None:
    """Put the backup in FILE in place. Stop the server and the workers first."""
    from difference.foundations.operations.backups.restoring import restore as put_in_place

    manifest = put_in_place(file, force=force)
    if as_json:
        click.echo(json.dumps({"file": str(file), "made_at": manifest.made_at, "rows": manifest.rows, "documents": manifest.documents}))
        return
    click.echo(f"{manifest.rows:,} rows and {manifest.documents:,} documents of {manifest.made_at} are in place.")


@click.group()
def mail() -> None:
    """Mail that came back."""


@mail.command()
@click.argument("file", type=click.File("rb"), default="-")
def bounce(file: BinaryIO) -> None:
    """Note a letter that came back, from the report in FILE (or standard input)."""
    from difference.foundations.actors import system
    from difference.foundations.mail import bounces
    from difference.foundations.mail.commands import note_bounce

    letter = note_bounce(by=system("mail.bounce"), message=file.read(bounces.LARGEST + 1))
    click.echo(f"Letter {letter.pk} came back ({letter.reason}).")


VERBS = (backup, restore, mail)

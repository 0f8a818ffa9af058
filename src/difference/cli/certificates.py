"""A verb that checks one person's certificate of a matching."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from difference.errors import BadInput


@click.command()
@click.argument("certificate", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="CERTIFICATE.json")
@click.option("--root", default="", help="The root that was published, to hold the certificate’s against.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def certificate(certificate: Path, root: str, as_json: bool) -> None:
    """Check a certificate: does the outcome follow from what its holder had said and from how far down the posts went?"""
    from difference.methods import matching as methods

    try:
        found = methods.check_certificate(methods.parse(certificate.read_bytes()))
    except OSError as error:
        raise BadInput(f"{certificate} cannot be read: {error.strerror}.") from None
    problems = list(found.problems)
    if root and root.strip().lower() != found.root:
        problems.append("Its root is not the one that you gave: it belongs to another matching, or was edited.")
    if as_json:
        answer = {"holds": not problems, "for": found.kind, "root": found.root, "matched": list(found.matched), "problems": problems}
        click.echo(json.dumps(answer, ensure_ascii=False))
    elif problems:
        click.echo("It does not hold:\n" + "\n".join(f"  {sentence}" for sentence in problems))
    else:
        click.echo(f"It holds. Its root is {found.root}: see that it is the one that was published.")
    if problems:
        sys.exit(1)


VERBS = (certificate,)

"""Verbs that keep the repository's generated pages up to date."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click


def generated(folder: Path) -> dict[str, str]:
    """Each generated page under `folder` with what it ought to say; of a page that is generated in part, the rest stays."""
    from difference.foundations.access import sentences
    from difference.foundations.lifecycles import diagrams
    from difference.foundations.rights import showing
    from difference.sector.official import described

    assessment = folder / "data-protection.md"
    return {
        "who-may-do-what.md": sentences.as_markdown(),
        "lifecycles.md": diagrams.as_markdown(),
        "retention.md": showing.as_markdown(),
        "official-data.md": described.as_markdown(),
        "data-protection.md": showing.with_record_of_processing(assessment.read_text()),
    }


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a page is out of date.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("docs"), show_default=True)
def docs(check: bool, folder: Path) -> None:
    """Write the generated pages of the documentation."""
    pages = generated(folder)
    stale = [name for name, words in pages.items() if not (folder / name).exists() or (folder / name).read_text() != words]
    if check and stale:
        click.echo(f"Out of date: {', '.join(stale)}. Run ./run docs.", err=True)
        sys.exit(1)
    for name in stale:
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(pages[name])
        click.echo(f"Wrote {folder / name}.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def doctor(as_json: bool) -> None:
    """Look for what ought not to be; each finding names the page where it is mended."""
    from django.conf import settings

    from difference.foundations.operations import doctor as checks

    found = [{"check": name, "sentence": finding.sentence, "href": finding.href} for name, finding in checks.findings()]
    if as_json:
        click.echo(json.dumps({"checks": checks.names(), "findings": found}))
    for finding in [] if as_json else found:
        click.echo(f"{finding['check']}: {finding['sentence']}" + (f"\n  {settings.ADDRESS}{finding['href']}" if finding["href"] else ""))
    if not found and not as_json:
        click.echo(f"Nothing is amiss. Looked for: {', '.join(checks.names())}.")
    sys.exit(1 if found else 0)


VERBS = (docs, doctor)

"""`difference disclose`: what of a table of people may leave."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from difference.errors import BadInput

if TYPE_CHECKING:
    from difference.methods.disclosure import Published, Release, Rules

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("table", type=EXISTING, metavar="TABLE.csv")
@click.option("--name", help="What the table is called; else as its file.")
@click.option("--people", "parts", multiple=True, metavar="PART=COUNT", help="A part of the people (may be given often); tables share parts.")
@click.option("--groups", multiple=True, metavar="DIMENSION=COLUMN", help="The column that gathers a dimension, such as authority=region.")
@click.option("--measure", default="measure", show_default=True, help="What numerators count: tables with the same measure are compared.")
@click.option(
    "--outsiders-know",
    type=click.Choice(["whole", "exact-whole", "totals"]),
    default="whole",
    show_default=True,
    help="What others know of the true totals.",
)
@click.option("--dashboard", is_flag=True, help="For a page on which anybody can filter: means need more people.")
@click.option("--earlier", multiple=True, type=EXISTING, metavar="RECORD.json", help="What was released before (may be given often).")
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), metavar="RECORD.json", help="Keep what later releases must know.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def disclose(
    table: Path, name: str | None, parts: Sequence[str], groups: Sequence[str], measure: str, outsiders_know: str, dashboard: bool,
    earlier: Sequence[Path], record: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Protect a table of people, attack it, and print what may leave.

    TABLE.csv has a header and one row a cell. Columns: “count”, distinct people. At will: “numerator”, those above the line of a
    percentage; “sum”, “largest”, “second” and, with values below zero, “absolute”, what a mean is made of; “schools”, how many schools
    they are of; “impossible”, yes where nobody can be. Every other column is a dimension; every combination needs its row, 0 included.

    A record (--record) holds exact sizes: keep it where only you can read it. Give the records of everything released about the same
    people with --earlier.

    Exit status: 0 protected and printed, 2 the table cannot be used (with line numbers) or nothing of it can be released.
    """
    from difference.methods import disclosure

    rules = disclosure.current()
    rules = rules.on_dashboards() if dashboard else rules
    people = disclosure.Population({part: _count(part, size) for part, size in map(_pair, parts)})
    made = disclosure.from_csv(
        table.read_bytes(), name or table.stem, people=people, groups=dict(map(_pair, groups)), measure=measure, outsiders_know=outsiders_know
    )
    released = disclosure.release(made, rules, [_record(path) for path in earlier])
    if record:
        _keep(record, released.published, [table, *earlier])
    if as_json:
        click.echo(json.dumps(disclosure.as_document(released, rules), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(released, rules)))


def _pair(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not (name and found and value):
        raise BadInput(f"“{text}” is not NAME=VALUE.")
    return name, value


def _count(part: str, size: str) -> int:
    if not (size.isascii() and size.isdecimal()):
        raise BadInput(f"The part “{part}” needs a whole number of people, not “{size}”.")
    return int(size)


def _record(path: Path) -> Published:
    from difference.methods.disclosure import from_record

    try:
        return from_record(json.loads(path.read_bytes()))
    except ValueError:
        raise BadInput(f"{path} is not JSON.") from None


def _keep(path: Path, published: Published, given: Sequence[Path]) -> None:
    from difference.methods.disclosure import as_record

    if path.resolve() in {each.resolve() for each in given}:
        raise BadInput(f"{path} is what was given; keep the record in another file.")
    path.touch(mode=0o600)
    path.write_text(json.dumps(as_record(published), ensure_ascii=False), encoding="utf-8")


def _lines(released: Release, rules: Rules) -> Sequence[str]:
    published, tried = released.published, released.withstood
    lines = [f"{published.name} (rules of {rules.edition})"]
    for key, cell in published.cells.items():
        figures = [("%", cell.percent), (" on average", cell.mean)]
        lines.append(f"  {', '.join(key)}: {cell}" + "".join(f", {value:g}{unit}" for unit, value in figures if value is not None))
    lines += [
        f"  {', '.join('total' if place is None else place for place in margin)}: {'[c]' if count is None else count}"
        for margin, count in published.totals.items()
    ]
    lines.append(f"Held back: {len(published.withheld)}." if published.withheld else "Nothing is held back.")
    lines += [f"  {', '.join(each.key)}, {each.figure}: {rules.says(each.rule)} ({each.rule})" for each in published.withheld]
    lines.append(f"An attack on {len(tried.findings)} numbers held back found none; what it knows of them leaves at least {tried.narrowest:g} people of room."
                 if tried.findings else "There was nothing small to attack.")  # fmt: skip
    return lines


VERBS = (disclose,)

"""`difference findings`: what was published, beside what can be computed here."""

from __future__ import annotations

import json

import click

from difference.foundations.actors import system


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def findings(as_json: bool) -> None:
    """The report's findings as published, beside what is computed from the register now."""
    from difference.sector.observatory import queries, showing

    found = queries.observatory(system("command line"))
    if as_json:
        click.echo(json.dumps(queries.all_as_data(found), ensure_ascii=False))
        return
    click.echo(showing.how_many(found))
    if found.register.invented:
        click.echo(queries.INVENTED)
    for beside in found.findings:
        figure = beside.finding.published
        click.echo(f"\n{beside.finding.title} ({beside.finding.id})")
        click.echo(f"  published  {showing.in_figures(figure)}, {figure.period}: {figure.source}")
        click.echo(f"  computed   {showing.computed_in_words(beside.answer.computed)}")
        click.echo(f"  verdict    {beside.answer.verdict}")
        click.echo(f"  {beside.note}")


VERBS = [findings]

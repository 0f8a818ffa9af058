"""The command line: `difference VERB`. Verbs print for people and, with `--json`, exactly one JSON object.

Exit status: 0 done, 1 the answer is “no”, 2 bad input.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

import click

from difference.cli import database
from difference.errors import BadInput, DifferenceError


class Verbs(click.Group):
    """Loads a verb when it is asked for, and says errors of ours as sentences."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; a DifferenceError becomes its sentence on standard error."""
        try:
            return super().invoke(ctx)
        except DifferenceError as error:
            say(error)
            sys.exit(1 if error.status in {403, 404, 409} else 2)


def say(error: DifferenceError) -> None:
    """Print an error to standard error, with its fields and line numbers."""
    click.echo(error.sentence, err=True)
    if isinstance(error, BadInput):
        for field, sentences in error.fields.items():
            click.echo(f"  {field}: {' '.join(sentences)}", err=True)
        for line, sentence in error.lines.items():
            click.echo(f"  line {line}: {sentence}", err=True)


def start_django() -> None:
    """Load settings and applications. A setting that cannot be used ends the program with its sentences, status 2."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "difference.settings")
    django.setup()
    _keep_compiled_code()


def _keep_compiled_code() -> None:
    """Have numba keep what it compiles under the home of the program; it reads this once, when it is first imported."""
    from django.conf import settings

    os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(settings.HOME) / "compiled"))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="difference", prog_name="difference")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Difference: a leadership programme for the children whom school excludes."""
    if ctx.invoked_subcommand == "demo":
        os.environ.setdefault("DIFFERENCE_MODE", "demo")
    start_django()
    # Asking a verb for its help needs no database.
    if not {"-h", "--help"} & set(sys.argv):
        database.ready_for(ctx.invoked_subcommand)


def _add_verbs() -> None:
    from difference.cli import certificates, cost, data, disclose, findings, jobs, matching, operations, people, schools, serving, upkeep

    modules = (serving, jobs, operations, people, schools, data, findings, cost, disclose, matching, certificates, upkeep)
    for verb in itertools.chain.from_iterable(module.VERBS for module in modules):
        main.add_command(verb)


_add_verbs()

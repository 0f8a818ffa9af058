"""Verbs of the engine room's work: the worker, and what runs when."""

from __future__ import annotations

import click

from difference.errors import NotNow


@click.command()
@click.option("--queue", "queues", multiple=True, type=click.Choice(["default", "heavy"]), help="Take jobs of this queue alone (may be given twice).")
@click.option("--once", is_flag=True, help="Stop when nothing waits.")
@click.option("--interval", type=click.FloatRange(0.05, 60), default=1.0, show_default=True, help="Seconds between looks when nothing waits.")
@click.option("--memory-mb", type=click.IntRange(256), help="The most memory, in MB, that this worker may use.")
def worker(queues: tuple[str, ...], once: bool, interval: float, memory_mb: int | None) -> None:
    """Send letters, run long work and keep the schedule, until told to stop."""
    from difference.foundations.jobs.running import run_worker
    from difference.foundations.operations import health

    if not health.all_migrated():
        raise NotNow("The database is not up to date. Run “difference prepare” first.")
    run_worker(queues=queues or ("default", "heavy"), once=once, interval=interval, memory_mb=memory_mb)


VERBS = (worker,)

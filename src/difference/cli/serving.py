"""Verbs that run the product: demo, serve, prepare."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import webbrowser
from pathlib import Path

import click

from difference.cli import database
from difference.cli.processes import run_together
from difference.errors import BadInput

DEFAULT_PORT = 8000
LOOPBACK = "127.0.0.1"


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def choose_port(asked: int | None) -> int:
    """The port asked for, or else the first free one from 8000. Raises BadInput when the one asked for is taken."""
    if asked is not None:
        if not _free(asked):
            raise BadInput(f"Port {asked} is taken by another program. Choose another with --port, or leave it out.")
        return asked
    for port in range(DEFAULT_PORT, DEFAULT_PORT + 100):
        if _free(port):
            return port
    raise BadInput("No port from 8000 to 8099 is free. Choose one with --port.")


def web_server(address: str, workers: int) -> list[str]:
    """The command that serves pages at HOST:PORT."""
    options = [
        "--bind",
        address,
        "--workers",
        str(workers),
        "--threads",
        "4",
    ]
    return [sys.executable, "-m", "gunicorn", "difference.pages.wsgi", *options, "--log-level", "warning", "--forwarded-allow-ips", LOOPBACK]


def _start_afresh() -> None:
    from django.conf import settings

    kept = settings.DATABASES["default"]
    if "sqlite" not in kept["ENGINE"]:
        raise BadInput("--fresh empties the demonstration's own SQLite database. On PostgreSQL, make an empty database and point DATABASE_URL at it.")
    from django.db import connection

    from difference.demo.personas import insist_on_demonstration

    if Path(kept["NAME"]).exists():
        database.prepare()
        insist_on_demonstration()
        connection.close()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{kept['NAME']}{suffix}").unlink(missing_ok=True)
    (Path(settings.HOME) / "calendar.json").unlink(missing_ok=True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The port to serve at.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--fresh", is_flag=True, help="Start again from an empty demonstration.")
def demo(port: int | None, no_browser: bool, fresh: bool) -> None:
    """Fill a demonstration with invented people and schools, and serve it."""
    from django.conf import settings

    if settings.MODE != "demo" or not settings.DEMO_SIGN_IN:
        raise BadInput("The demonstration needs DIFFERENCE_MODE=demo and its sign-in switched on. Leave DIFFERENCE_MODE out, or set it to demo.")
    port = choose_port(port)
    if fresh:
        _start_afresh()
    database.prepare()
    from difference.demo.filling import fill

    fill()
    where = f"http://{LOOPBACK}:{port}/demo/"
    environment = {**os.environ, "DIFFERENCE_ADDRESS": where.removesuffix("/demo/")}

    log = Path(settings.HOME) / "demo.log"

    def ready() -> None:
        click.echo(f"\nDifference is ready at {where}\nWhat its programs say stands in {log}. Press Ctrl-C to stop.")
        if not no_browser:
            webbrowser.open(where)

    worker = [sys.executable, "-m", "difference", "worker"]
    sys.exit(run_together([web_server(f"{LOOPBACK}:{port}", 2), worker], environment, port, ready, log))


@click.command()
@click.option("--bind", default=f"{LOOPBACK}:{DEFAULT_PORT}", show_default=True, help="HOST:PORT to serve at.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="How many web processes.")
def serve(bind: str, workers: int) -> None:
    """Serve the product. Run `difference prepare` first, and `difference worker` beside it."""
    sys.exit(subprocess.call(web_server(bind, workers)))


@click.command()
def prepare() -> None:
    """Bring the database up to date."""
    database.prepare()
    click.echo("The database is up to date.")


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own management commands."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["difference manage", *arguments])


VERBS = (demo, serve, prepare, manage)

"""Running several programs together: they start as one and stop as one."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

import click

PATIENCE = 20.0


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def run_together(commands: Sequence[Sequence[str]], environment: dict[str, str], port: int, ready: Callable[[], None], log: Path) -> int:
    """Run all commands until one ends or we are told to stop; then stop the rest. Calls `ready` once `port` answers.

    What they print goes to the file `log`. Returns 0 when we were told to stop, 1 when a program ended by itself.
    """
    told = []

    def stop(number: int, frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    # Each in a session of its own, so that Ctrl-C reaches them through us, once.
    with log.open("ab") as said:
        processes = [subprocess.Popen(list(command), env=environment, start_new_session=True, stdout=said, stderr=said) for command in commands]
    waiting = True
    try:
        while not told and all(process.poll() is None for process in processes):
            if waiting and _answers(port):
                waiting = False
                ready()
            time.sleep(0.1 if waiting else 0.3)
    finally:
        _stop(processes)
    if not told:
        click.echo(f"One of the programs ended by itself. What it said stands in {log}.", err=True)
    return 0 if told else 1

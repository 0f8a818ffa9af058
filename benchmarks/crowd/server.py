"""The real web server as a program of its own, on the loopback, for as long as a bench needs it."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

LOOPBACK = "127.0.0.1"
PATIENCE = 60.0


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def answers(port: int, path: str) -> bool:
    """Whether a page comes from this port."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop a program that was started in a session of its own, and whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(process: subprocess.Popen[bytes], port: int, path: str, patience: float = PATIENCE) -> None:
    """Return once the page comes. Raises RuntimeError if the program ends before, or it takes too long."""
    until = time.monotonic() + patience
    while not answers(port, path):
        if process.poll() is not None or time.monotonic() > until:
            end(process)
            raise RuntimeError(f"Nothing answered at port {port}.")
        time.sleep(0.1)


def processor_seconds(session: int) -> float:
    """Processor time that all programs of a session have used so far, as Linux counts it; nan elsewhere."""
    ticks, found = 0, False
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                ticks, found = ticks + int(fields[11]) + int(fields[12]), True
    return ticks / os.sysconf("SC_CLK_TCK") if found else float("nan")


@contextlib.contextmanager
def serving(home: Path, workers: int) -> Iterator[tuple[int, int]]:
    """`difference serve` with so many workers, on the database of this bench; gives its port and its session."""
    port = free_port()
    command = [sys.executable, "-m", "difference", "serve", "--bind", f"{LOOPBACK}:{port}", "--workers", str(workers)]
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, start_new_session=True, stdout=log, stderr=log)
        try:
            wait_for(process, port, "/cookies/")
            yield port, process.pid
        finally:
            end(process)

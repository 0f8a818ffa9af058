"""A demonstration of its own, served as a newcomer's would be, and a real browser to walk it with."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, Locator, Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 600


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _own_database(home: Path) -> Iterator[dict[str, str]]:
    """The environment of a fresh database: a file, or one on the server that the tests were given."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield {"DIFFERENCE_HOME": str(home)}
        return
    name = f"journey_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield {"DIFFERENCE_HOME": str(home), "DATABASE_URL": urlunsplit(urlsplit(server)._replace(path=f"/{name}"))}
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _wait_for(address: str, process: subprocess.Popen[str], home: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            log = home / "demo.log"
            logged = log.read_text()[-3000:] if log.exists() else ""
            raise RuntimeError(f"The demonstration ended: {process.stdout.read() if process.stdout else ''}\n{logged}")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        time.sleep(0.2)
    raise RuntimeError("The demonstration did not answer in time.")


@contextlib.contextmanager
def _serving(home: Path) -> Iterator[str]:
    """The address of a demonstration that has just been filled, and is ended afterwards."""
    port = _free_port()
    with _own_database(home) as database:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("DIFFERENCE_", "DJANGO_"))} | database
        command = [sys.executable, "-m", "difference", "demo", "--port", str(port), "--no-browser"]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            _wait_for(f"http://127.0.0.1:{port}/", process, home)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration that the journeys of one process share: none of them moves its calendar far."""
    with _serving(tmp_path_factory.mktemp("home")) as address:
        yield address


class Walker:
    """A browser window that looks at every page it comes to: axe, width, and what the console says."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        # A form that is refused answers 422, which Chromium notes on its console: that is no fault of the page.
        page.on("console", lambda note: self.complaints.append(note.text) if note.type == "error" and "status of 422" not in note.text else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> Page:
        """Open a path and look at the page."""
        response = self.page.goto(f"{self.address}{path}")
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"
        self.look()
        return self.page

    def press(self, button: Locator) -> None:
        """Press a button that leads to another page, and look at that page."""
        with self.page.expect_navigation():
            button.click()
        self.look()

    def become(self, persona: str) -> None:
        """Sign in as a persona."""
        self.page.goto(f"{self.address}/demo/")
        self.press(self.page.locator(f"form[action$='/demo/sign-in/{persona}/'] button"))
        assert self.page.url == f"{self.address}/home/"

    def look(self) -> None:
        """Nothing for axe to find, nothing wider than the window, nothing on the console."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))"
        )
        wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert (self.page.url, found, wide, self.complaints) == (self.page.url, [], False, [])


@contextlib.contextmanager
def _windows(address: str, chrome: Browser) -> Iterator[Callable[..., Walker]]:
    contexts: list[Any] = []

    def make(width: int = 1280, *, scripts: bool = True) -> Walker:
        context = chrome.new_context(viewport={"width": width, "height": 900}, locale="en-GB", timezone_id="Europe/London")
        # A jump of the calendar over many months is lived through while the page waits.
        context.set_default_timeout(120_000)
        contexts.append(context)
        page = context.new_page()
        if not scripts:
            # Ours are blocked by route, not by the browser's switch: axe itself needs scripts.
            page.route("**/static/**/*.js", lambda route: route.fulfill(status=200, content_type="text/javascript", body=""))
            page.route("**/static/*.js", lambda route: route.fulfill(status=200, content_type="text/javascript", body=""))
        return Walker(page, address)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def walk(demonstration: str, chrome: Browser) -> Iterator[Callable[..., Walker]]:
    """`walk(width=320, scripts=False)`: a new window."""
    with _windows(demonstration, chrome) as make:
        yield make


@pytest.fixture
def own_walk(tmp_path: Path, chrome: Browser) -> Iterator[Callable[..., Walker]]:
    """The same in a demonstration of this journey's own, whose calendar it may move as far as it likes."""
    with _serving(tmp_path) as address, _windows(address, chrome) as make:
        yield make

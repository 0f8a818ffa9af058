"""The kit without the apps above it, and a real browser that asks Django directly: no server, no port, no database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}


MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
PROCESSORS = ["django.template.context_processors.request", "django.contrib.messages.context_processors.messages"]


@pytest.fixture(autouse=True)
def _kit_alone(settings: Any) -> None:
    """The project's settings without what the apps above the kit add to every request."""
    settings.MIDDLEWARE = MIDDLEWARE
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "OPTIONS": {**engine["OPTIONS"], "context_processors": PROCESSORS}}]


def _answer(route: Any) -> None:
    request = route.request
    parts = urlsplit(request.url)
    if parts.path.startswith("/static/"):
        # Settings like production's put a hash of the content in the name.
        file = ROOT / "build" / "frontend" / re.sub(r"\.[0-9a-f]{12}(?=\.)", "", parts.path.removeprefix("/static/"))
        route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        return
    address = f"{parts.path}?{parts.query}"
    if request.method == "POST":
        response = Client().post(address, parse_qs(request.post_data or "", keep_blank_values=True))
    else:
        response = Client().get(address)
    headers = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'"}
    route.fulfill(status=response.status_code, body=response.content, content_type="text/html; charset=utf-8", headers=headers)


def _is_complaint(message: object) -> bool:
    # An error page answers with the status of its error, which Chromium notes in its console.
    return message.type == "error" and "the server responded with a status of" not in message.text


@pytest.fixture
def open_page(chrome: Any) -> Iterator[object]:
    """Opens an address at a width, under our content security policy; the axe script is let past the policy by the browser."""
    contexts = []

    def opener(address: str, width: int, **options: object) -> object:
        # `fulfill` gives the type of the body by itself, and axe is put in by the browser, which the policy does not bind.
        context = chrome.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if _is_complaint(message) else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        context.route("**/*", _answer)
        page.goto(f"http://specimen.test{address}")
        return page

    yield opener
    for context in contexts:
        context.close()

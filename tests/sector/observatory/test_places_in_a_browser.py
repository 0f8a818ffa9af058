"""Pages by place in a real browser, with figures: no axe violations, no sideways scroll, hexagons by keyboard. The pages ask no database."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

from difference.sector.observatory.places import geography
from tests.sector.observatory import places_files as made

pytestmark = [pytest.mark.browser, pytest.mark.once]
ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
PATHS = [
    "/observatory/places/",
    "/observatory/places/351/",
    "/observatory/places/E12000002/",
    "/observatory/places/?of=region",
    "/observatory/cold-spots/",
]
BY = {"351": (83, 1_700, 800, 29_000), "390": (73, 800, 400, 28_000), "841": ("x", 90, 40, 16_000), "350": (20, 900, 400, 49_000)}
REGIONS = {region.name: (100, 900, 400, 100_000) for region in geography.regions()}


@pytest.fixture
def pages(settings, tmp_path, load):
    settings.HOME = tmp_path / "home"
    england = (900, 8_100, 3_600, 900_000)
    graded = {"351": (0, 0, 0, 1), "390": (1, 3, 1, 0), "841": (0, 2, 0, 0), "350": (0, 3, 1, 0)}
    load(made.exclusions("201516", BY, REGIONS, england), made.exclusions("201617", BY, REGIONS, england), made.grades("2023", graded))
    return {path: Client().get(path).content for path in PATHS}


@pytest.fixture
def open_page(chrome, pages):
    contexts = []

    def answer(route):
        parts = urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            file = ROOT / "build" / "frontend" / re.sub(r"\.[0-9a-f]{12}(?=\.)", "", parts.path.removeprefix("/static/"))
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
            return
        headers = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'"}
        body = pages[f"{parts.path}?{parts.query}" if parts.query else parts.path]
        route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)

    def opener(path, width):
        context = chrome.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        context.route("**/*", answer)
        page.goto(f"http://places.test{path}")
        return page

    yield opener
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_pass_axe_fit_their_width_and_are_not_complained_of(open_page, width):
    for path in PATHS:
        page = open_page(path, width)
        page.evaluate(AXE.read_text())
        found = page.evaluate("async () => (await axe.run()).violations")
        assert [f"{path} {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []
        assert page.evaluate("document.documentElement.scrollWidth === document.documentElement.clientWidth")
        assert page.complaints == []


def test_a_hexagon_is_reached_by_keyboard_and_leads_to_its_page(open_page):
    page = open_page("/observatory/places/", 1280)
    page.evaluate("document.querySelector(\"a[href='/observatory/places/351/']\").focus()")
    page.keyboard.press("Enter")
    page.wait_for_url("**/observatory/places/351/")
    assert page.inner_text("h1") == "Bury"

"""The specimen in a real browser: no axe violations, no sideways scroll, nothing that the content security policy stops."""

from __future__ import annotations

import pytest

from . import specimen
from .conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.urls(specimen.__name__)]

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: object) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("async () => (await axe.run()).violations")
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def is_as_wide_as_its_window(page: object) -> bool:
    return page.evaluate("document.documentElement.scrollWidth === document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", ["/?message=1&region=ne&words=Khan", "/conflict"])
def test_page_passes_axe_and_fits_its_width(open_page, address, width):
    page = open_page(address, width)
    assert violations(page) == []
    assert is_as_wide_as_its_window(page)
    assert page.complaints == []


@pytest.mark.parametrize("width", [1280, 320])
def test_page_with_errors_passes_axe_and_its_summary_leads_to_the_inputs(open_page, width):
    page = open_page("/", width)
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_selector(".govuk-error-summary")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert violations(page) == []
    assert is_as_wide_as_its_window(page)
    page.get_by_role("link", name="Enter your date of birth").click()
    assert page.evaluate("document.activeElement.id") == "id_born_day"
    page.get_by_role("link", name="Choose an answer to “Do you have qualified teacher status?”").click()
    assert page.evaluate("document.activeElement.id") == "id_status_0"


def test_without_script_the_menu_is_open_and_the_form_is_sent(open_page):
    page = open_page("/", 320, java_script_enabled=False)
    assert page.get_by_role("link", name="Findings").is_visible()
    assert page.get_by_role("button", name="Menu").count() == 0
    page.get_by_role("button", name="Save and continue").click()
    assert page.title() == "Error: Every component – Difference"


def test_on_a_telephone_the_menu_opens_and_closes(open_page):
    page = open_page("/", 320)
    assert not page.get_by_role("link", name="Findings").is_visible()
    page.get_by_role("button", name="Menu").click()
    assert page.get_by_role("link", name="Findings").is_visible()


def test_skip_link_is_the_first_stop_of_the_keyboard_and_leads_past_the_menu(open_page):
    page = open_page("/", 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_a_form_is_sent_once_however_often_its_button_is_pressed(open_page):
    page = open_page("/", 1280)
    page.evaluate(
        """() => {
            window.sent = 0
            const form = document.querySelector('main form[method=post]')
            // Heard after ours: counts what ours lets through, and keeps the page where it is.
            window.addEventListener('submit', (event) => { if (!event.defaultPrevented) window.sent++; event.preventDefault() })
            for (let press = 0; press < 3; press++) form.requestSubmit(form.querySelector('[data-prevent-double-click]'))
        }"""
    )
    assert page.evaluate("window.sent") == 1


@pytest.mark.parametrize(("width", "shape"), [(1280, "wide"), (320, "narrow")])
def test_one_drawing_of_each_chart_is_seen_and_its_words_are_readable(open_page, width, shape):
    page = open_page("/", width)
    seen = page.evaluate("[...document.querySelectorAll('.app-chart')].filter(it => it.checkVisibility()).map(it => it.classList[1])")
    # A map of hexagons is one drawing for every width, with its legend above it on a narrow one.
    assert seen == [f"app-chart--{shape}"] * (3 if shape == "wide" else 4) + ["app-chart--map", f"app-chart--{shape}"]
    smallest = page.evaluate(
        """[...document.querySelectorAll('.app-chart')].filter(it => it.checkVisibility()).map(it => {
            const scale = it.getBoundingClientRect().width / it.viewBox.baseVal.width
            return scale * Math.min(...[...it.querySelectorAll('text')].map(text => parseFloat(getComputedStyle(text).fontSize)))
        })"""
    )
    assert min(smallest) >= 12


def test_a_hexagon_tells_its_figure_when_reached_or_pointed_at_and_escape_puts_it_away(open_page):
    page = open_page("/", 1280)
    durham, redcar = (page.get_by_role("link", name=f"{name}: ") for name in ("Durham", "Redcar and Cleveland"))
    cards = page.locator(".app-hexmap__told >> visible=true")
    assert cards.count() == 0
    durham.focus()
    assert cards.locator("text").all_text_contents() == ["Durham", "0.13 per 100", "95% interval 0.11 to 0.15"]
    redcar.hover()
    assert cards.locator("text").all_text_contents()[0] == "Redcar and Cleveland"
    page.keyboard.press("Escape")
    assert cards.count() == 0
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    assert cards.locator("text").all_text_contents()[0] == "Hartlepool"


def test_without_script_a_map_scrolls_in_its_own_region_and_still_tells_its_figures(open_page):
    page = open_page("/", 320, java_script_enabled=False)
    region = page.get_by_role("region", name="Map: Redcar excludes")
    assert region.get_attribute("tabindex") == "0"
    stop = page.get_by_role("img", name="North Yorkshire: 0.17 per 100, 95% interval 0.14 to 0.20")
    stop.focus()
    assert page.locator(".app-hexmap__told >> visible=true").count() == 1
    box, around = stop.locator("path").first.bounding_box(), region.bounding_box()
    assert around["x"] + around["width"] <= 320
    assert around["x"] <= box["x"]
    assert box["x"] + box["width"] <= around["x"] + around["width"]


def test_every_hexagon_is_large_enough_to_be_touched_on_a_phone(open_page):
    page = open_page("/", 320)
    sizes = page.evaluate(
        "[...document.querySelectorAll('.app-hexmap__edge')].map(it => it.getBoundingClientRect()).map(it => Math.min(it.width, it.height))"
    )
    assert min(sizes) >= 24

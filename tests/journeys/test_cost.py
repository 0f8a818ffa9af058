"""A journalist with a browser changes what an exclusion is taken to cost: with sliders, without any script, on a telephone, and with nonsense."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser
HEADING = "What if the numbers were different?"
SLIDER = "Slider: Part of the difference in offending that is put down to exclusion"


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_cost_page_is_accessible_and_fits(walk, width):
    walker = walk(width)
    for path in (
        "", "model/", "life/", "doubt/",
        "model/?pupils=10885&ap_place=50000&justice_share=1&schedule=health&kept=ap_place%3D30000%26schedule%3Dstandard",
        "life/?pupils=1&care_year=0&schedule=sensitivity",
    ):  # fmt: skip
        walker.go(f"/observatory/cost/{path}")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_number_is_changed_from_the_finding_on_and_the_address_holds_it(walk, scripts):
    walker = walk(390, scripts=scripts)
    page = walker.go("/observatory/cost-per-pupil/")
    walker.press(page.get_by_role("link", name="The arithmetic behind it"))
    walker.press(page.get_by_role("button", name="Change the numbers"))
    page.get_by_text("Offending dealt with before 18:").click()
    page.get_by_label("Part of the difference in offending that is put down to exclusion", exact=True).fill("1")
    page.get_by_label("Health", exact=True).check()
    walker.press(page.get_by_role("button", name="Work it out"))
    assert page.url.endswith("/observatory/cost/model/?pupils=10885&justice_share=1&schedule=health")
    assert page.get_by_role("heading", name="What you changed").is_visible()
    walker.press(page.get_by_role("link", name="Keep this scenario"))
    walker.press(page.get_by_role("link", name="What would change the answer"))
    assert page.get_by_text("This is your scenario, with 1 number fixed.").is_visible()


def test_slider_and_number_move_together(walk):
    page = walk(1280).go("/observatory/cost/model/")
    page.get_by_text("Offending dealt with before 18:").click()
    number = page.locator("#id_justice_share")
    slider = page.get_by_role("slider", name=SLIDER)
    assert (slider.input_value(), slider.get_attribute("aria-valuetext"), number.input_value()) == ("0.3", "not fixed, best value 0.3", "")
    slider.press("ArrowRight")
    assert number.input_value() == "0.31"
    slider.press("End")
    assert (number.input_value(), slider.get_attribute("aria-valuetext")) == ("1", "1")
    number.fill("0.55")
    assert slider.input_value() == "0.55"
    number.fill("")
    assert (slider.input_value(), slider.get_attribute("aria-valuetext")) == ("0.3", "not fixed, best value 0.3")


def test_the_end_of_a_slider_is_the_end_of_the_range(walk):
    page = walk(1280).go("/observatory/cost/model/")
    page.get_by_text("Custody from 18:").click()
    slider = page.get_by_role("slider", name="Slider: A year in prison")
    for key, end in (("End", "82566"), ("Home", "27348")):
        slider.press(key)
        assert page.locator("#id_prison_year").input_value() == end
    slider.press("ArrowRight")
    assert re.fullmatch(r"\d{5}", page.locator("#id_prison_year").input_value())


def test_nonsense_is_told_where_it_stands_and_can_be_mended(walk):
    walker = walk(390)
    page = walker.page
    answer = page.goto(f"{walker.address}/observatory/cost/model/?pupils=some&justice_share=half&ap_place=25000")
    walker.look()
    assert answer is not None
    assert answer.status == 422
    page.get_by_role("link", name=re.compile("is not a number")).click()
    assert page.evaluate("document.activeElement.id") == "id_justice_share"
    page.locator("#id_justice_share").fill("0.5")
    page.locator("#id_pupils").fill("6,685")
    walker.press(page.get_by_role("button", name="Work it out"))
    assert page.url.endswith("?pupils=6685&ap_place=25000&justice_share=0.5&schedule=standard")
    assert page.get_by_role("heading", level=1).inner_text().replace("\n", " ") == HEADING


def test_on_paper_there_are_the_words_and_no_sliders(walk):
    page = walk(1280).go("/observatory/cost/model/?pupils=1&justice_share=1&schedule=standard")
    page.emulate_media(media="print")
    assert page.get_by_role("slider").count() == 0
    assert page.get_by_role("button", name="Work it out").count() == 0
    assert page.get_by_text("Retrieved on").is_visible()

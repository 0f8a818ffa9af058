"""The form of all numbers: each with what is known of it; nonsense is told beside its field, all at once, and nothing that was given is lost."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from difference.methods import costing
from difference.sector.observatory.costs.scenario import open_model

pytestmark = pytest.mark.once
MODEL = open_model()
ADDRESS = "/observatory/cost/model/"


def plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def group(page: str, name: str) -> str:
    """The part of the page around one field."""
    found = re.search(rf'<div class="govuk-form-group[^"]*"\s*>(?:(?!<div class="govuk-form-group).)*?name="{name}".*?</div>', page, re.DOTALL)
    assert found, name
    return found.group()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("justice_share", "abc", "“abc” is not a number."),
        ("justice_share", "0,5", "“0,5” is not a number."),
        ("justice_share", "1.5", "1.5 is outside what it can be: a share, from 0 to 1."),
        ("justice_share", "nan", "“nan” is not a number."),
        ("ap_place", "-5", "-5 is outside what it can be: £ a year, from 0 to 1,000,000,000."),
        ("ap_place", "1e999", "“1e999” is not a number."),
        ("ap_place", "٣", "“٣” is not a number."),
        ("custody_years", "61", "61 is outside what it can be: years, from 0 to 60."),
        ("pupils", "x", "“x” is not a whole number of pupils from 1 to 100,000,000."),
        ("pupils", "0", "“0” is not a whole number of pupils from 1 to 100,000,000."),
        ("pupils", "1.5", "“1.5” is not a whole number of pupils from 1 to 100,000,000."),
        ("schedule", "soon", "“soon” is not known; there are: standard, health, sensitivity."),
    ],
)
def test_what_cannot_be_used_is_told_beside_its_field(name, text, said):
    answer = Client().get(ADDRESS, {name: text})
    page = answer.content.decode()
    assert answer.status_code == 422
    beside = group(page, name) if name != "schedule" else page[page.index("By which rates") : page.index("Leave a number empty")]
    assert said in plain(beside)
    # Once in the summary, once beside the field, and the field holds what was typed.
    assert plain(page).count(said) == 2
    assert name == "schedule" or f'value="{html.escape(text)}"' in group(page, name)
    assert "<title>Error: " in page


def test_every_mistake_is_told_at_once_and_what_was_right_stays():
    given = {"pupils": "many", "justice_share": "half", "ap_place": "25,000", "custody_years": "-1", "schedule": "health", "kept": "ap_place=1"}
    answer = Client().get(ADDRESS, given)
    page = answer.content.decode()
    summary = page[page.index("govuk-error-summary") : page.index("</h1>")]
    assert (answer.status_code, summary.count("<a href=")) == (422, 3)
    assert [target in summary for target in ('href="#id_pupils"', 'href="#id_justice_share"', 'href="#id_custody_years"')] == [True] * 3
    assert 'value="25,000"' in group(page, "ap_place")
    assert 'value="ap_place=1"' in page
    assert re.search(r'value="health"[^>]* checked', page)


@pytest.mark.parametrize("page", ["life", "doubt"])
def test_other_pages_lead_back_to_the_form_too(page):
    answer = Client().get(f"/observatory/cost/{page}/", {"justice_share": "abc"})
    assert (answer.status_code, "“abc” is not a number." in plain(answer.content.decode())) == (422, True)


@pytest.mark.parametrize("query", ["justice_share=1&justice_share=0", "pupils=1&pupils=2", "schedule=health&schedule=standard"])
def test_what_is_given_twice_is_not_guessed_at(query):
    answer = Client().get(f"{ADDRESS}?{query}")
    assert (answer.status_code, "It is given twice." in plain(answer.content.decode())) == (422, True)


@pytest.mark.parametrize("kept", ["nonsense", "ap_place=x&schedule=standard", "ap_place=1&schedule=soon", "no_such=1", "ap_place=1&ap_place=2"])
def test_a_kept_scenario_that_cannot_be_read_is_said_and_not_dropped(kept):
    answer = Client().get(ADDRESS, {"kept": kept})
    assert answer.status_code == 422
    assert "The scenario kept beside this one cannot be read." in plain(answer.content.decode())


def test_a_value_outside_the_range_is_used_and_said():
    page = Client().get(f"{ADDRESS}?pupils=1&ap_place=50000&justice_share=0.5&schedule=standard").content.decode()
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    (outside,) = [plain(row) for row in rows if "£50,000" in row and "£12,000 to £35,000" in plain(row)]
    (inside,) = [plain(row) for row in rows if plain(row).startswith("Part of the difference in offending")]
    assert (outside.endswith("Outside"), inside.endswith("Inside")) == (True, True)
    assert "This is outside the model’s range of £12,000 to £35,000: it is used all the same." in plain(page)
    dearer = costing.cost(costing.with_values(MODEL, {"ap_place": 50000, "justice_share": 0.5}), 1, 20_000, 0)
    assert f"£{dearer.per_pupil:,.0f}" in plain(page)


def test_every_number_stands_once_in_the_form_with_all_that_is_known_of_it():
    page = Client().get(ADDRESS).content.decode()
    form = page[page.index('<form method="get"') : page.index("</form>")]
    words = plain(form)
    for key, parameter in MODEL.parameters.items():
        assert form.count(f'name="{key}"') == 1
        assert parameter.title in words
        assert (parameter.assumption or parameter.source) in words
        assert parameter.note in words
        assert parameter.price_year is None or f"in prices of {parameter.price_year}" in plain(group(form, key))
        assert "Best value" in plain(group(form, key))
    assert words.count("Assumption ") == sum(parameter.is_assumption for parameter in MODEL.parameters.values())
    assert [outcome.title for outcome in MODEL.outcomes if outcome.title not in words] == []


def test_a_section_is_open_where_something_was_changed_or_is_wrong_and_closed_elsewhere():
    def opened(query: str) -> list[str]:
        page = Client().get(f"{ADDRESS}?{query}").content.decode()
        return [plain(words) for words in re.findall(r'<details class="govuk-details" open>\s*<summary.*?</summary>', page, re.DOTALL)]

    assert opened("") == []
    assert [words.partition(":")[0] for words in opened("pupils=1&custody_years=2&schedule=standard")] == ["Custody from 18"]
    assert [words.partition(":")[0] for words in opened("care_year=x")] == ["Children in care"]


def test_a_slider_is_told_only_the_range_that_the_model_gives():
    page = Client().get(ADDRESS).content.decode()
    assert 'data-slider-low="12000" data-slider-high="35000" data-slider-best="20000"' in group(page, "ap_place")
    assert 'type="range"' not in page
    free = sum(parameter.low < parameter.high for parameter in MODEL.parameters.values())
    assert page.count("data-slider-low") == free

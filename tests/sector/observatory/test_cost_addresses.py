"""An address is a scenario: it reads back as what it was written from, a form sent comes to it, and nothing else decides what is shown."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from difference.methods import costing
from difference.methods.costing import UNITS
from difference.sector.observatory.costs.asked import BESIDES, Asked, as_it_stands
from difference.sector.observatory.costs.forms import ScenarioForm
from difference.sector.observatory.costs.scenario import AS_IT_STANDS, open_model, scenario

pytestmark = pytest.mark.once
MODEL = open_model()


@st.composite
def scenarios(draw):
    keys = draw(st.sets(st.sampled_from(sorted(MODEL.parameters)), max_size=6))
    values = {key: draw(st.floats(UNITS[MODEL.parameters[key].unit].least, UNITS[MODEL.parameters[key].unit].most)) for key in keys}
    return scenario(values, draw(st.sampled_from(costing.SCHEDULES)))


@settings(max_examples=60)
@given(scenarios(), st.integers(1, costing.MOST_PUPILS), st.none() | scenarios())
def test_an_address_reads_back_as_what_it_was_written_from(chosen, pupils, kept):
    asked = Asked(chosen, pupils, kept)
    query = QueryDict(asked.query)
    form = ScenarioForm(query)
    assert form.is_valid(), form.errors
    assert (form.asked, form.strange, form.asked.is_written(query)) == (asked, [], True)


def test_no_number_of_the_model_has_the_name_of_something_else():
    assert BESIDES & set(MODEL.parameters) == set()


@pytest.mark.parametrize("page", ["model", "life", "doubt"])
def test_a_form_that_is_sent_comes_to_the_one_short_address(page):
    sent = dict.fromkeys(MODEL.parameters, "") | {"pupils": "6,685", "schedule": "health", "justice_share": " 1.0 ", "ap_place": "25,000", "kept": ""}
    moved = Client().get(f"/observatory/cost/{page}/", sent)
    assert (moved.status_code, moved["Location"]) == (302, f"/observatory/cost/{page}/?pupils=6685&ap_place=25000&justice_share=1&schedule=health")
    assert Client().get(moved["Location"]).status_code == 200


def test_the_order_of_an_address_does_not_matter_and_a_plain_one_is_left_alone():
    assert Client().get("/observatory/cost/model/").status_code == 200
    assert Client().get("/observatory/cost/model/?schedule=standard&justice_share=1&pupils=1").status_code == 200


def test_a_scenario_is_kept_in_the_address_while_the_next_is_tried():
    first = Asked(scenario({"justice_share": 1.0}), 10885)
    page = Client().get(first.address("cost-model")).content.decode()
    keeping = first.keeping().address("cost-model")
    assert f'href="{keeping.replace("&", "&amp;")}"' in page
    # The form that follows carries it along.
    page = Client().get(keeping).content.decode()
    assert '<input type="hidden" name="kept" value="justice_share=1&amp;schedule=standard"' in page
    moved = Client().get(
        "/observatory/cost/model/", {"pupils": "10885", "schedule": "standard", "justice_share": "0.5", "kept": first.scenario.query}
    )
    if moved.status_code == 302:
        moved = Client().get(moved["Location"])
    words = moved.content.decode()
    for name in ("As it stands", "Yours", "Kept"):
        assert f">{name}</th>" in words


def test_what_is_no_different_stands_once():
    same = Asked(AS_IT_STANDS, 1, AS_IT_STANDS)
    page = Client().get(same.address("cost-model")).content.decode()
    assert (page.count(">As it stands</th>"), page.count(">Yours</th>"), page.count(">Kept</th>")) == (1, 0, 0)


@pytest.mark.parametrize("page", ["cost-life", "cost-doubt", "cost-json", "cost-model"])
def test_every_way_on_carries_the_scenario(page):
    asked = Asked(scenario({"ap_place": 25000.0}, "sensitivity"), 7720)
    words = Client().get(asked.address("cost-model")).content.decode()
    href = asked.address(page).replace("&", "&amp;")
    assert (href in words) or page == "cost-model"
    assert Client().get(asked.address(page)).status_code == 200


def test_the_same_address_gives_the_same_page_to_anyone():
    address = as_it_stands().address("cost-doubt")
    first, second = (Client().get(address).content for _ in range(2))
    assert first == second


def test_an_address_that_somebody_lengthened_still_opens_and_says_what_it_left_out():
    tracked = Client().get("/observatory/cost/model/?" + urlencode({"justice_share": "1", "fbclid": "abc<script>"}))
    words = tracked.content.decode()
    assert (tracked.status_code, "This address also names “fbclid”" in words, "<script>abc" in words) == (200, True, False)
    many = Client().get("/observatory/cost/life/?" + urlencode({f"x{number}": "1" for number in range(9)})).content.decode()
    assert "“x4” and 4 more" in many

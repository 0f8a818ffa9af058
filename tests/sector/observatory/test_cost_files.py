"""What is fetched from the cost pages: the same numbers as on the page, under who says so, when, and of which scenario."""

from __future__ import annotations

import csv
import html
import json
import re
import shlex
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from django.test import Client

from difference.cli.cost import cost as verb
from difference.methods import costing
from difference.sector.observatory.costs import answers, exports
from difference.sector.observatory.costs.asked import Asked
from difference.sector.observatory.costs.scenario import open_model, scenario

pytestmark = pytest.mark.once
MODEL = open_model()
ASKED = Asked(scenario({"justice_share": 1.0, "ap_place": 25000.0}, "health"), 6685, scenario({"custody_years": 2.5}))
SVG = "{http://www.w3.org/2000/svg}"


def fetch(page: str, *arguments: str, asked: Asked = ASKED):
    answer = Client().get(asked.address(page, *arguments))
    assert answer.status_code == 200
    return answer


def table(name: str, asked: Asked = ASKED) -> list[dict[str, str]]:
    text = fetch("cost-csv", name, asked=asked).content.decode()
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("# ")))


def cells(page: str) -> list[list[str]]:
    """The rows of every table of a page, each cell in its lines."""
    bare = re.sub(r'<span class="app-table__name".*?</span>', "", page)
    found = re.findall(r"<tr.*?</tr>", bare, re.DOTALL)
    return [
        [
            html.unescape(re.sub(r"<[^>]+>", "", cell.replace("<br>", "\n"))).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in found
    ]


def money(text: str) -> int:
    return int(text.replace("£", "").replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("name", exports.TABLES)
def test_a_table_says_what_it_is_in_a_few_lines_above_it(name):
    answer = fetch("cost-csv", name)
    text = answer.content.decode()
    head = [line for line in text.splitlines() if line.startswith("# ")]
    assert answer["Content-Type"].startswith("text/csv")
    assert answer["Content-Disposition"] == f'attachment; filename="cost-{name}.csv"'
    assert head == text.splitlines()[: len(head)]
    said = "\n".join(head)
    for part in (
        "open model of 24 November 2026", "Prices of 2024-25", "20,000 draws, seed 0", "22 of 33 numbers are assumptions",
        "ap_place = 25000, justice_share = 1; discounted by the health rates", "HM Treasury, The Green Book", "GDP deflators",
        "Retrieved on 23 November 2026 from http://testserver/observatory/cost/", "pupils=6685&ap_place=25000&justice_share=1&schedule=health",
    ):  # fmt: skip
        assert part in said
    assert len(table(name)) > 1


def test_scenarios_are_the_same_on_the_page_and_in_the_file():
    found = table("scenario")
    names = ["As it stands", "Yours", "Kept"]
    page: dict[str, list[str]] = {}
    for row in cells(fetch("cost-model").content.decode()):
        # The first table of four columns; the components’ own has as many.
        page.setdefault(row[0], row[1:])
    for row in found:
        shown = page[row["title"]][names.index(row["scenario"])].split("\n")
        if row["key"] in {"all", "exclusions_to_pay"}:
            continue
        assert money(shown[0]) == int(row["value"])
        assert [money(end) for end in shown[1].split(" to ")] == [int(row["low"]), int(row["high"])]
    totals = [row for row in found if row["key"] == "all"]
    assert [page["6,685 exclusions"][column].split("\n")[0] for column in range(3)] == [f"£{int(row['value']) / 1e6:,.1f} million" for row in totals]
    averted = [row for row in found if row["key"] == "exclusions_to_pay"]
    assert [page[averted[0]["title"]][column].split("\n")[0] for column in range(3)] == [row["value"] for row in averted]
    # The difference is of what was not rounded yet.
    for first, second in zip(found[::3], found[1::3], strict=True):
        assert float(second["difference"]) == pytest.approx(
            float(second["value"]) - float(first["value"]), abs=1 if first["key"] != "exclusions_to_pay" else 0.02
        )


def test_a_life_is_the_same_on_the_page_and_in_the_file():
    found = table("life")
    page = {row[0]: row[1:] for row in cells(fetch("cost-life").content.decode()) if len(row) == 9}
    keys = [component.key for component in MODEL.components]
    for row in found:
        assert money(page[row["age"]][keys.index(row["component"])]) == int(row["as_it_falls_due"])
    for age in {row["age"] for row in found}:
        for column, sums in ((6, "as_it_falls_due"), (7, "as_it_counts")):
            assert money(page[age][column]) == sum(int(row[sums]) for row in found if row["age"] == age)
    assert sum(int(row["as_it_counts"]) for row in found) == pytest.approx(answers.life(ASKED.scenario).discounted.sum(), abs=len(found) / 2)


def test_what_moves_the_cost_is_the_same_on_the_page_and_in_the_file():
    found = table("sway")
    page = [row for row in cells(fetch("cost-doubt").content.decode()) if len(row) == 7 and row[0] != "Number"]
    assert [(row[0], money(row[2]), money(row[4]), row[6]) for row in page] == [
        (row["title"], int(row["cost_at_low"]), int(row["cost_at_high"]), row["basis"]) for row in found
    ]
    assert {row["key"] for row in found} == set(MODEL.of_pupils) - {"justice_share", "ap_place"}
    # By hand: the cost with this one at its end and the others at their best.
    widest = found[0]
    fixed = (
        {key: parameter.value for key, parameter in MODEL.parameters.items()} | dict(ASKED.scenario.values) | {widest["key"]: float(widest["low"])}
    )
    model = costing.with_values(costing.with_schedule(MODEL, "health"), fixed)
    assert costing.cost(model, 1, draws=0).per_pupil == pytest.approx(int(widest["cost_at_low"]), abs=0.51)


def test_what_is_worth_knowing_is_the_same_on_the_page_and_in_the_file():
    found = {row["title"]: row for row in table("information")}
    page = [row for row in cells(fetch("cost-doubt").content.decode()) if len(row) == 3 and row[0] in found]
    assert len(page) > 1
    for title, basis, worth in page:
        assert (found[title]["basis"], found[title]["above_chance"], int(found[title]["worth_for_one_unit"])) == (basis, "yes", money(worth))


def test_every_number_of_the_model_is_in_the_file_with_its_source():
    found = {row["key"]: row for row in table("numbers")}
    assert list(found) == list(MODEL.parameters)
    for key, parameter in MODEL.parameters.items():
        row = found[key]
        assert (float(row["value"]), float(row["low"]), float(row["high"])) == (parameter.value, parameter.low, parameter.high)
        assert (row["source"], row["assumption"], row["note"]) == (parameter.source, parameter.assumption, parameter.note)
        assert row["taken_as"] == {"justice_share": "1", "ap_place": "25000"}.get(key, "")


def test_the_arithmetic_is_in_the_file_as_on_the_page():
    found = table("quoted")
    assert [(row["pupils"], row["count_times_cost_of_one"], row["fits"]) for row in found if row["total"] == "report-2017"] == [
        ("5795", "2144150000", "yes"), ("6685", "2473450000", "no"),
    ]  # fmt: skip
    assert [(row["per_pupil"], row["low"], row["high"]) for row in table("published")] == [("370000", "", ""), ("170000", "", "")]


def test_the_json_is_what_the_command_that_it_names_prints():
    data = fetch("cost-json").json()
    program, verb_name, *arguments = shlex.split(data["command"])
    run = CliRunner().invoke(verb, arguments)
    assert (program, verb_name, run.exit_code) == ("difference", "cost", 0)
    printed = json.loads(run.stdout)
    assert {key: data[key] for key in printed} == printed
    assert data["scenario"] == {
        "model": "open-model",
        "dated": "2026-11-24",
        "values": {"ap_place": 25000.0, "justice_share": 1.0},
        "schedule": "health",
    }
    assert data["address"].endswith(ASKED.address("cost-model"))


def test_an_endless_number_is_no_number_in_the_files():
    nothing = Asked(scenario(dict.fromkeys(MODEL.of_pupils, 0.0)), 1)
    assert fetch("cost-json", asked=nothing).json()["break_even"]["exclusions"] is None
    (row,) = [row for row in table("scenario", nothing) if row["key"] == "exclusions_to_pay" and row["scenario"] == "Yours"]
    assert (row["value"], row["difference"]) == ("", "")


@pytest.mark.parametrize("name", exports.PICTURES)
def test_a_picture_stands_alone(name):
    answer = fetch("cost-svg", name)
    svg = ET.fromstring(answer.content)
    words = " ".join("".join(one.itertext()) for one in svg.iter(f"{SVG}text"))
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert answer["Content-Disposition"] == f'attachment; filename="cost-{name}.svg"'
    assert [one.tag for one in svg.iter() if one.get("class") or one.get("style") or one.tag.endswith(("style", "script", "image"))] == []
    assert "Retrieved on 23 November 2026 from" in words
    assert "…" not in words
    # What is drawn has a colour or a line of its own.
    drawn = [one for one in svg.find(f"{SVG}g") if not one.tag.endswith("text")]
    assert drawn
    assert [one.attrib for one in drawn if not (one.get("fill") or one.get("stroke"))] == []


@pytest.mark.parametrize(
    "address", ["life.csv?justice_share=abc", "life.svg?no_such=1", "scenario.json?pupils=0", "numbers.csv?ap_place=1&ap_place=2"]
)
def test_a_file_is_not_made_from_nonsense(address):
    answer = Client().get(f"/observatory/cost/{address}")
    assert answer.status_code == 422
    assert re.search("is not a number|is nothing that the model has|is not a whole number|is given twice", html.unescape(answer.content.decode()))


@pytest.mark.parametrize("address", ["nothing.csv", "nothing.svg", "parts.csv", "numbers.svg"])
def test_a_file_that_is_not_there_is_missing(address):
    assert Client().get(f"/observatory/cost/{address}").status_code == 404


def test_no_file_of_the_pages_is_about_a_person():
    for name in exports.TABLES:
        assert not {"name", "person", "email", "pupil", "school"} & set(table(name)[0])

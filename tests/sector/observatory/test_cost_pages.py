"""What the cost pages say: the arithmetic behind quoted billions, published totals never joined, and a model that tells its own doubt."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from difference.methods import costing
from difference.sector.observatory.costs import answers, charts, showing, words
from difference.sector.observatory.costs.asked import Asked
from difference.sector.observatory.costs.comparing import compare
from difference.sector.observatory.costs.scenario import AS_IT_STANDS, open_model, scenario

pytestmark = pytest.mark.once
MODEL = open_model()
PAGES = ["", "model/", "life/", "doubt/", "model/?pupils=7720&justice_share=1&schedule=health&kept=ap_place%3D1%26schedule%3Dstandard"]


def fetch(page: str = "") -> str:
    answer = Client().get(f"/observatory/cost/{page}")
    assert answer.status_code == 200
    return answer.content.decode()


def plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)).split())


def rows(page: str) -> list[str]:
    # On a wide page the names that stacked tables repeat are hidden.
    bare = re.sub(r'<span class="app-table__name".*?</span>', "", page)
    return [plain(row) for row in re.findall(r"<tr.*?</tr>", bare, re.DOTALL)]


@pytest.mark.parametrize(
    ("quoted", "implied", "pupils", "each", "gives", "verdict"),
    [
        ("£2.1bn", 5676, 5795, 370_000, "£2.14bn", "Fits"),
        ("£2.1bn", 5676, 6685, 370_000, "£2.47bn", "Does not fit"),
        ("£2.9bn", 7838, 7720, 370_000, "£2.86bn", "Fits"),
        ("£1.9bn", 11176, 10885, 170_000, "£1.85bn", "Fits"),
    ],
)
def test_each_total_stands_with_the_number_of_pupils_that_it_fits(quoted, implied, pupils, each, gives, verdict):
    (row,) = [row for row in rows(fetch()) if f"{pupils:,} × " in row]
    assert row.startswith(f"{quoted} {quoted} ÷ £{each:,} is {implied:,}")
    assert row.endswith(f"{pupils:,} × £{each:,} is {gives} {verdict}")
    # The same by hand: the product, and whether it rounds to what was quoted.
    assert f"£{pupils * each / 1e9:.2f}bn" == gives
    assert (f"£{pupils * each / 1e9:.1f}bn" == quoted) == (verdict == "Fits")
    assert round(float(quoted[1:-2]) * 1e9 / each) == implied


def test_totals_of_different_scope_stand_in_tables_of_their_own():
    page = fetch()
    first, second = (page.index(f">{title}</h3>") for title in ("IPPR 2017, as published", "IPPR and The Difference 2024, as published"))
    assert "£170,000" not in page[first:second]
    assert "neither a fall nor a trend" in plain(page)
    assert "app-chart__line" not in page


def test_the_published_totals_stand_side_by_side_without_parts_or_range():
    found = rows(fetch())
    assert "Cost of one exclusion £370,000 £170,000" in found
    assert "Its parts None published None published" in found
    assert "Its range None published None published" in found
    (holds,) = [row for row in found if row.startswith("What it holds")]
    for key in ("ippr-2017", "ippr-2024"):
        assert costing.preset(key).scope in holds


def test_the_open_model_says_how_many_of_its_numbers_nobody_measured():
    said = plain(fetch())
    numbers = MODEL.parameters.values()
    without = [each for each in numbers if not each.source]
    assert f"of its numbers are assumptions {len(without)} of {len(numbers)}" in said
    assert f"{len(without)} of the {len(numbers)} numbers are assumptions and {len(numbers) - len(without)} have a source." in said
    assert "the interval is narrower than our ignorance is" in said
    assert [what for what in MODEL.left_out if what not in said] == []


def test_the_answer_is_the_model_s_with_its_interval_and_its_chance():
    found = costing.cost(MODEL, 10885, 20_000, 0)
    said = plain(fetch())
    assert f"{words.roughly(found.per_pupil)}" in said
    assert f"95% interval {words.roughly(found.low)} to {words.roughly(found.high)}" in said
    assert words.roughly(found.total) in said
    assert f"The mean of 20,000 draws, which chance alone moves by some £{found.error:.0f} either way" in said


def test_scenarios_stand_side_by_side_with_their_differences():
    asked = Asked(scenario({"justice_share": 1.0}), 100, scenario({"ap_place": 0.0}, "health"))
    lines = {line.key: line for line in compare(asked).lines}
    models = [
        MODEL, costing.with_values(MODEL, {"justice_share": 1.0}), costing.with_values(costing.with_schedule(MODEL, "health"), {"ap_place": 0.0}),
    ]  # fmt: skip
    found = [costing.cost(model, 1, 20_000, 0) for model in models]
    assert [amount.value for amount in lines["per_pupil"].amounts] == [each.per_pupil for each in found]
    assert [amount.value for amount in lines["all"].amounts] == [each.per_pupil * 100 for each in found]
    assert lines["per_pupil"].difference(0) is None
    assert lines["per_pupil"].difference(1) == found[1].per_pupil - found[0].per_pupil
    # What was not changed draws the same, so its difference is nothing.
    assert lines["health"].difference(1) == 0
    (row,) = [row for row in rows(fetch(asked.address("cost-model").removeprefix("/observatory/cost/"))) if row.startswith("One exclusion")]
    assert f"£{found[1].per_pupil - found[0].per_pupil:,.0f} more" in row
    assert "£" in row


def test_parts_add_up_to_the_whole_in_every_scenario():
    for asked in (AS_IT_STANDS, scenario({"ap_place": 0.0, "mainstream_place": 20000.0})):
        cost = answers.answer(asked).cost
        assert sum(part.per_pupil for part in cost.components) == pytest.approx(cost.per_pupil)


def test_with_every_number_fixed_there_is_no_interval_and_nothing_to_learn():
    fixed = scenario({key: parameter.value for key, parameter in MODEL.parameters.items()})
    address = Asked(fixed, 1).address("cost-model").removeprefix("/observatory/cost/")
    assert "no interval: every number is fixed" in plain(fetch(address))
    said = plain(fetch(address.replace("model/", "doubt/")))
    assert "Every number is fixed, so none can move the cost." in said
    assert "No number alone would change the choice" in said


def test_an_exclusion_that_costs_nothing_is_no_error():
    nothing = scenario({key: 0.0 for key, parameter in MODEL.of_pupils.items()})
    for page in ("model/", "life/", "doubt/"):
        said = plain(fetch(Asked(nothing, 1).address("cost-model").removeprefix("/observatory/cost/").replace("model/", page)))
        assert "£0" in said
    assert "the programme cannot pay for itself" in said


def test_whether_the_programme_pays_is_said_with_its_doubt_and_that_nobody_measured_it():
    found = costing.break_even(MODEL, 20_000, 0)
    said = plain(fetch("doubt/"))
    assert f"pays for itself if one leader averts about {found.exclusions:.2f} exclusions, between {found.low:.2f} and {found.high:.2f}." in said
    assert f"{found.averted:.2f} on average, which is an assumption and not a finding; in {found.pays:.0%} of draws that is enough." in said
    assert found.exclusions == pytest.approx(found.cost / found.saved)


def test_the_worth_of_knowing_is_shown_only_above_chance():
    found = costing.value_of_information(MODEL, 20_000, 0)
    said = fetch("doubt/")
    shown = [row for row in rows(said) if row.endswith(tuple(f"assumption £{part.value:,.0f}" for part in found.parts[:1]))]
    assert len(shown) == 1
    assert [part.value > max(found.noise, 0.5) for part in showing.worth_knowing(found)] == [True] * len(showing.worth_knowing(found))
    assert f"worth £{found.evpi:,.0f} for each leader" in plain(said)


def test_a_life_adds_up_to_what_one_exclusion_costs():
    flow = answers.life(AS_IT_STANDS)
    table, foot = showing.stage_rows(flow)

    def read(cell):
        return int(str(cell).replace("£", "").replace(",", "").replace("−", "-"))

    for column in range(1, len(foot)):
        assert sum(read(row[column]) for row in table) == pytest.approx(read(foot[column]), abs=len(table))
    assert read(foot[-1]) == pytest.approx(answers.answer(AS_IT_STANDS).cost.per_pupil, abs=4 * answers.answer(AS_IT_STANDS).cost.error)
    # By hand: money at age a counts for 1.035 ** −(a − 14) within thirty years of an exclusion at 14.
    for row, age in enumerate(flow.ages[:30]):
        assert flow.discounted[row] == pytest.approx(flow.amounts[row] * 1.035 ** -(int(age) - 14))
    assert charts.life_sentence(flow) in plain(fetch("life/"))


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_whole_without_scripts_and_fit_a_telephone(page):
    text = fetch(page)
    assert re.findall(r"<script(?![^>]*\bsrc=)|\bon\w+=\"|\bstyle=\"|<style", text) == []
    for table in re.findall(r'<div class="app-table[^>]*>', text):
        # It stacks, or scrolls in a region that the keyboard reaches.
        assert "app-table--stacked" in table or ('role="region"' in table and 'tabindex="0"' in table)
    assert text.count("app-chart--narrow") == text.count("app-chart--wide")
    main = text[text.index("<main") :]
    assert re.findall(r"<th[^>]*>\s*</th>", main) == []
    assert main.count('type="hidden"') == main.count('name="kept"')


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_how_it_is_cited(page):
    said = plain(fetch(page))
    assert "Retrieved on 23 November 2026 from http://testserver/observatory/cost/" in said
    assert "open model of 24 November 2026" in said


def test_a_scenario_is_computed_once(monkeypatch):
    asked = scenario({"ap_place": 23456.0})
    first = answers.answer(asked)
    monkeypatch.setattr(costing, "cost", lambda *_: pytest.fail("computed twice"))
    assert answers.answer(scenario({"ap_place": 23456})) is first


@pytest.mark.parametrize(
    ("amount", "said"),
    [(0, "£0"), (48_440, "£48,000"), (-48_440, "−£48,000"), (527_300_000, "£530 million"), (1_180_000_000, "£1.2 billion"), (949, "£950"),
     (4, "£4"), (99_900, "£100,000"), (999_999_999, "£1 billion"), (123_000_000_000, "£120 billion")],
)  # fmt: skip
def test_money_is_said_in_two_figures(amount, said):
    assert words.roughly(amount) == said

"""Published totals and the sums behind them; what the open model says of itself."""

import pytest

from difference.errors import BadInput
from difference.methods.costing import PRESETS, Model, Published, cost, counts, preset, quoted_totals

pytestmark = pytest.mark.once
QUOTED = {each.key: each for each in quoted_totals()}


def test_two_point_one_billion_is_5676_pupils_which_fits_the_year_before_and_not_the_year_quoted():
    found = QUOTED["report-2017"]
    assert (found.title, found.implied, round(2_100_000_000 / 370_000)) == ("£2.1bn", 5676, 5676)
    assert [(each.count.value, each.total, each.agrees) for each in found.products] == [(5795, 2_144_150_000, True), (6685, 2_473_450_000, False)]


def test_two_point_four_seven_billion_is_the_year_quoted():
    assert round(cost(preset("ippr-2017"), counts()["2015-16"].value).total / 1e9, 2) == 2.47


def test_two_point_nine_billion_is_7720_pupils_at_the_cost_of_2017():
    found = QUOTED["charity"]
    assert [(each.count.value, each.total, each.agrees) for each in found.products] == [(7720, 2_856_400_000, True)]
    assert found.per_pupil == 370_000


def test_one_point_nine_billion_is_10885_pupils_at_the_cost_of_2024():
    assert [(each.total, each.agrees) for each in QUOTED["release-2025"].products] == [(1_850_450_000, True)]
    assert QUOTED["report-2024"].products == ()


@pytest.mark.parametrize(("key", "each"), [("ippr-2017", 370_000), ("ippr-2024", 170_000)])
def test_a_published_total_has_no_parts_no_range_and_says_so(key, each):
    found = cost(preset(key), 100)
    data = found.as_data()
    assert (data["per_pupil"], data["total"], data["low"], data["high"], data["components"]) == (each, 100 * each, None, None, [])
    assert "not split" in data["scope"]
    assert "not published" in data["price_year"]
    assert isinstance(preset(key), Published)


def test_every_number_of_the_open_model_has_a_source_or_a_reason_and_every_assumption_a_wide_range():
    model = preset("open-model")
    assert isinstance(model, Model)
    for parameter in model.parameters.values():
        assert bool(parameter.source) != bool(parameter.assumption), parameter.key
        # Wide: the high end at least one and a half times the low one.
        assert not parameter.is_assumption or parameter.high >= 1.5 * parameter.low, parameter.key
        assert parameter.low < parameter.high, parameter.key


def test_what_the_open_model_has_from_its_sources_is_what_they_say():
    model = preset("open-model").parameters
    assert (model["benefit_young"].value, model["benefit_later"].value) == (round(12 * 265.31), round(12 * 334.91))
    assert (model["benefit_young"].high, model["benefit_later"].high) == (round(12 * (265.31 + 354.28)), round(12 * (334.91 + 354.28)))
    assert model["care_year"].value == pytest.approx(52 * (0.75 * 600 + 0.25 * 3000))
    assert (model["care_year"].low, model["care_year"].high) == (52 * 600, 52 * 3000)
    assert (model["custody_comparable"].value, model["custody_comparable"].high) == (pytest.approx(1 - 0.922), pytest.approx(1 - 0.849))
    # ONS, May 2022: of all, 1.5% custody and 12.2% other sentences; ever suspended 72.2%, 50.3% and, of those with neither, 9.0%.
    suspended = 0.015 * 0.722 + 0.122 * 0.503 + (1 - 0.015 - 0.122) * 0.09
    assert model["custody_excluded"].low == pytest.approx(0.015 * 0.722 / suspended, abs=0.003)
    assert model["offends_excluded"].low == pytest.approx(0.122 * 0.503 / suspended, abs=0.005)


def test_the_parts_of_the_open_model_are_those_of_the_issue_and_add_up():
    found = cost(preset("open-model"), 6685, 20_000)
    assert [part.key for part in found.components] == ["education", "tax", "benefits", "justice", "health", "social_care"]
    assert sum(part.per_pupil for part in found.components) == pytest.approx(found.per_pupil)
    assert found.low < found.per_pupil < found.high


def test_a_preset_that_is_not_known_and_pupils_that_cannot_be_are_refused():
    with pytest.raises(BadInput) as refused:
        preset("ippr")
    assert ", ".join(PRESETS) in refused.value.fields["preset"][0]
    with pytest.raises(BadInput):
        cost(preset("ippr-2017"), -1)

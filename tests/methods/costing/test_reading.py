"""Models of costs read from TOML: what is accepted, and every mistake at once with its place."""

import pytest

from difference.errors import BadInput
from difference.methods.costing import COUNTERFACTUALS, PRESETS, UNITS, Model, preset, read
from tests.methods.costing import models

pytestmark = pytest.mark.once
POUNDS = models.parameter("pounds", "£", 100)
SHARES = models.parameter("with_it", "share", 1), models.parameter("without", "share", 0)


def mistakes(text):
    with pytest.raises(BadInput) as refused:
        read(text)
    return refused.value.fields


def test_a_small_model_is_read_as_it_is_written():
    model = read(models.text(*SHARES, POUNDS))
    assert isinstance(model, Model)
    assert (model.key, model.price_year, model.excluded_at, model.schedule, model.programme) == ("small", "2024-25", 14, "standard", None)
    assert model.outcomes[0].parameters == ("pounds", "with_it", "without")
    assert (model.parameters["pounds"].low, model.parameters["pounds"].high) == (100, 100)


@pytest.mark.parametrize("key", PRESETS)
def test_every_preset_can_be_read_and_has_its_own_key(key):
    assert preset(key).key == key


def test_what_is_not_toml_is_refused_with_its_line():
    with pytest.raises(BadInput) as refused:
        read('kind = "model"\nkey = \n')
    assert list(refused.value.lines) == [2]


def test_what_is_nested_too_deeply_is_refused():
    with pytest.raises(BadInput):
        read("a = " + "[" * 100_000)


def test_an_empty_file_and_one_with_other_things_in_it_say_what_is_needed():
    assert "It needs “kind”, one of: model, published." in mistakes("")["model"]
    found = mistakes('kind = "published"\nkey = "x"\nlow = 3')["model"]
    assert "“low” is not known here." in found
    assert {"It needs “per_pupil”, a number.", "It needs “scope”, a text."} <= set(found)


def test_every_mistake_is_told_at_once_with_its_place():
    wrong = models.text(
        models.parameter("with_it", "share", 1.5),
        models.parameter("without", "share", 0.5, 0.6, 0.7, "pert"),
        models.parameter("pounds", "£", 100, year="1066-67"),
        models.parameter("idle", "number", 1, why='source = "A"\nassumption = "B"'),
        outcomes=models.OUTCOME.replace('component = "c"', 'component = "d"')
        .replace("last_age = 14", "last_age = 12")
        .replace('"pounds"', '"punds"'),
        top=models.TOP.replace('price_year = "2024-25"', 'price_year = "2024-26"') + 'colour = "red"\n',
    )
    found = mistakes(wrong)
    assert found == {
        "model": ["“price_year” is “2024-26”; a financial year is written as in 2022-23.", "“colour” is not known here.", found["model"][2]],
        "parameters.with_it": ["“value” is 1.5; it lies from 0 to 1."],
        "parameters.without": ["“low” is at most “value”, “value” at most “high”, and “low” below “high”. For a number without a range use fixed."],
        "parameters.pounds": ["“price_year” is “1066-67”; a financial year is written as in 2022-23.", *found["parameters.pounds"][1:]],
        "parameters.idle": ["It needs either a “source” or an “assumption” with its reason, and not both.", "Nothing uses it."],
        "outcomes 1 (o)": ["“amount” names the parameter “punds”, which there is not."],
        "outcomes (o)": ["There is no component “d”.", "“last_age” is not before “first_age”."],
        "components": ["No outcome belongs to “c”."],
    }
    assert found["model"][2].startswith("There is no published deflator for 2024-26")


@pytest.mark.parametrize(
    ("parameter", "says"),
    [
        (models.parameter("pounds", "£", 0, 0, 5, "gamma"), "A gamma distribution has a value above 0."),
        (models.parameter("pounds", "£", 5, 5, 5, "uniform"), "For a number without a range use fixed."),
        (models.parameter("pounds", "£", 5, why=""), "It needs either a “source” or an “assumption”"),
        (models.parameter("pounds", "£", "true"), "It needs “value”, a number."),
        (models.parameter("pounds", "£", "nan"), "It needs “value”, a number."),
        (models.parameter("pounds", "£", "inf"), "It needs “value”, a number."),
        (models.parameter("pounds", "£", "1" + "0" * 400), "“value” is very large; it lies from 0 to 1e+09."),
        (models.parameter("pounds", "£", -1), "“value” is -1; it lies from 0 to 1e+09."),
        (models.parameter("pounds", "£", 5, 1, 9, "normal"), "It needs “distribution”, one of: fixed, uniform"),
        (models.parameter("pounds", "euros", 5), "It needs “unit”, one of: share, difference"),
        (models.parameter("pounds", "£", 5, year="1999-00"), "There is no published deflator for 1999-00"),
    ],
)
def test_a_parameter_that_cannot_be_says_why(parameter, says):
    found = mistakes(models.text(*SHARES, parameter))
    assert any(says in sentence for sentence in found["parameters.pounds"]), found


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (models.parameter("with_it", "share", 0.5, 0.0, 1.0, "beta"), None),
        (models.parameter("with_it", "share", 0.02, 0.0, 1.0, "beta"), "There is no beta distribution with this value and so wide a range."),
        (models.parameter("with_it", "share", 0.5, 0.1, 0.9, "gamma"), "A gamma distribution would leave what a share can be."),
    ],
)
def test_a_share_keeps_within_zero_and_one(share, says):
    whole = models.text(share, SHARES[1], POUNDS)
    if says is None:
        assert isinstance(read(whole), Model)
    else:
        assert says in mistakes(whole)["parameters.with_it"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("last_age = 14", "", "It needs “years”, a text."),
        ("last_age = 14", 'last_age = 14\nyears = "without"', "It lasts either until “last_age” or for “years”, and not both."),
        ("first_age = 14", "first_age = 12", "“first_age” is not before the age of exclusion, 14."),
        ('"association"', '"magic"', "It needs “counterfactual”, one of: association, adjusted, attributed."),
        ('"association"', '"attributed"', "It needs “share”, a text."),
        ('["pounds"]', '["pounds", "pounds"]', "Exactly one parameter of “amount” is money; the others say how much of it."),
        ('["pounds"]', '["pounds", "without"]', "It names “without” 2 times."),
        ('["pounds"]', '["with_it"]', "Exactly one parameter of “amount” is money; the others say how much of it."),
        ('["pounds"]', "[]", "It needs “amount”, a list of parameters."),
        ('excluded = "with_it"', 'excluded = "pounds"', "“pounds” is a £; here it is one of: share, rate."),
        ('comparable = "without"', "", "It needs “comparable”, a text."),
    ],
)
def test_an_outcome_that_cannot_be_says_why(old, new, says):
    found = mistakes(models.text(*SHARES, POUNDS, outcomes=models.OUTCOME.replace(old, new)))
    assert any(says in sentence for place, sentences in found.items() if place.startswith("outcomes") for sentence in sentences), found


def test_keys_stand_once_and_are_plain_so_that_they_fit_an_address():
    assert "“o” stands there 2 times." in mistakes(models.text(*SHARES, POUNDS, outcomes=models.OUTCOME * 2))["outcomes"]
    odd = mistakes(models.text(*SHARES, POUNDS.replace("parameters.pounds", 'parameters."Pounds & pence"')))
    assert odd["parameters.Pounds & pence"][0].startswith("A key is a small letter")


def test_a_programme_costs_money_and_averts_a_number():
    swapped = models.PROGRAMME.replace('cost = "price"', 'cost = "averted"').replace('averted = "averted"', 'averted = "price"')
    found = mistakes(
        models.text(*SHARES, POUNDS, models.parameter("price", "£", 9), models.parameter("averted", "number", 1), top=models.TOP + swapped)
    )
    assert found["programme"] == ["“averted” is a number; here it is a £.", "“price” is a £; here it is a number."]


def test_a_table_where_a_list_belongs_and_the_other_way_round_are_told_and_not_met_with_a_crash():
    found = mistakes(models.TOP + 'parameters = 3\ncomponents = "c"\noutcomes = [1, 2]\n')
    assert {"outcomes 1": ["It must be a table."], "outcomes 2": ["It must be a table."]}.items() <= found.items()
    assert mistakes(models.TOP + "[parameters]\na = 1\n")["parameters.a"] == ["It must be a table."]


def test_an_edition_that_is_not_known_is_told():
    assert "“1066” is not known; there are: 2026-02." in mistakes(models.text(*SHARES, POUNDS, top=models.TOP + 'edition = "1066"\n'))["model"]


def test_a_deflator_that_is_not_known_is_told_and_one_that_is_is_used():
    found = mistakes(models.text(*SHARES, POUNDS, top=models.TOP + 'deflator = "1066"\n'))
    assert found["model"] == ["the deflator “1066” is not known; there are: 2026-03."]
    assert read(models.text(*SHARES, POUNDS, top=models.TOP + 'deflator = "2026-03"\n')).deflator == "2026-03"


def test_every_unit_and_counterfactual_has_its_words():
    assert all(unit.words and unit.least < unit.most for unit in UNITS.values())
    assert set(COUNTERFACTUALS) == {"association", "adjusted", "attributed"}

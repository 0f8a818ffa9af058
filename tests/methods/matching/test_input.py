"""What bad input gets: every mistake at once, each with its row; and what good input becomes."""

import json

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.matching import UNRANKED, Market, as_document, digest, from_document, from_json, from_lists, match, read_result

pytestmark = pytest.mark.once

GOOD = {
    "candidates": [{"id": "a", "preferences": ["p", "q"]}, {"id": "b", "preferences": ["q"]}],
    "posts": [
        {"id": "p", "seats": 1, "ranking": [["a"]], "region": "north-east", "cold_spot": True},
        {"id": "q", "seats": 2, "ranking": [["b", "c"], ["d"]]},
    ],
}
GOOD["candidates"] += [{"id": "c", "preferences": []}, {"id": "d", "preferences": ["q"]}]


def refused(document):
    with pytest.raises(BadInput) as caught:
        from_document(document)
    return caught.value.fields


def test_the_arrays_are_as_the_format_says():
    market = from_document(GOOD)
    found = [market.offsets, market.posts, market.priority, market.seats, market.cold_spot, market.candidates]
    assert [array.tolist() for array in found] == [
        [0, 2, 3, 3, 4],
        [0, 1, 1, 1],
        [1, UNRANKED, 1, 2],
        [1, 2],
        [True, False],
        [0, 0, 1, 3],
    ]
    assert [array.dtype.name for array in found] == ["int64", "int32", "int32", "int32", "bool", "int32"]
    assert (market.candidate_ids, market.post_ids, market.regions, len(market)) == (("a", "b", "c", "d"), ("p", "q"), ("north-east", None), 4)


def test_an_entry_whose_candidate_did_not_rank_the_post_is_dropped_and_counted():
    assert from_document(GOOD).dropped == 1


def test_arrays_cannot_be_written_to():
    market = from_document(GOOD)
    with pytest.raises(ValueError, match="read-only"):
        market.seats[0] = 9


def test_every_mistake_is_told_at_once_with_its_row():
    assert refused(
        {
            "candidates": [
                {"id": "a", "preferences": ["p", "p", "x"]},
                {"id": "a", "preferences": []},
                {"id": 3, "preferences": "p"},
                {"id": "  ", "preferences": [1]},
                "b",
                {"id": "d", "preferences": [], "prefers": []},
            ],
            "posts": [
                {"id": "p", "seats": -1, "ranking": [["a", "z"], ["a"]]},
                {"id": "q", "seats": 1.5, "ranking": ["a"]},
                {"id": "r", "seats": True, "ranking": [], "region": 5, "cold_spot": "yes", "reserved": [{"seats": 1, "for": ["a"]}]},
                {"id": "s", "seats": 2**31, "ranking": []},
            ],
            "couples": [{"id": "x"}],
            "regions": [{"id": "north", "ceiling": 3}, {"id": "south"}, 7],
            "lottery": 1,
        }
    ) == {
        "document": ["“lottery” is not a part of a market."],
        "couples, row 1": [
            "It needs “members”, the ids of two candidates.",
            "It needs “preferences”, a list of pairs of ids of posts, null where one has none: [[“p”, “q”], [“p”, null]].",
        ],
        "regions, row 3": ["It must be an object with an “id”."],
        "candidates, row 1": ["It ranks “p” more than once.", "It ranks “x”, and there is no such post."],
        "candidates, row 2": ["Its id “a” is that of row 1 too."],
        "candidates, row 3": ["Its “id” must be a piece of text.", "It needs “preferences”, a list of ids of posts, which may be empty."],
        "candidates, row 4": ["Its “id” must not be empty.", "Number 1 of its preferences must be a piece of text."],
        "candidates, row 5": ["It must be an object with an “id”."],
        "candidates, row 6": ["“prefers” is not a part of it."],
        "posts, row 1": [
            "It needs “seats”, a whole number from 0 to 2147483647.",
            "It ranks “a” more than once.",
            "It ranks “z”, and there is no such candidate.",
        ],
        "posts, row 2": [
            "It needs “seats”, a whole number from 0 to 2147483647.",
            "It needs “ranking”, a list of classes, each a list of ids of candidates: [[“a”], [“b”, “c”]].",
        ],
        "posts, row 3": [
            "It needs “seats”, a whole number from 0 to 2147483647.",
            "Its “region” must be a piece of text.",
            "Its “cold_spot” must be true or false.",
            "It reserves 1 of 0 seats.",
        ],
        "posts, row 4": ["It needs “seats”, a whole number from 0 to 2147483647."],
    }


@pytest.mark.parametrize("document", [None, [], 3, "market"])
def test_what_is_no_object_is_refused(document):
    assert refused(document) == {"document": ["It must be an object with “candidates” and “posts”."]}


def test_both_lists_must_be_there():
    sentence = ["There must be a list of them, which may be empty."]
    assert refused({"candidates": {}}) == {"candidates": sentence, "posts": sentence}


def test_empty_parts_say_nothing():
    assert len(from_document(GOOD | {"couples": [], "regions": []})) == 4


def test_half_a_character_is_refused():
    assert refused({"candidates": [{"id": "\ud800", "preferences": []}], "posts": []}) == {
        "candidates, row 1": ["Its “id” holds half a character, which no text can."]
    }


@pytest.mark.parametrize(
    ("text", "sentence", "lines"),
    [
        ("{\n oh", "This is not JSON.", {2: "Expecting property name enclosed in double quotes, at character 2."}),
        (b"", "This is not JSON.", {1: "Expecting value, at character 1."}),
        (b"{\n\xff", "This is not text in UTF-8.", {2: "This line is not UTF-8."}),
        ("[" * 100_000, "This JSON is nested too deeply to be read.", {}),
        ("1" * 5000, "This JSON has a number that is too long to be read.", {}),
        ('{"a": NaN}', "NaN is not a number that JSON knows.", {}),
        ('{"a": 1, "a": 2}', "“a” stands twice in one object, so that nobody can say which is meant.", {}),
    ],
)
def test_nonsense_is_refused_with_its_line(text, sentence, lines):
    with pytest.raises(BadInput) as caught:
        from_json(text)
    assert (caught.value.sentence, caught.value.lines) == (sentence, lines)


def test_a_byte_order_mark_is_no_mistake():
    assert len(from_json(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())) == 4


def test_a_thousand_mistakes_are_told_as_a_hundred_and_a_count():
    fields = refused({"candidates": [{"id": "", "preferences": []}] * 1000, "posts": []})
    assert (len(fields), fields["and more"]) == (101, ["900 more places have mistakes."])


def test_lists_are_checked_in_the_same_way():
    with pytest.raises(BadInput) as caught:
        from_lists([("a", ["p"])], [("q", -1, [])])
    assert list(caught.value.fields) == ["posts, row 1", "candidates, row 1"]


def test_arrays_are_named_by_number_when_names_are_not_given():
    market = Market([0, 1, 2], [0, 0], [1, 1], [1])
    assert (market.candidate_ids, market.post_ids, match(market).size) == (("0", "1"), ("0",), 1)


@pytest.mark.parametrize(
    ("arrays", "places"),
    [
        (([0, 1], [0, 0], [1, 1], [1]), ["offsets"]),
        (([1, 2], [0, 0], [1, 1], [1]), ["offsets"]),
        (([0, 2, 1, 2], [0, 0], [1, 1], [1]), ["offsets"]),
        (([], [], [], []), ["offsets"]),
        (([0, 1], [0], [1, 2], [1]), ["priority"]),
        (([0, 2, 3], [0, 0, 4], [1, 1, 1], [-1]), ["posts, row 1", "candidates, row 2", "candidates, row 1"]),
        (([0, 1], [0.5], [1], [2**40]), ["posts", "seats"]),
        (([0, 0], [], [], [1], ("a", "b"), (7,)), ["candidates", "posts, row 1"]),
        (([0, 0, 0], [], [], [1], ("a", "a")), ["candidates, row 2"]),
        (([0], [], [], [[1], [2, 3]]), ["seats"]),
    ],
)
def test_arrays_that_contradict_each_other_are_refused(arrays, places):
    with pytest.raises(BadInput) as caught:
        Market(*arrays)
    assert list(caught.value.fields) == places


def test_an_extreme_class_is_a_class_like_any_other():
    market = Market([0, 1, 2], [0, 0], [-(2**31), 2**31 - 2], [1])
    assert match(market).posts.tolist() == [0, -1]


def test_the_digest_does_not_depend_on_spaces_or_the_order_of_keys():
    assert digest({"b": ["é"], "a": 1}) == digest(json.loads(' {"a" : 1, "b": ["\\u00e9"]}'))
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_a_result_that_cannot_be_read_is_refused_with_its_rows():
    market = from_document(GOOD)
    with pytest.raises(BadInput) as caught:
        read_result(market, {"matches": {"a": "p", "x": "q", "b": "y", "d": 3}, "inputs_sha256": "0", "rule": 1}, "1")
    assert caught.value.fields == {
        "matches, row 2": ["There is no candidate “x”."],
        "matches, row 3": ["“b” holds “y”, and there is no such post."],
        "matches, row 4": ["“d” holds “3”, and there is no such post."],
        "matches": ["It does not say what became of “c”."],
        "inputs_sha256": ["This result was made from another market, or the market was altered since."],
        "rule": ["It must be a piece of text."],
    }
    for document in ({}, [], {"matching": {}}):
        with pytest.raises(BadInput, match="cannot be used"):
            read_result(market, document)


def test_a_result_edited_by_hand_is_refused_and_what_was_edited_is_said():
    market = from_document(GOOD)
    true = as_document(market, match(market), "1")
    assert read_result(market, json.loads(json.dumps(true)), "1").by_id(market) == {"a": "p", "b": "q", "c": None, "d": "q"}
    with pytest.raises(BadInput) as caught:
        read_result(market, true | {"matches": true["matches"] | {"a": None}}, "1")
    assert caught.value.fields == {
        "filled": ["It says 3; these matches give 2: the result was edited."],
        "stable": ["It says true; these matches give false: the result was edited."],
        "blocking_pairs": ["They are not those of these matches, of which there are 1: the result was edited."],
        "cutoffs": ["That of “p” is not what these matches and the seed give: the result was edited."],
        "matches": ["“a” has no post; the rule and its seed give “p”."],
    }


@pytest.mark.parametrize(
    ("edited", "place"),
    [
        ({"seed": 1}, "cutoffs"),
        ({"filled": 2}, "filled"),
        ({"stable": False}, "stable"),
        ({"blocking_pairs": [["a", "q"]]}, "blocking_pairs"),
        ({"cutoffs": []}, "cutoffs"),
        ({"cutoffs": {}}, "cutoffs"),
        ({"version": 2}, "version"),
        ({"guarantee": None}, "guarantee"),
    ],
)
def test_whatever_a_result_says_of_itself_is_checked(edited, place):
    market = from_document(GOOD)
    true = as_document(market, match(market), "1")
    with pytest.raises(BadInput) as caught:
        read_result(market, true | edited, "1")
    assert list(caught.value.fields) == [place]


def test_somebody_elses_result_needs_only_the_matches():
    market = from_document(GOOD)
    assert np.array_equal(read_result(market, {"matches": {"a": "p", "b": None, "c": None, "d": "q"}}).posts, [0, -1, -1, 1])

"""A lifecycle's table is checked when the program starts."""

import pytest

from difference.foundations.lifecycles.diagrams import as_mermaid
from difference.foundations.lifecycles.table import BadTable, Lifecycle, Move, State

pytestmark = pytest.mark.once

DRAFT, SENT, GONE = State("draft", "Draft", editable=True), State("sent", "Sent"), State("gone", "Gone", terminal=True, running=False)
SEND = Move("send", ("draft",), "sent", "thing.send")
DROP = Move("drop", ("draft", "sent"), "gone", "thing.drop", reasons={"late": "It came too late"})


def test_a_whole_table_answers_questions():
    table = Lifecycle("Thing", (DRAFT, SENT, GONE), (SEND, DROP))
    assert (table.initial, table.names, table.having(running=True)) == ("draft", ["draft", "sent", "gone"], ["draft", "sent"])
    assert [move.name for move in table.moves_from("draft")] == ["send", "drop"]


@pytest.mark.parametrize(
    ("states", "moves", "sentence"),
    [
        ((DRAFT, DRAFT, GONE), (DROP,), "A state or a move stands twice."),
        ((DRAFT, GONE), (SEND, DROP), "The move send names unknown states: sent."),
        ((DRAFT, SENT, GONE), (SEND, Move("drop", ("draft",), "gone", "a")), "Nothing leads on from sent, and it is not said to be the end."),
        (
            (DRAFT, GONE),
            (Move("drop", ("draft",), "gone", "a"), Move("back", ("gone",), "draft", "a")),
            "gone is said to be the end, but moves lead on from it.",
        ),
        ((DRAFT, SENT, GONE), (Move("drop", ("draft", "sent"), "gone", "a"),), "No way leads to sent."),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(states, moves, sentence):
    with pytest.raises(BadTable) as caught:
        Lifecycle("Thing", states, moves)
    assert sentence in str(caught.value)


def test_the_diagram_shows_every_move():
    assert as_mermaid(Lifecycle("Thing", (DRAFT, SENT, GONE), (SEND, DROP))).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> draft",
        "    draft --> sent: send",
        "    draft --> gone: drop",
        "    sent --> gone: drop",
        "    gone --> [*]",
    ]

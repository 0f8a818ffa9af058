"""The codes of sessions and attendance, each with its words."""

EXPECTED, ATTENDED, ABSENT, EXCUSED = "expected", "attended", "absent", "excused"
STANDINGS = {EXPECTED: "Expected", ATTENDED: "Attended", ABSENT: "Absent", EXCUSED: "Excused"}

ABSENT_BECAUSE = {
    "no-word": "We have not heard why",
    "illness": "Illness",
    "school": "Their school needed them",
    "family": "Family",
    "travel": "Travel",
    "other": "Another reason",
}

CANCELLED = {
    "lead-away": "Whoever leads it cannot come",
    "place-gone": "The place is not to be had any more",
    "too-few": "Too few could come",
    "weather": "Weather or travel",
    "not-needed": "It is not needed any more",
}

FOLLOWED_UP = {
    "spoke": "I spoke with them",
    "school": "I spoke with their school",
    "plan": "We agreed how they catch up",
    "nothing-needed": "Nothing more is needed",
}


def words_of(standing: str, reason: str) -> str:
    """“Absent: illness”."""
    return f"{STANDINGS[standing]}: {ABSENT_BECAUSE[reason].lower()}" if reason else STANDINGS[standing]

"""The codes by which evidence explains itself, each with its words."""

SENT_BACK = {
    "numbers": "The numbers do not look right",
    "not-as-registered": "It is not what the protocol says would be measured",
    "dates": "The dates do not fit the protocol",
    "names": "Somebody could be recognised in it",
}

ABANDONED = {
    "left-school": "I have left the school, or the school has closed",
    "not-possible": "It could not be done as planned",
    "too-few": "Too few pupils were left to compare",
    "no-effect-seen": "It did not seem to help",
    "harm": "It seemed to do harm",
    "other": "For another reason",
}

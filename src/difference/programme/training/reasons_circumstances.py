"""The codes of extenuating circumstances, each with its words."""

GROUNDS = {
    "illness": "Illness or injury",
    "bereavement": "Bereavement",
    "caring": "Caring for somebody",
    "crisis": "A crisis at home, or something that put me in danger",
    "duty": "Something that my school could not do without me",
    "other": "Something else",
}

OUTCOMES = {
    "extension": "An extension to a new deadline",
    "first_sitting": "The next sitting stands as a first sitting, without a cap",
}

REFUSED = {
    "not-outside-control": "What happened could have been foreseen or prevented",
    "not-affected": "It does not show how the work was affected",
    "not-evidenced": "There is no evidence, and it is needed here",
    "late": "It came too late, and why does not explain it",
    "another-way": "There is a better way for this, such as a deferral or an adjustment",
}

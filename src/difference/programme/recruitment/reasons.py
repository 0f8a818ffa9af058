"""The codes by which recruitment explains itself, each with its words."""

INELIGIBLE = {
    "no-right-to-work": "They do not have the right to work in the United Kingdom for the length of the programme",
    "no-qualified-status": "They do not have qualified teacher status",
    "too-little-mainstream": "They have taught for less than three years in mainstream schools",
    "works-in-ap-or-special": "They work in alternative provision, a pupil referral unit or a special school now",
    "several": "More than one of the rules is not met",
}

UNSUCCESSFUL = {
    "below-the-line": "Other applications scored higher for the places that there are",
    "below-the-standard": "The assessment was below the standard for a place",
    "checks": "A check that we have to make could not be completed",
}

# What can be decided before everybody has sent their scores.
WITHOUT_SCORES = frozenset({"checks"})

WITHDRAWN = {
    "another-job": "I have taken another job",
    "staying": "I am staying where I am",
    "too-far": "The posts are too far away",
    "pay": "The pay or the contract does not work for me",
    "timing": "It is not the right time",
    "family-or-health": "For family or health reasons",
    "prefer-not-to-say": "I prefer not to say",
}

DECLINED = {**WITHDRAWN, "not-this-offer": "The offer is not what I hoped for"}

REFEREE_DECLINED = {
    "not-well-enough": "I do not know them well enough",
    "not-mine-to-give": "It is not for me to give references here",
    "too-close": "I am too close to them to judge",
    "no-time": "I do not have the time",
    "prefer-not-to-say": "I prefer not to say",
}

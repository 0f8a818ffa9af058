"""The codes by which careers explains itself, each with its words."""

# How a vacancy ends. The first is recorded with the appointment, never by hand.
FILLED_BY_ALUMNUS = "filled-by-alumnus"
CLOSED_BY_HAND = {
    "filled-elsewhere": "Filled by somebody who was not introduced here",
    "not-filled": "Not filled",
}
OUTCOMES = {FILLED_BY_ALUMNUS: "Filled by an alumnus", **CLOSED_BY_HAND}

# Why either side declines.
CHOSEN = {
    "changed-plans": "Plans have changed",
    "not-suited": "It is not the right post or the right person",
    "terms": "The pay, the hours or the start do not work",
    "too-far": "The journey is too long",
    "found-another": "Another post or another person was found",
}
# Why the programme ends an introduction by itself.
POST_FILLED, VACANCY_CLOSED, NOT_SHOWN, APPOINTED_ELSEWHERE = "post-filled", "vacancy-closed", "not-shown", "appointed-elsewhere"
DECLINED = {
    **CHOSEN,
    POST_FILLED: "The post was filled",
    VACANCY_CLOSED: "The vacancy was closed",
    NOT_SHOWN: "The profile is not shown to this school",
    APPOINTED_ELSEWHERE: "They were appointed to another post",
}

"""The codes by which decisions about accounts are explained, each with its words."""

END_REASONS = {
    "left": "They have left the programme or the school",
    "moved": "They do something else now",
    "mistake": "It was granted by mistake",
    "misuse": "It was misused",
    "renewed": "It has been replaced by another grant",
}

CHECKS_OF_IDENTITY = {
    "rang-known-number": "I rang them on a number that we already had",
    "met-in-person": "I met them in person",
    "line-manager": "Their line manager vouched for them",
}

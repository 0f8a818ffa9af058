"""What a reference must say before it can be sent, after Keeping Children Safe in Education, part three, “Obtaining references”."""

from __future__ import annotations

from typing import Any

from difference.programme.recruitment.reference_rules import rules

# In the order of the form, so that the first that is missing comes first.
ALWAYS = {
    "job": "Say what your job is and where you work",
    "capacity": "Say how you know them",
    "known": "Say since when, and how closely, you have known them",
    "strengths": "Write how they teach, lead and work with others",
    "again": "Say whether you would work with them again",
    "suitable": "Say whether you are satisfied that they are suitable to work with children",
    "discipline": "Say whether there was a sanction or a procedure",
    "concern": "Say whether a safeguarding concern or allegation was substantiated",
    "authority": "Say who stands behind what you write",
    "openness": "Say whether they may see it",
}
# Whoever employs or employed them also gives the facts of the post.
OF_THE_POST = {
    "post": "Write which post they hold or held with you",
    "post_from": "Write when they started in it",
    "leaving": "Write why they left or are leaving, or that you do not know",
}
EMPLOYERS = frozenset({"head", "manager"})
BECAUSE = {
    ("suitable", False): ("unsuitable_because", "Write why you are not satisfied"),
    ("discipline", True): ("discipline_text", "Write the facts of the sanction or procedure"),
    ("concern", True): ("concern_text", "Write the facts of the concern or allegation"),
}
LONG = frozenset({"strengths"})
TEXTS = ("leaving", "strengths", "reservations", "unsuitable_because", "discipline_text", "concern_text")


def words_allowed(field: str) -> int:
    """How many words one of the long answers may have."""
    return rules().long_words if field in LONG else rules().short_words


def missing(testimony: Any) -> dict[str, list[str]]:
    """What stands in the way of sending it, by field, each with its sentence."""
    wanted = dict(ALWAYS)
    if testimony.capacity in EMPLOYERS:
        wanted |= OF_THE_POST
    for (question, answer), (field, sentence) in BECAUSE.items():
        if getattr(testimony, question) is answer:
            wanted[field] = sentence
    found = {field: [sentence] for field, sentence in wanted.items() if getattr(testimony, field) in {None, ""}}
    for field in TEXTS:
        used, limit = len(getattr(testimony, field).split()), words_allowed(field)
        if used > limit:
            found[field] = [f"Write at most {limit} words here. You have used {used:,}."]
    return found

"""What waits for staff about references and checks: each with where it is done and a word on it, for their home."""

from __future__ import annotations

from django.urls import reverse

from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.programme.recruitment.queries import checks, references

Row = tuple[str, str, str]


def _count(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(number)


def _of_references(actor: Actor) -> list[Row]:
    waiting = references.count_waiting(actor)
    asked, unread, calls, fallen = waiting.named, waiting.unread, waiting.unverified, waiting.fallen
    rows = [
        (asked, "One referee has still to be asked", "{} referees have still to be asked", "?state=named", "Their candidates have been shortlisted"),
        (unread, "One reference has come", "{} references have come", "?state=received", "Nobody has read it yet" if unread == 1 else "Nobody has read them yet"),
        (calls, "One reference has to be checked by telephone", "{} references have to be checked by telephone", "?state=unverified",
            "Ring a number that the school or organisation publishes"),
        (fallen, "One reference will not come by itself", "{} references will not come by themselves", "", "The link has run out, or the referee would rather not"),
    ]  # fmt: skip
    return [(_count(number, one, many), reverse("recruitment:references") + query, note) for number, one, many, query, note in rows if number]


def waiting(actor: Actor) -> list[Row]:
    """Referees to ask, references to read and to check, and who has a place and lacks a check."""
    if not allows(actor, "recruitment.see-references"):
        return []
    rows = _of_references(actor)
    lacking = checks.count_accepted_incomplete(actor)
    if lacking:
        what = _count(lacking, "One person who has a place lacks a check", "{} people who have a place lack a check")
        rows.append((what, reverse("recruitment:checks"), "Nobody starts before every check is done"))
    return rows

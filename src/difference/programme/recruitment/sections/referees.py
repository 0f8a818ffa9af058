"""The two referees: named with the application, asked later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress

from difference.foundations.people.models import Account
from difference.programme.recruitment.models import Application, Reference
from difference.programme.recruitment.sections.registry import Missing
from difference.programme.recruitment.sections.written import Written, address

POSITIONS = (1, 2)
ORDINALS = {1: "First", 2: "Second"}
PARTS = {
    "name": "name",
    "email": "e-mail address",
    "relation": "how they know you",
    "organisation": "where they work",
    "is_head": "head where you work now",
}
SENTENCES = {
    "name": "Enter the name of your {ordinal} referee",
    "email": "Enter the e-mail address of your {ordinal} referee",
    "relation": "Say how your {ordinal} referee knows you",
    "organisation": "Say where your {ordinal} referee works",
}
LABELS = {f"{part}_{n}": f"{ORDINALS[n]} referee: {words}" for n in POSITIONS for part, words in PARTS.items()}


def _named(application: Application) -> dict[int, Reference]:
    return {reference.position: reference for reference in application.references.all()}


def read(application: Application) -> dict[str, Any]:
    """The values of the form: each part of each referee."""
    named = _named(application)
    return {f"{part}_{n}": getattr(named[n], part) if n in named else (False if part == "is_head" else "") for n in POSITIONS for part in PARTS}


def keep(application: Application, values: Mapping[str, Any]) -> None:
    """Write both referees; one of whom nothing is said any more goes."""
    for n in POSITIONS:
        parts = {part: values[f"{part}_{n}"] for part in PARTS}
        if any(parts.values()):
            Reference.objects.update_or_create(application=application, position=n, defaults=parts)
        else:
            Reference.objects.filter(application=application, position=n).delete()


def own_addresses(application: Application) -> set[str]:
    """The candidate's own addresses, in small letters."""
    accounts = Account.objects.filter(person_id=application.person_id).values_list("email", flat=True)
    more = EmailAddress.objects.filter(user__person_id=application.person_id).values_list("email", flat=True)
    return {address.casefold() for address in (*accounts, *more)}


def _same(values: Mapping[str, Any], part: str) -> bool:
    first, second = (" ".join(values[f"{part}_{n}"].split()).casefold() for n in POSITIONS)
    return bool(first) and first == second


def check(application: Application, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """What cannot stand: the candidate as their own referee, or one person twice."""
    own = own_addresses(application)
    name = " ".join(application.person.full_name.split()).casefold()
    complaints: dict[str, list[str]] = {}
    for n in POSITIONS:
        if values[f"email_{n}"].strip().casefold() in own:
            complaints[f"email_{n}"] = ["This is your own address. Give the address of your referee."]
        elif " ".join(values[f"name_{n}"].split()).casefold() == name:
            complaints[f"name_{n}"] = ["This is your own name. Name somebody else."]
    if _same(values, "email"):
        complaints.setdefault("email_2", ["Both referees have this address. Name two different people, each with an address of their own."])
    elif _same(values, "name"):
        complaints.setdefault("name_2", ["Both referees have this name. Name two different people."])
    return complaints


def missing(application: Application) -> list[Missing]:
    """What is still to be said of either referee."""
    values = read(application)
    return [
        Missing(sentence.format(ordinal=ORDINALS[n].lower()), f"{part}_{n}")
        for n in POSITIONS
        for part, sentence in SENTENCES.items()
        if not values[f"{part}_{n}"]
    ]


def rows(application: Application) -> list[tuple[str, object]]:
    """Each referee on lines of their own."""
    return [(f"{ORDINALS[n]} referee", _lines(_named(application).get(n))) for n in POSITIONS]


def _lines(reference: Reference | None) -> list[str] | None:
    if reference is None:
        return None
    head = "Head where you work now" if reference.is_head else ""
    return [line for line in (reference.name, reference.email, reference.relation, reference.organisation, head) if line]


def section() -> Written:
    """This section, for the list."""
    return Written(
        "referees", "Two referees", 100, address("referees"), missing, lambda one: any(read(one).values()), rows,
        labels=LABELS, read=read, keep=keep, check=check,
    )  # fmt: skip

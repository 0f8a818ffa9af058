"""What an invented candidate answers, section by section: texts from the table, the rest by chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from difference.demo.cohorts.cast import Candidate, table
from difference.demo.country import facts
from difference.demo.country.chance import Chance
from difference.demo.country.places import NEVER_INWARD
from difference.demo.country.seeding import invented
from difference.foundations.schools.models import School
from difference.foundations.schools.register.establishments import MAINSTREAM
from difference.programme.recruitment import criteria

INWARD = [letter for letter in "ABDEFGHJLNPQRSTUWXYZ" if letter not in NEVER_INWARD]
PARTS = ("openings", "middles", "ends")
YEARS = ["Year 7", "Year 8", "Year 9", "Year 10"]


@dataclass(frozen=True)
class Home:
    """Where somebody teaches and lives."""

    school: str
    other_school: str
    town: str
    postcode: str


def schools_by_region() -> Mapping[str, list[School]]:
    """The invented secondary schools of each region; none where a real register keeps them out."""
    found: dict[str, list[School]] = {}
    for school in invented().filter(sector=MAINSTREAM, phase="Secondary", is_open=True).select_related("region").order_by("urn"):
        if school.region is not None:
            found.setdefault(school.region.name, []).append(school)
    return found


def home_of(one: Candidate, schools: Mapping[str, list[School]]) -> Home:
    """A school of their region and a home near it. Without an invented school, one that stands in no register."""
    chance = one.chance("home")
    near = chance.shuffled(schools.get(one.region, []))[:2]
    if len(near) < 2:
        return Home(
            _no_school(chance), _no_school(chance), one.town or f"{chance.one_of(facts.words()['beginnings'])}stead", one.postcode or "ZZ1 4CK"
        )
    inward = f"{chance.below(10)}{chance.one_of(INWARD)}{chance.one_of(NEVER_INWARD)}"
    outward = near[0].postcode.split()[0] if near[0].postcode else "ZZ1"
    return Home(near[0].name, near[1].name, one.town or near[0].town, one.postcode or f"{outward} {inward}")


def _no_school(chance: Chance) -> str:
    table_of_words = facts.words()
    return f"{chance.one_of(table_of_words['beginnings'])}{chance.one_of(table_of_words['endings'])} High School"


def _joined(one: Candidate, home: Home, topic: str, parts: Mapping[str, list[str]]) -> str:
    chance = one.chance(topic)
    named = {"school": home.school, "subject": one.subject, "year": chance.one_of(YEARS), "first": one.first, "age": str(chance.between(12, 15))}
    told, together = chance.below(1000), parts.get("together", ())
    lists = [(part, parts[part]) for part in PARTS if part in parts]
    return "\n\n".join(words[told % len(words)] if part in together else chance.one_of(words) for part, words in lists).format(**named)


def _experience(one: Candidate, home: Home, texts: Mapping[str, Any]) -> dict[str, Any]:
    chance = one.chance("experience")
    holds = one.held != "none"
    return {
        "present_school": home.school,
        "present_role": f"Teacher of {one.subject}",
        "subjects": one.subject[:1].upper() + one.subject[1:],
        "experience": _joined(one, home, "experience", texts["experience"]),
        "responsibility": one.held,
        "responsibility_months": chance.between(10, 40) if holds else None,
        "responsibility_text": texts["responsibility"][one.held].format(subject=one.subject, year=chance.one_of(YEARS)) if holds else "",
    }


def _referees(one: Candidate, home: Home) -> dict[str, Any]:
    chance, people = one.chance("referees"), table("voices")["referees"]
    firsts, lasts = chance.shuffled(people["firsts"]), chance.shuffled(people["lasts"])
    head, other = f"{firsts[0]} {lasts[0]}", f"{firsts[1]} {lasts[1]}"
    return {
        "name_1": head, "email_1": _address(head, home.school), "relation_1": "My head teacher", "organisation_1": home.school, "is_head_1": True,
        "name_2": other, "email_2": _address(other, home.other_school), "relation_2": chance.one_of(people["relations"]),
        "organisation_2": home.other_school, "is_head_2": False,
    }  # fmt: skip


def _address(name: str, school: str) -> str:
    domain = "".join(letter if letter.isalnum() else "-" for letter in school.lower()).strip("-")
    return f"{name.lower().replace(' ', '.')}@{domain[:40].strip('-')}.demo.example"


def sections_of(one: Candidate, home: Home) -> dict[str, dict[str, Any]]:
    """The values of every section, in the order in which they are written."""
    texts, chance = table("texts"), one.chance("facts")
    regions = [one.region, *(["London"] if one.region in {"South East", "East of England"} and chance.happens(0.5) else [])]
    needs = chance.happens(0.15)
    return {
        "about": {"phone": f"07700 900{chance.between(100, 999)}", "town": home.town, "postcode": home.postcode},
        "eligibility": {
            "right_to_work": True, "qualified_teacher": True, "mainstream_years": Decimal(chance.between(6, 18)) / 2,
            "works_in_ap_or_special": one.story == "ineligible",
        },
        "experience": _experience(one, home, texts),
        **{each.key: {"text": _joined(one, home, each.key, texts["competencies"][each.key])} for each in criteria.present().asked},
        "areas": {"preferred_regions": regions, "travel_minutes": 15 * chance.between(2, 5)},
        "referees": _referees(one, home),
        "adjustments": {"adjustments_needed": needs, "adjustments": chance.one_of(texts["adjustments"]["asked"]) if needs else ""},
    }  # fmt: skip

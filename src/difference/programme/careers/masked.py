"""A profile without who it is: what a school reads before both have agreed. Names, addresses, numbers and schools are masked in every text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from difference.methods.selection import Terms, mask
from difference.programme.careers.models import CareerProfile
from difference.programme.recruitment.queries.naming import schools_in


@dataclass(frozen=True)
class Texts:
    """The words of a profile as somebody may read them."""

    headline: str
    experience: str
    led: str


def whole(profile: CareerProfile) -> Texts:
    """As they were written."""
    return Texts(profile.headline, profile.experience, profile.led)


def _lettered(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if any(letter.isalpha() for letter in word))


def texts(profiles: Iterable[CareerProfile]) -> dict[UUID, Texts]:
    """The masked words of these profiles, by key."""
    given = list(profiles)
    schools = schools_in("\n\n".join(text for one in given for text in (one.headline, one.experience, one.led)))
    found = {}
    for one in given:
        terms = Terms(names=_lettered((one.person.full_name, one.person.known_as)), schools=_lettered(schools))
        found[one.pk] = Texts(*(mask(text, terms).text for text in (one.headline, one.experience, one.led)))
    return found

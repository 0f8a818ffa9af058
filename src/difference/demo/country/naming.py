"""Names of invented schools and trusts: from patterns, each once."""

from __future__ import annotations

from difference.demo.country.chance import Chance
from difference.demo.country.facts import words


class Names:
    """Gives each school and trust a name of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, named: str, place: str, chance: Chance) -> str:
        """A name in the manner `named`; where all are taken, one with a feature of the place."""
        table = words()
        patterns = chance.shuffled(table["names"][named])
        features = chance.shuffled(table["features"])
        for pattern in patterns:
            for feature in features if "{feature}" in pattern else features[:1]:
                name: str = pattern.format(place=place, feature=feature)
                if name not in self._taken:
                    self._taken.add(name)
                    return name
        return self.give(named, f"{place} {features[0]}", chance)

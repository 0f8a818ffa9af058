"""Who is acting: a person with the grants they hold now, the bearer of a link, the system itself, or the public."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest

PUBLIC, PERSON, LINK, SYSTEM = "public", "person", "link", "system"
OF_THE_PROGRAMME = frozenset({"candidate", "participant", "alumnus"})


@dataclass(frozen=True)
class Held:
    """One grant in force: a role, its function (programme staff only) and the scope it reaches."""

    role: str
    function: str = ""
    scope: str = "programme"
    scope_id: str = ""


@dataclass(frozen=True)
class Actor:
    """Whoever asks for something. `label` is for the system's own tasks and for links; it never holds a name."""

    kind: str = PUBLIC
    person_id: UUID | None = None
    grants: tuple[Held, ...] = field(default=())
    label: str = ""

    @property
    def signed_in(self) -> bool:
        """Whether somebody with an account is acting."""
        return self.kind == PERSON

    def holds(self, role: str, function: str | None = None) -> bool:
        """Whether a grant of this role (and function, if given) is in force, whatever its scope."""
        return any(held.role == role and function in (None, held.function) for held in self.grants)

    @property
    def takes_part(self) -> bool:
        """Whether they apply, take part or have taken part: nobody else has an application, a placement or studies of their own."""
        return any(held.role in OF_THE_PROGRAMME for held in self.grants)

    def scopes(self, role: str, scope: str) -> frozenset[str]:
        """The identifiers that this role reaches within one kind of scope."""
        return frozenset(held.scope_id for held in self.grants if (held.role, held.scope) == (role, scope))


ANYONE = Actor()


def system(label: str) -> Actor:
    """The system itself, at work on the task called `label`."""
    return Actor(kind=SYSTEM, label=label)


def actor_of(request: HttpRequest) -> Actor:
    """Whoever made this request, as the middleware found out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor

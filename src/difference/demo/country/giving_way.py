"""The invented schools give way to a real register that is imported into the demonstration after them.

Otherwise every count of schools would mix the two. What nothing hangs on is removed; what something hangs on is closed and
followed by a real school, so that posts and people stand there from then on.
"""

from __future__ import annotations

from django.db.models import ForeignObjectRel, Q

from difference.demo.country.choosing import host_schools, mainstream_schools
from difference.demo.country.facts import edition
from difference.demo.country.seeding import invented, own_imports
from difference.foundations.access.command import allow, command
from difference.foundations.actors import ANYONE, Actor
from difference.foundations.audit.commands import record
from difference.foundations.schools import queries
from difference.foundations.schools.commands import link_successor
from difference.foundations.schools.models import School, SchoolLink, Trust
from difference.foundations.schools.register.establishments import ALTERNATIVE_PROVISION, find_status

CLOSED = 2


def real_register_came() -> bool:
    """Whether there are invented schools, and beside them enough open AP schools of a real register."""
    if not own_imports().exists() or not invented().filter(is_open=True).exists():
        return False
    real = queries.open_alternative_provision(ANYONE).exclude(urn__in=invented().values("urn"))
    return bool(real.count() >= edition()["real_register"])


def give_way(*, by: Actor) -> int:
    """Take the invented schools away where a real register has come; returns how many were removed or closed."""
    return _give_way(by=by) if real_register_came() else 0


@command
def _give_way(*, by: Actor) -> int:
    allow(by, "demo.seed")
    numbers = set(invented().values_list("urn", flat=True))
    invented().update(successor=None)
    SchoolLink.objects.filter(Q(urn__in=numbers) | Q(other__in=numbers)).delete()
    kept = numbers & _attached()
    School.objects.filter(urn__in=numbers - kept).delete()
    status = find_status("", CLOSED)
    School.objects.filter(urn__in=kept).update(is_open=False, status=status.name if status else "")
    for urn in sorted(kept):
        _follow(by, School.objects.get(pk=urn))
    Trust.objects.filter(schools=None, uid__gte=str(edition()["first_trust"]), uid__startswith="9").delete()
    if not kept:
        own_imports().delete()
    record(by, "demo.seed", "country", reason="gave-way")
    return len(numbers)


def _attached() -> set[int]:
    """Schools that something of another model points to, whether the pointing has a name on the school's side or not."""
    relations = [field for field in School._meta.get_fields(include_hidden=True) if isinstance(field, ForeignObjectRel)]
    names = [(relation.related_model, relation.field) for relation in relations if relation.related_model is not School]
    return {urn for model, field in names for urn in model._base_manager.values_list(field.name, flat=True).distinct() if urn}


def _follow(by: Actor, school: School) -> None:
    """Let a real school follow an invented one: of its type and region if there is any, and always the same."""
    choose = host_schools if school.sector == ALTERNATIVE_PROVISION else mainstream_schools
    chosen = choose(ANYONE, 40, f"after {school.urn}")
    near = [real for real in chosen if real.region_id == school.region_id] or chosen
    if near:
        link_successor(by=by, school=school.urn, successor=near[0].urn, reason="moved")

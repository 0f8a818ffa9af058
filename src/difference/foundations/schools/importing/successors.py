"""Which school follows which: what staff entered, or else what the links files say of a school that has gone."""

from __future__ import annotations

from collections import defaultdict

from difference.foundations.schools.models import School, SchoolLink

BEFORE, AFTER = "predecessor", "successor"
PROPOSED = "Proposed to open"


def settle() -> int:
    """Set every school's successor from the links; returns how many changed."""
    wanted = _by_staff(_by_files())
    held = dict(School.objects.exclude(successor=None).values_list("urn", "successor_id"))
    changed = {urn: wanted.get(urn) for urn in {*held, *wanted} if held.get(urn) != wanted.get(urn)}
    School.objects.bulk_update([School(urn=urn, successor_id=successor) for urn, successor in changed.items()], ["successor"], batch_size=500)
    return len(changed)


def _by_files() -> dict[int, int]:
    """One successor for each school that is closed or no longer listed; none where the files name several and do not say which."""
    links = SchoolLink.objects.filter(source=SchoolLink.FILE)
    edges: dict[int, dict[int, str]] = defaultdict(dict)
    for urn, other, kind, on in links.values_list("urn", "other", "kind", "on"):
        word = kind.lower()
        if word.startswith((BEFORE, AFTER)):
            before, after = (other, urn) if word.startswith(BEFORE) else (urn, other)
            edges[before][after] = max(edges[before].get(after, ""), on.isoformat() if on else "")
    if not edges:
        return {}
    schools = {urn: (gone, proposed) for urn, gone, proposed in _standing()}
    chosen = {before: _latest({a: on for a, on in after.items() if a in schools and not schools[a][1]}) for before, after in edges.items()}
    return {before: after for before, after in chosen.items() if after and before in schools and schools[before][0]}


def _standing() -> list[tuple[int, bool, bool]]:
    rows = School.objects.values_list("urn", "is_open", "missing_from_id", "status")
    return [(urn, not is_open or missing is not None, status == PROPOSED) for urn, is_open, missing, status in rows]


def _latest(after: dict[int, str]) -> int | None:
    if not after:
        return None
    last = max(after.values())
    latest = [urn for urn, on in after.items() if on == last]
    return latest[0] if len(latest) == 1 else None


def _by_staff(wanted: dict[int, int]) -> dict[int, int]:
    return wanted | dict(SchoolLink.objects.filter(source=SchoolLink.STAFF).values_list("urn", "other"))

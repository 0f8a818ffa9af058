"""What anyone reads: findings and places of the observatory, and schools and cohorts through the API."""

from __future__ import annotations

from typing import Any


def contribute(world: Any) -> None:
    """Two of each, and nobody's."""
    for route in ("finding", "finding-csv", "finding-json", "finding-svg"):
        world.offer(f"observatory:{route}", near={"finding_id": "permanent-exclusions"}, foreign={"finding_id": "pupils-in-ap"})
    for route in ("place", "place-csv", "place-json"):
        world.offer(f"observatory:{route}", near={"code": "351"}, foreign={"code": "E12000001"})
    world.offer("observatory:place-svg", near={"code": "351", "measure_id": "suspensions"}, foreign={"code": "390", "measure_id": "suspensions"})
    world.offer("observatory:cost-csv", near={"name": "quoted"}, foreign={"name": "numbers"})
    world.offer("observatory:cost-svg", near={"name": "parts"}, foreign={"name": "life"})
    world.offer("api:v1:school", near={"urn": str(world.school.urn)}, foreign={"urn": str(world.other_school.urn)})
    world.offer("api:v1:cohort", near={"cohort_id": str(world.ours.pk)}, foreign={"cohort_id": str(world.theirs.pk)})

"""What the rules of matching are called on pages."""

from __future__ import annotations

# By which a matching may be run to be published. “Best for schools” is shown beside them, as the other end, and never published: under it somebody
# could gain by ranking otherwise than they truly prefer, even where no school puts people level.
TO_PUBLISH = ("candidate_optimal", "most_filled", "cold_spots_first")
TITLES = {
    "candidate_optimal": "Best for candidates",
    "post_optimal": "Best for schools",
    "most_filled": "As many as possible",
    "cold_spots_first": "Cold spots first",
}

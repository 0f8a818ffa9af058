"""Who may read the public API."""

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import anyone

declare("api.read", "read schools, the dates of cohorts, posts that are offered and the figures through the public API", anyone)

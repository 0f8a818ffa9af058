"""Who may see the observatory."""

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import anyone

declare("observatory.see", "see the findings as they were published beside what can be computed here", anyone)
